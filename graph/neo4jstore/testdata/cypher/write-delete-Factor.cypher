UNWIND $rows AS row
MATCH (n:Factor {key: row})
DETACH DELETE n
RETURN count(*)
