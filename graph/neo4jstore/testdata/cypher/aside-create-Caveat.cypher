UNWIND $rows AS row
CREATE (n:Incoming:IncomingCaveat)
SET n = row
RETURN count(*)
