UNWIND $rows AS row
MATCH (n:Sample {key: row.key})
SET n = row
RETURN count(*)
