UNWIND $rows AS row
MATCH (:Report)-[l:INCLUDES {key: row}]->()
DELETE l
RETURN count(*)
