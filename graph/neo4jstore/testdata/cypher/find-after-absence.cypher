CALL () {
  MATCH (n:Finding)
  WHERE (n.phase IS NULL AND n.key > $p0) AND (n.phase IS NOT NULL OR (n.phase IS NULL AND n.key < $p2))
  WITH n
  ORDER BY n.phase, n.key
  LIMIT $limit
  RETURN collect([[p IN $columnsOfFinding | n[p]], [f IN $textsOfFinding | [l IN n[f + 'Languages'] | [l, n[f + coalesce($suffixOf[l], reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1)))]]]]]) AS rows
}
WITH rows,
EXISTS {
  MATCH (n:Finding)
  WHERE (n.phase IS NOT NULL OR (n.phase IS NULL AND n.key <= $p1))
} AS previous,
EXISTS {
  MATCH (n:Finding)
  WHERE (n.phase IS NULL AND n.key >= $p3) AND (n.phase IS NULL AND n.key > $p0)
} AS next,
0 AS total
OPTIONAL MATCH (c:Meta {name: 'commit'})
WITH rows, previous, next, total, c.open IS NOT NULL AS noted
OPTIONAL MATCH (m:Meta {name: 'exitgraph'})
RETURN rows, previous, next, total, m.schemaVersion, m.writes, m.revision, noted
