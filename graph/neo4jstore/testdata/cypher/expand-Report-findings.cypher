UNWIND range(0, size($parents) - 1) AS i
MATCH (p:Report)
WHERE p.key = $parents[i]
CALL (p) {
  MATCH (p)<-[:READ_IN]-(n:Finding)
  WITH n
  ORDER BY n.key
  LIMIT $limit
  RETURN collect([[p IN $columnsOfFinding | n[p]], [l IN n.summaryLanguages | [l, n['summary' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]]]) AS rows
}
RETURN i, rows,
false AS previous,
false AS next,
0 AS total
