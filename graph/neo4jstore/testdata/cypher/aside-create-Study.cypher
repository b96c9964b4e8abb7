UNWIND $rows AS row
CREATE (n:Incoming:IncomingStudy)
SET n = row
RETURN count(*)
