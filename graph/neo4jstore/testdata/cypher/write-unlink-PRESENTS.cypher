UNWIND $rows AS row
MATCH (:Report)-[l:PRESENTS {key: row}]->()
DELETE l
RETURN count(*)
