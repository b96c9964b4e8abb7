UNWIND $rows AS row
CREATE (n:Entity:Caveat)
SET n = row
RETURN count(*)
