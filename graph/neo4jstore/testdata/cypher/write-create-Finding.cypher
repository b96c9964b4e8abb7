UNWIND $rows AS row
CREATE (n:Entity:Finding)
SET n = row
RETURN count(*)
