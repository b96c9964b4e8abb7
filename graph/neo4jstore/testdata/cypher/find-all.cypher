CALL () {
  MATCH (n:Phase)
  WITH n
  ORDER BY n.position, n.key
  RETURN collect([[p IN $columnsOfPhase | n[p]], [f IN $textsOfPhase | [l IN n[f + 'Languages'] | [l, n[f + coalesce($suffixOf[l], reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1)))]]]]]) AS rows
}
WITH rows,
false AS previous,
false AS next,
size(rows) AS total
OPTIONAL MATCH (c:Meta {name: 'commit'})
WITH rows, previous, next, total, c.open IS NOT NULL AS noted
OPTIONAL MATCH (m:Meta {name: 'exitgraph'})
RETURN rows, previous, next, total, m.schemaVersion, m.writes, m.revision, noted
