MATCH (n:IncomingFactor:Incoming)
REMOVE n:IncomingFactor:Incoming
SET n:Entity:Factor
