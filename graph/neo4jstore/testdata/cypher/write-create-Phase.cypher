UNWIND $rows AS row
CREATE (n:Entity:Phase)
SET n = row
RETURN count(*)
