UNWIND $rows AS row
MATCH (n:Sample {key: row})<-[r:HAS_SAMPLE]-()
DELETE r
RETURN count(*)
