UNWIND range(0, size($parents) - 1) AS i
MATCH (:Entity)-[p:MAPPED_TO_TERM]->()
WHERE p.key = $parents[i]
CALL (p) {
  MATCH (n:VocabularyTerm)
  WHERE n.key = p.term
  WITH n
  ORDER BY n.key
  LIMIT $limit
  RETURN collect([[p IN $columnsOfVocabularyTerm | n[p]]]) AS rows
}
RETURN i, rows,
false AS previous,
false AS next,
0 AS total
