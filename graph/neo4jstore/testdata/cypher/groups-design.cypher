UNWIND range(0, $last) AS i
CALL (i) {
  MATCH (n:Finding)
  MATCH (n)-[:FROM_STUDY]->(t1:Study)
  WHERE t1.design IN $p0[i] AND n.status IN $p1
  WITH n
  ORDER BY n.key
  LIMIT $limit
  RETURN collect([[p IN $columnsOfFinding | n[p]], [l IN n.summaryLanguages | [l, n['summary' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]]]) AS rows
}
RETURN i, rows,
false AS previous,
false AS next,
COUNT {
  MATCH (n:Finding)
  MATCH (n)-[:FROM_STUDY]->(t1:Study)
  WHERE t1.design IN $p0[i] AND n.status IN $p1
} AS total
