MATCH (n:Study)
WITH n
ORDER BY n.sortTitle IS NULL, n.sortTitle DESC, n.key
LIMIT $limit
WITH collect([[p IN $columnsOfStudy | n[p]]]) AS rows
OPTIONAL MATCH (c:Meta {name: 'commit'})
WITH rows, c.open IS NOT NULL AS noted
OPTIONAL MATCH (m:Meta {name: 'exitgraph'})
RETURN rows, m.schemaVersion, m.writes, m.revision, noted
