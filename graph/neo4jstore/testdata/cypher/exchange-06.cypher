MATCH (n:Finding:Entity)
REMOVE n:Finding:Entity
SET n:Outgoing
