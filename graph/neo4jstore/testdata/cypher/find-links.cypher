MATCH (:Report)-[n:PRESENTS|INCLUDES|RELATES_TO]->()
WHERE EXISTS {
  MATCH (t1:Study)
  WHERE t1.key = n.study AND t1.key IN $p0
}
WITH n
ORDER BY n.key
LIMIT $limit
WITH collect([[p IN $columnsOfStudyReport | n[p]]]) AS rows
OPTIONAL MATCH (c:Meta {name: 'commit'})
WITH rows, c.open IS NOT NULL AS noted
OPTIONAL MATCH (m:Meta {name: 'exitgraph'})
RETURN rows, m.schemaVersion, m.writes, m.revision, noted
