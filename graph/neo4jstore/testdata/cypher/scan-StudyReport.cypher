MATCH (:Report)-[n:PRESENTS|INCLUDES|RELATES_TO]->()
WHERE n.key > $after
WITH n
ORDER BY n.key
LIMIT $chunk
RETURN collect([[p IN $columnsOfStudyReport | n[p]]]) AS rows
