MATCH (n:Finding)
WHERE n.key > $after
WITH n
ORDER BY n.key
LIMIT $chunk
RETURN collect([[p IN $columnsOfFinding | n[p]], [l IN n.summaryLanguages | [l, n['summary' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]]]) AS rows
