UNWIND $rows AS row
CREATE (n:Incoming:IncomingFinding)
SET n = row
RETURN count(*)
