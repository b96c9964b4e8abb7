UNWIND range(0, size($parents) - 1) AS i
MATCH (:Phase)-[p:MAPS_TO]->()
WHERE p.key = $parents[i]
CALL (p) {
  MATCH (n:Phase)
  WHERE n.key = p.from
  WITH n
  ORDER BY n.key
  LIMIT $limit
  RETURN collect([[p IN $columnsOfPhase | n[p]], [l IN n.labelLanguages | [l, n['label' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]], [l IN n.definitionLanguages | [l, n['definition' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]]]) AS rows
}
RETURN i, rows,
false AS previous,
false AS next,
0 AS total
