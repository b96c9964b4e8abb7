UNWIND $rows AS row
CREATE (n:Entity:Study)
SET n = row
RETURN count(*)
