UNWIND $rows AS row
MATCH (:Phase)-[l:NEXT {key: row}]->()
DELETE l
RETURN count(*)
