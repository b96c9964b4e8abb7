MATCH (:Report)-[n:CLASSIFIES]->()
WHERE n.key > $after
WITH n
ORDER BY n.key
LIMIT $chunk
RETURN collect([[p IN $columnsOfFactorClassification | n[p]]]) AS rows
