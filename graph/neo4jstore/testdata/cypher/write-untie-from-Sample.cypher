UNWIND $rows AS row
MATCH (n:Sample {key: row})-[r:OVERLAPS_WITH]->()
DELETE r
RETURN count(*)
