UNWIND range(0, size($parents) - 1) AS i
MATCH (p:Finding)
WHERE p.key = $parents[i]
CALL (p) {
  MATCH (p)<-[:AFFECTS]-(n:Caveat)
  WITH n
  ORDER BY n.key
  LIMIT $limit
  RETURN collect([[p IN $columnsOfCaveat | n[p]], [f IN $textsOfCaveat | [l IN n[f + 'Languages'] | [l, n[f + coalesce($suffixOf[l], reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1)))]]]]]) AS rows
}
WITH i, rows,
false AS previous,
false AS next,
0 AS total
WITH collect([i, rows, previous, next, total]) AS pages
OPTIONAL MATCH (c:Meta {name: 'commit'})
WITH pages, c.open IS NOT NULL AS noted
OPTIONAL MATCH (m:Meta {name: 'exitgraph'})
RETURN pages, m.schemaVersion, m.writes, m.revision, noted
