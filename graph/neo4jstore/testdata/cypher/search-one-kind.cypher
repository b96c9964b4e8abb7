CALL db.index.fulltext.queryNodes('exitgraph_search', $p0) YIELD node AS n
WHERE n:Entity AND (n:Study)
WITH n, n.searchTexts AS texts, 1 AS kind
WITH n, kind, CASE WHEN any(t IN texts WHERE t STARTS WITH '0' AND t ENDS WITH $p2) THEN 0 ELSE reduce(sum = 1, p IN $p1 | sum + head([t IN texts WHERE t CONTAINS p | toInteger(left(t, 1))])) END AS rank
WHERE rank IS NOT NULL AND kind IS NOT NULL
WITH n, rank, kind
ORDER BY rank, kind, n.key
LIMIT $limit
WITH collect([rank, [[p IN $columnsOfStudy | n[p]]]]) AS rows
OPTIONAL MATCH (c:Meta {name: 'commit'})
WITH rows, c.open IS NOT NULL AS noted
OPTIONAL MATCH (m:Meta {name: 'exitgraph'})
RETURN rows, m.schemaVersion, m.writes, m.revision, noted
