UNWIND $rows AS row
MATCH (n:Factor {key: row.key})
SET n = row
RETURN count(*)
