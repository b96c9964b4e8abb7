MATCH (n:IncomingCaveat:Incoming)
REMOVE n:IncomingCaveat:Incoming
SET n:Entity:Caveat
