UNWIND $rows AS row
MATCH (n:Report {key: row.key})
SET n = row
RETURN count(*)
