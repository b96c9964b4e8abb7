CALL () {
  MATCH (n:Finding)
  WHERE (n.phase IS NULL AND n.key > $p0) AND (n.phase IS NOT NULL OR (n.phase IS NULL AND n.key < $p2))
  WITH n
  ORDER BY n.phase, n.key
  LIMIT $limit
  RETURN collect([[p IN $columnsOfFinding | n[p]], [l IN n.summaryLanguages | [l, n['summary' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]]]) AS rows
}
RETURN rows,
EXISTS {
  MATCH (n:Finding)
  WHERE (n.phase IS NOT NULL OR (n.phase IS NULL AND n.key <= $p1))
} AS previous,
EXISTS {
  MATCH (n:Finding)
  WHERE (n.phase IS NULL AND n.key >= $p3) AND (n.phase IS NULL AND n.key > $p0)
} AS next,
0 AS total
