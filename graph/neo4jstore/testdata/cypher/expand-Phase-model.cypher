UNWIND range(0, size($parents) - 1) AS i
MATCH (p:Phase)
WHERE p.key = $parents[i]
CALL (p) {
  MATCH (p)-[:OF_MODEL]->(n:PhaseModel)
  WITH n
  ORDER BY n.key
  LIMIT $limit
  RETURN collect([[p IN $columnsOfPhaseModel | n[p]], [l IN n.descriptionLanguages | [l, n['description' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]]]) AS rows
}
RETURN i, rows,
false AS previous,
false AS next,
0 AS total
