UNWIND $rows AS row
CREATE (n:Entity:Sample)
SET n = row
RETURN count(*)
