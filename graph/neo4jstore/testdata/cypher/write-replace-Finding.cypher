UNWIND $rows AS row
MATCH (n:Finding {key: row.key})
SET n = row
RETURN count(*)
