MATCH (n:Factor)
WHERE (any(w IN n.labelFolded WHERE w CONTAINS $p0) OR any(o IN $p1 WHERE n.notesFolded STARTS WITH o)) AND n.key IS NOT NULL
WITH n
ORDER BY n.key
LIMIT $limit
WITH collect([[p IN $columnsOfFactor | n[p]], [f IN $textsOfFactor | [l IN n[f + 'Languages'] | [l, n[f + coalesce($suffixOf[l], reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1)))]]]]]) AS rows
OPTIONAL MATCH (c:Meta {name: 'commit'})
WITH rows, c.open IS NOT NULL AS noted
OPTIONAL MATCH (m:Meta {name: 'exitgraph'})
RETURN rows, m.schemaVersion, m.writes, m.revision, noted
