MATCH (n:PhaseModel)
WHERE n.key > $after
WITH n
ORDER BY n.key
LIMIT $chunk
RETURN collect([[p IN $columnsOfPhaseModel | n[p]], [l IN n.descriptionLanguages | [l, n['description' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]]]) AS rows
