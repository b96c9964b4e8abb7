UNWIND $rows AS row
MATCH (:Report)-[l:RELATES_TO {key: row}]->()
DELETE l
RETURN count(*)
