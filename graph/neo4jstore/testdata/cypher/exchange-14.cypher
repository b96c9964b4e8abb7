MATCH (n:IncomingPhase:Incoming)
REMOVE n:IncomingPhase:Incoming
SET n:Entity:Phase
