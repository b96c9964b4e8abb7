UNWIND $rows AS row
MATCH (n:Report {key: row})
DETACH DELETE n
RETURN count(*)
