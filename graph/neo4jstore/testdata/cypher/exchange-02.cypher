MATCH (n:Sample:Entity)
REMOVE n:Sample:Entity
SET n:Outgoing
