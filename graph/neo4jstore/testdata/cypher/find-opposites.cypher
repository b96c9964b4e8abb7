MATCH (n:Study)
WHERE NOT (coalesce(n.year < $p0, false)) AND NOT (EXISTS {
  MATCH (n)<-[:FROM_STUDY]-(t1:Finding)
  WHERE NOT (coalesce(t1.status IN $p1, false))
}) AND NOT (EXISTS {
  MATCH (n)-[:HAS_SAMPLE]->(t2:Sample)
  WHERE all(o IN $p2 WHERE o IN t2.countriesOfStudyFolded)
}) AND NOT (EXISTS {
  MATCH (n)<-[:AFFECTS]-(t3:Caveat)
}) AND n.key IS NOT NULL
WITH n
ORDER BY n.key
LIMIT $limit
WITH collect([[p IN $columnsOfStudy | n[p]]]) AS rows
OPTIONAL MATCH (c:Meta {name: 'commit'})
WITH rows, c.open IS NOT NULL AS noted
OPTIONAL MATCH (m:Meta {name: 'exitgraph'})
RETURN rows, m.schemaVersion, m.writes, m.revision, noted
