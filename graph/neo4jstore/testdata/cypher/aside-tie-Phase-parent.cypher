UNWIND $rows AS row
MATCH (n:Incoming {key: row[0]})
WITH n, row[1] AS key
MATCH (m:Incoming {key: key})
CREATE (n)-[:PART_OF]->(m)
RETURN count(*)
