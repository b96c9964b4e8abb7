MATCH (n:Outgoing)
WITH n
LIMIT $chunk
DETACH DELETE n
RETURN count(*)
