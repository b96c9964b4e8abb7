MATCH (n:Factor:Entity)
REMOVE n:Factor:Entity
SET n:Outgoing
