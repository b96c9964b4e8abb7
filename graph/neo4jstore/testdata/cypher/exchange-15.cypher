MATCH (n:IncomingFinding:Incoming)
REMOVE n:IncomingFinding:Incoming
SET n:Entity:Finding
