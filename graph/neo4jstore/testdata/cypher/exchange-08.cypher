MATCH (n:VocabularyTerm:Entity)
REMOVE n:VocabularyTerm:Entity
SET n:Outgoing
