UNWIND $rows AS row
MATCH (:Entity)-[l:MAPPED_TO_TERM {key: row}]->()
DELETE l
RETURN count(*)
