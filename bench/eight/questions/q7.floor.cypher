CALL () {
  MATCH (s:Study)
  WHERE s.setting = $setting AND s.year >= $from
  MATCH (s)-[:HAS_SAMPLE]->(t)
  WHERE $country IN t.countriesOfStudy
  WITH DISTINCT s
  MATCH (s)<-[:FROM_STUDY]-(n)
  WHERE NOT n.samplesNamed AND n.status = $status
  RETURN n
  UNION
  MATCH (t:Sample)
  WHERE $country IN t.countriesOfStudy
  MATCH (t)<-[:FROM_SAMPLE]-(n)-[:FROM_STUDY]->(s)
  WHERE s.setting = $setting AND s.year >= $from AND n.status = $status
  RETURN n
}
WITH n ORDER BY n.key LIMIT 20
MATCH (n)-[:ABOUT]->(f)
RETURN n.key, n.valence, f.key, f.labelEn, n.phase
