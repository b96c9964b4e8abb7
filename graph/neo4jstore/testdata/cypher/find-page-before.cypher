CALL () {
  MATCH (n:Study)
  WHERE (n.sortTitle > $p0 OR (n.sortTitle = $p0 AND n.key < $p1))
  WITH n
  ORDER BY n.sortTitle IS NULL DESC, n.sortTitle, n.key DESC
  LIMIT $limit
  RETURN collect([[p IN $columnsOfStudy | n[p]]]) AS rows
}
WITH rows,
false AS previous,
EXISTS {
  MATCH (n:Study)
  WHERE ((n.sortTitle < $p2 OR n.sortTitle IS NULL) OR (n.sortTitle = $p2 AND n.key >= $p3))
} AS next,
0 AS total
OPTIONAL MATCH (c:Meta {name: 'commit'})
WITH rows, previous, next, total, c.open IS NOT NULL AS noted
OPTIONAL MATCH (m:Meta {name: 'exitgraph'})
RETURN rows, previous, next, total, m.schemaVersion, m.writes, m.revision, noted
