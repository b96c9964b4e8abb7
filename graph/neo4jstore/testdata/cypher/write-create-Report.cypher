UNWIND $rows AS row
CREATE (n:Entity:Report)
SET n = row
RETURN count(*)
