UNWIND $rows AS row
MATCH (n:Sample {key: row})
DETACH DELETE n
RETURN count(*)
