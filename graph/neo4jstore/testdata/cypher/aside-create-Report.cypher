UNWIND $rows AS row
CREATE (n:Incoming:IncomingReport)
SET n = row
RETURN count(*)
