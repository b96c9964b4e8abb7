UNWIND range(0, size($parents) - 1) AS i
MATCH (p:Study)
WHERE p.key = $parents[i]
CALL (p) {
  MATCH (p)<-[:PRESENTS|INCLUDES|RELATES_TO]-(n:Report)
  WHERE n.languageFolded IN $p0 AND n.key > $p1
  WITH DISTINCT n
  ORDER BY n.key
  LIMIT $limit
  RETURN collect([[p IN $columnsOfReport | n[p]]]) AS rows
}
WITH i, rows,
EXISTS {
  MATCH (p)<-[:PRESENTS|INCLUDES|RELATES_TO]-(n:Report)
  WHERE n.languageFolded IN $p0 AND n.key <= $p2
} AS previous,
false AS next,
COUNT {
  MATCH (p)<-[:PRESENTS|INCLUDES|RELATES_TO]-(n:Report)
  WHERE n.languageFolded IN $p0
  RETURN DISTINCT n
} AS total
WITH collect([i, rows, previous, next, total]) AS pages
OPTIONAL MATCH (c:Meta {name: 'commit'})
WITH pages, c.open IS NOT NULL AS noted
OPTIONAL MATCH (m:Meta {name: 'exitgraph'})
RETURN pages, m.schemaVersion, m.writes, m.revision, noted
