UNWIND $rows AS row
CREATE (n:Incoming:IncomingPhaseModel)
SET n = row
RETURN count(*)
