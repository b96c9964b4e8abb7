UNWIND range(0, size($parents) - 1) AS i
MATCH (p:Report)
WHERE p.key = $parents[i]
CALL (p) {
  CALL (p) {
    MATCH (p)<-[:ABOUT_REPORT]-(n:Caveat)
    RETURN n
    UNION
    MATCH (p)<-[:AFFECTS]-(n:Caveat)
    RETURN n
  }
  WITH n
  ORDER BY n.key
  LIMIT $limit
  RETURN collect([[p IN $columnsOfCaveat | n[p]], [l IN n.topicLanguages | [l, n['topic' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]], [l IN n.statementALanguages | [l, n['statementA' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]], [l IN n.statementBLanguages | [l, n['statementB' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]], [l IN n.assessmentLanguages | [l, n['assessment' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]]]) AS rows
}
RETURN i, rows,
false AS previous,
false AS next,
0 AS total
