UNWIND $rows AS row
MATCH (n:VocabularyTerm {key: row})
DETACH DELETE n
RETURN count(*)
