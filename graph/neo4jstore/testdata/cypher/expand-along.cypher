UNWIND range(0, size($parents) - 1) AS i
MATCH (p:Study)
WHERE p.key = $parents[i]
CALL (p) {
  MATCH (p)<-[:FROM_STUDY]-(n:Finding)
  WITH n
  ORDER BY n.key
  LIMIT $limit
  RETURN collect([[p IN $columnsOfFinding | n[p]], [f IN $textsOfFinding | [l IN n[f + 'Languages'] | [l, n[f + coalesce($suffixOf[l], reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1)))]]]]]) AS rows, collect(n) AS found
}
WITH i, rows, found,
false AS previous,
false AS next,
0 AS total
WITH collect([i, rows, previous, next, total]) AS pages, collect(found) AS found
CALL (found) {
  UNWIND found AS l
  UNWIND l AS f
  MATCH (f)-[:FROM_STUDY]->(t:Study)
  WITH DISTINCT t
  RETURN collect([[p IN $columnsOfStudy | t[p]]]) AS along0
}
CALL (found) {
  UNWIND found AS l
  UNWIND l AS f
  MATCH (f)-[:READ_IN]->(t:Report)
  WITH DISTINCT t
  RETURN collect([[p IN $columnsOfReport | t[p]]]) AS along1
}
OPTIONAL MATCH (c:Meta {name: 'commit'})
WITH pages, along0, along1, c.open IS NOT NULL AS noted
OPTIONAL MATCH (m:Meta {name: 'exitgraph'})
RETURN pages, along0, along1, m.schemaVersion, m.writes, m.revision, noted
