MATCH (s:Study)
WHERE s.setting = $setting AND s.year >= $from
MATCH (s)<-[:FROM_STUDY]-(n)
WHERE n.status = $status AND n.key > $key
WITH n ORDER BY n.key LIMIT 20
MATCH (n)-[:ABOUT]->(f)
RETURN n.key, n.valence, f.key, f.labelEn, n.phase
