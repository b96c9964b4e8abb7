MATCH (n:Report:Entity)
REMOVE n:Report:Entity
SET n:Outgoing
