MATCH (n:IncomingReport:Incoming)
REMOVE n:IncomingReport:Incoming
SET n:Entity:Report
