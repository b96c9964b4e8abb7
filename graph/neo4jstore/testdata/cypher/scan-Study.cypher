MATCH (n:Study)
WHERE n.key > $after
WITH n
ORDER BY n.key
LIMIT $chunk
RETURN collect([[p IN $columnsOfStudy | n[p]]]) AS rows
