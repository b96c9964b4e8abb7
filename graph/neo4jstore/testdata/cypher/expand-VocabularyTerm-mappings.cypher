UNWIND range(0, size($parents) - 1) AS i
MATCH (p:VocabularyTerm)
WHERE p.key = $parents[i]
CALL (p) {
  CALL (p) {
    MATCH (p)<-[n:MAPPED_TO_TERM]-()
    RETURN n
    UNION
    MATCH (p)-[n:MAPPED_TO_TERM]->()
    RETURN n
  }
  WITH n
  ORDER BY n.key
  LIMIT $limit
  RETURN collect([[p IN $columnsOfVocabularyMapping | n[p]]]) AS rows
}
RETURN i, rows,
false AS previous,
false AS next,
0 AS total
