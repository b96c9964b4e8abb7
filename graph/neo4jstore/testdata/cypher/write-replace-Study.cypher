UNWIND $rows AS row
MATCH (n:Study {key: row.key})
SET n = row
RETURN count(*)
