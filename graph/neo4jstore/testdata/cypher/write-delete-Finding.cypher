UNWIND $rows AS row
MATCH (n:Finding {key: row})
DETACH DELETE n
RETURN count(*)
