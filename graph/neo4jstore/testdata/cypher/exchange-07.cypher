MATCH (n:Caveat:Entity)
REMOVE n:Caveat:Entity
SET n:Outgoing
