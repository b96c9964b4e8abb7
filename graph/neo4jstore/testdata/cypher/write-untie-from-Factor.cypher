UNWIND $rows AS row
MATCH (n:Factor {key: row})-[r:BROADER]->()
DELETE r
RETURN count(*)
