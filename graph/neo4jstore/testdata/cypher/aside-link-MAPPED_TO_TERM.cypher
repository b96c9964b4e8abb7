UNWIND $rows AS row
MATCH (a:Incoming {key: row[0]})
WITH a, row, row[1] AS key
MATCH (b:Incoming {key: key})
CREATE (a)-[l:MAPPED_TO_TERM]->(b)
SET l = row[2]
RETURN count(*)
