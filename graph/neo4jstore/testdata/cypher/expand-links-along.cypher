UNWIND range(0, size($parents) - 1) AS i
MATCH (p:Factor)
WHERE p.key = $parents[i]
CALL (p) {
  MATCH (p)<-[n:CLASSIFIES]-()
  WITH n
  ORDER BY n.key
  RETURN collect([[p IN $columnsOfFactorClassification | n[p]]]) AS rows, collect(n) AS found
}
WITH i, rows, found,
false AS previous,
false AS next,
0 AS total
WITH collect([i, rows, previous, next, total]) AS pages, collect(found) AS found
CALL (found) {
  UNWIND found AS l
  UNWIND l AS f
  MATCH (t:Report)
  WHERE t.key = f.report
  WITH DISTINCT t
  RETURN collect([[p IN $columnsOfReport | t[p]]]) AS along0
}
OPTIONAL MATCH (c:Meta {name: 'commit'})
WITH pages, along0, c.open IS NOT NULL AS noted
OPTIONAL MATCH (m:Meta {name: 'exitgraph'})
RETURN pages, along0, m.schemaVersion, m.writes, m.revision, noted
