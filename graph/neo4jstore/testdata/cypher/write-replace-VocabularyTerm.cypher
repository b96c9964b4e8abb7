UNWIND $rows AS row
MATCH (n:VocabularyTerm {key: row.key})
SET n = row
RETURN count(*)
