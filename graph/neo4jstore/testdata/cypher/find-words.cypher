MATCH (n:Factor)
WHERE (any(w IN n.labelFolded WHERE w CONTAINS $p0) OR any(o IN $p1 WHERE n.notesFolded STARTS WITH o)) AND n.key IS NOT NULL
WITH n
ORDER BY n.key
LIMIT $limit
RETURN collect([[p IN $columnsOfFactor | n[p]], [l IN n.labelLanguages | [l, n['label' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]], [l IN n.definitionLanguages | [l, n['definition' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]]]) AS rows
