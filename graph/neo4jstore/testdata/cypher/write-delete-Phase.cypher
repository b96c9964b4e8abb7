UNWIND $rows AS row
MATCH (n:Phase {key: row})
DETACH DELETE n
RETURN count(*)
