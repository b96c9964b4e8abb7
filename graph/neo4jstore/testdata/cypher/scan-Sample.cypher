MATCH (n:Sample)
WHERE n.key > $after
WITH n
ORDER BY n.key
LIMIT $chunk
RETURN collect([[p IN $columnsOfSample | n[p]]]) AS rows
