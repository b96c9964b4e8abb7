UNWIND $rows AS row
CREATE (n:Entity:Factor)
SET n = row
RETURN count(*)
