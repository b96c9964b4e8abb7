MATCH (n:Report)
WHERE n.key > $after
WITH n
ORDER BY n.key
LIMIT $chunk
RETURN collect([[p IN $columnsOfReport | n[p]]]) AS rows
