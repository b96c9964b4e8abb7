MATCH (:Phase)-[n:MAPS_TO]->()
WHERE n.key > $after
WITH n
ORDER BY n.key
LIMIT $chunk
RETURN collect([[p IN $columnsOfPhaseMapping | n[p]]]) AS rows
