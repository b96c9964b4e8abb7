UNWIND range(0, size($parents) - 1) AS i
MATCH (:Report)-[p:PRESENTS|INCLUDES|RELATES_TO]->()
WHERE p.key = $parents[i]
CALL (p) {
  MATCH (n:Report)
  WHERE n.key = p.report
  WITH n
  ORDER BY n.key
  LIMIT $limit
  RETURN collect([[p IN $columnsOfReport | n[p]]]) AS rows
}
RETURN i, rows,
false AS previous,
false AS next,
0 AS total
