UNWIND $rows AS row
MATCH (n:Study {key: row})
DETACH DELETE n
RETURN count(*)
