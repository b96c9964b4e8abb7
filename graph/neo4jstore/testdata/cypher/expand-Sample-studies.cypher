UNWIND range(0, size($parents) - 1) AS i
MATCH (p:Sample)
WHERE p.key = $parents[i]
CALL (p) {
  MATCH (p)<-[:HAS_SAMPLE]-(n:Study)
  WITH n
  ORDER BY n.key
  LIMIT $limit
  RETURN collect([[p IN $columnsOfStudy | n[p]]]) AS rows
}
RETURN i, rows,
false AS previous,
false AS next,
0 AS total
