UNWIND $rows AS row
CREATE (n:Incoming:IncomingFactor)
SET n = row
RETURN count(*)
