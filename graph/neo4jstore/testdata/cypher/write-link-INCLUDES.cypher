UNWIND $rows AS row
MATCH (a:Entity {key: row[0]})
WITH a, row, row[1] AS key
MATCH (b:Entity {key: key})
CREATE (a)-[l:INCLUDES]->(b)
SET l = row[2]
RETURN count(*)
