UNWIND $rows AS row
CREATE (n:Incoming:IncomingSample)
SET n = row
RETURN count(*)
