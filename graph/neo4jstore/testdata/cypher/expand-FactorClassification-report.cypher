UNWIND range(0, size($parents) - 1) AS i
MATCH (:Report)-[p:CLASSIFIES]->()
WHERE p.key = $parents[i]
CALL (p) {
  MATCH (n:Report)
  WHERE n.key = p.report
  WITH n
  ORDER BY n.key
  LIMIT $limit
  RETURN collect([[p IN $columnsOfReport | n[p]]]) AS rows
}
WITH i, rows,
false AS previous,
false AS next,
0 AS total
WITH collect([i, rows, previous, next, total]) AS pages
OPTIONAL MATCH (c:Meta {name: 'commit'})
WITH pages, c.open IS NOT NULL AS noted
OPTIONAL MATCH (m:Meta {name: 'exitgraph'})
RETURN pages, m.schemaVersion, m.writes, m.revision, noted
