MATCH (n:Phase:Entity)
REMOVE n:Phase:Entity
SET n:Outgoing
