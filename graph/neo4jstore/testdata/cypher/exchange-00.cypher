MATCH (n:Study:Entity)
REMOVE n:Study:Entity
SET n:Outgoing
