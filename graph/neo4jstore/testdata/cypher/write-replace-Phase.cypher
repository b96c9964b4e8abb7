UNWIND $rows AS row
MATCH (n:Phase {key: row.key})
SET n = row
RETURN count(*)
