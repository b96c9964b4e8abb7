UNWIND $rows AS row
MATCH (:Report)-[l:CLASSIFIES {key: row}]->()
DELETE l
RETURN count(*)
