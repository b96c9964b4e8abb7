UNWIND $rows AS row
MATCH (n:Phase {key: row})-[r:OF_MODEL|PART_OF]->()
DELETE r
RETURN count(*)
