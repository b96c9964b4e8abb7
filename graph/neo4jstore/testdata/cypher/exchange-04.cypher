MATCH (n:PhaseModel:Entity)
REMOVE n:PhaseModel:Entity
SET n:Outgoing
