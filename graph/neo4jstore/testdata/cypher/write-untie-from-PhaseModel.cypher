UNWIND $rows AS row
MATCH (n:PhaseModel {key: row})-[r:PRESENTED_IN]->()
DELETE r
RETURN count(*)
