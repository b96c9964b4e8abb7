UNWIND $rows AS row
CREATE (n:Entity:VocabularyTerm)
SET n = row
RETURN count(*)
