UNWIND $rows AS row
MATCH (n:PhaseModel {key: row.key})
SET n = row
RETURN count(*)
