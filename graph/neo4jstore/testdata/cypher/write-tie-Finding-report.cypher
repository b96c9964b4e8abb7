UNWIND $rows AS row
MATCH (n:Entity {key: row[0]})
WITH n, row[1] AS key
MATCH (m:Entity {key: key})
CREATE (n)-[:READ_IN]->(m)
RETURN count(*)
