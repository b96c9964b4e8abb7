UNWIND $rows AS row
MATCH (n:Caveat {key: row})-[r:ABOUT_REPORT|AFFECTS]->()
DELETE r
RETURN count(*)
