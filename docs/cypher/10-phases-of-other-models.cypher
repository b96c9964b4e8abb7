// Which phases of different models speak of the same thing?
// Each row is one mapping, read from left to right. It is stated by a report, or
// proposed by this dataset where the last column is empty. Nothing is counted.
MATCH (a:Phase)-[m:MAPS_TO]->(b:Phase)
RETURN a.key AS phase, m.relation AS relation, b.key AS otherPhase, m.confidence AS confidence, m.statedBy AS statedBy
ORDER BY m.key
