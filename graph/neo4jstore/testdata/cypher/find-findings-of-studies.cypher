MATCH (n:Finding)
MATCH (n)-[:FROM_STUDY]->(t1:Study)
WHERE t1.setting IN $p0 AND t1.year >= $p1 AND n.status IN $p2 AND n.key IS NOT NULL
WITH n
ORDER BY n.key
LIMIT $limit
RETURN collect([[p IN $columnsOfFinding | n[p]], [l IN n.summaryLanguages | [l, n['summary' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]]]) AS rows
