UNWIND $rows AS row
MATCH (:Phase)-[l:MAPS_TO {key: row}]->()
DELETE l
RETURN count(*)
