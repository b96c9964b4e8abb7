MATCH (n:Study)
WITH n
ORDER BY n.sortTitle IS NULL, n.sortTitle DESC, n.key
LIMIT $limit
RETURN collect([[p IN $columnsOfStudy | n[p]]]) AS rows
