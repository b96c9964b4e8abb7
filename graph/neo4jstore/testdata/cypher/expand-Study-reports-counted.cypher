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
RETURN i, rows,
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
