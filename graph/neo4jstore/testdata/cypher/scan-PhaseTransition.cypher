MATCH (:Phase)-[n:NEXT]->()
WHERE n.key > $after
WITH n
ORDER BY n.key
LIMIT $chunk
RETURN collect([[p IN $columnsOfPhaseTransition | n[p]]]) AS rows
