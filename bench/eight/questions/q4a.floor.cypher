CALL () {
  MATCH (s:Study)
  WHERE s.design = $design AND s.year >= $from
  MATCH (s)-[:HAS_SAMPLE]->(t)
  WHERE $country IN t.countriesOfStudy
  WITH DISTINCT s
  MATCH (s)<-[:FROM_STUDY]-(n)
  WHERE NOT n.samplesNamed
  RETURN n
  UNION
  MATCH (t:Sample)
  WHERE $country IN t.countriesOfStudy
  MATCH (t)<-[:FROM_SAMPLE]-(n)-[:FROM_STUDY]->(s)
  WHERE s.design = $design AND s.year >= $from
  RETURN n
}
WITH n
WHERE n.status = $status AND n.phase IS NOT NULL
RETURN n.factor, n.phase, n.factorValence, count(*)
