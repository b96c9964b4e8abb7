UNWIND $from AS start
MATCH (p:Entity)-[:NEXT|OF_MODEL]-(n:Phase|PhaseModel)
WHERE p.key = start AND NOT n.key IN $except
WITH DISTINCT n
WITH n, CASE
  WHEN n:Study THEN 1
  WHEN n:Report THEN 2
  WHEN n:Sample THEN 3
  WHEN n:Factor THEN 4
  WHEN n:PhaseModel THEN 5
  WHEN n:Phase THEN 6
  WHEN n:Finding THEN 7
  WHEN n:Caveat THEN 8
  WHEN n:VocabularyTerm THEN 9
END AS kind
ORDER BY kind, n.key
LIMIT $limit
RETURN collect([kind, n.key]) AS rows
