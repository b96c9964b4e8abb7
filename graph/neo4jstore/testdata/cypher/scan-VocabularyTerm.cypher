MATCH (n:VocabularyTerm)
WHERE n.key > $after
WITH n
ORDER BY n.key
LIMIT $chunk
RETURN collect([[p IN $columnsOfVocabularyTerm | n[p]]]) AS rows
