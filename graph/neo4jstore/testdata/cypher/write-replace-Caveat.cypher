UNWIND $rows AS row
MATCH (n:Caveat {key: row.key})
SET n = row
RETURN count(*)
