UNWIND $rows AS row
CREATE (n:Incoming:IncomingPhase)
SET n = row
RETURN count(*)
