UNWIND $rows AS row
CREATE (n:Incoming:IncomingVocabularyTerm)
SET n = row
RETURN count(*)
