MATCH (s:Study)
WHERE s.setting = $setting AND s.year >= $from
MATCH (s)<-[:FROM_STUDY]-(n)
WHERE n.status = $status AND n.phase IS NOT NULL
RETURN n.factor, n.phase, n.factorValence, count(*)
