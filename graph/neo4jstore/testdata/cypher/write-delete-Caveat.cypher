UNWIND $rows AS row
MATCH (n:Caveat {key: row})
DETACH DELETE n
RETURN count(*)
