MATCH (n:IncomingSample:Incoming)
REMOVE n:IncomingSample:Incoming
SET n:Entity:Sample
