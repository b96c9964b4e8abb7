MATCH (:Entity)-[n:MAPPED_TO_TERM]->()
WHERE n.key > $after
WITH n
ORDER BY n.key
LIMIT $chunk
RETURN collect([[p IN $columnsOfVocabularyMapping | n[p]]]) AS rows
