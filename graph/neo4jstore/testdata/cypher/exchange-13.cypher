MATCH (n:IncomingPhaseModel:Incoming)
REMOVE n:IncomingPhaseModel:Incoming
SET n:Entity:PhaseModel
