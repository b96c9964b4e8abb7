UNWIND $rows AS row
MATCH (n:PhaseModel {key: row})
DETACH DELETE n
RETURN count(*)
