UNWIND $rows AS row
CREATE (n:Entity:PhaseModel)
SET n = row
RETURN count(*)
