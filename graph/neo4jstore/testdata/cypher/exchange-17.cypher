MATCH (n:IncomingVocabularyTerm:Incoming)
REMOVE n:IncomingVocabularyTerm:Incoming
SET n:Entity:VocabularyTerm
