MATCH (n:Finding)
WHERE (EXISTS {
  MATCH (n)-[:FROM_SAMPLE]->(t1:Sample)
  WHERE n.ownSamples IS NOT NULL AND t1.lifeStage IN $p0
} OR EXISTS {
  MATCH (n)-[:FROM_STUDY]->()-[:HAS_SAMPLE]->(t1:Sample)
  WHERE n.ownSamples IS NULL AND t1.lifeStage IN $p1
}) AND n.key IS NOT NULL
WITH n
ORDER BY n.key
LIMIT $limit
RETURN collect([[p IN $columnsOfFinding | n[p]], [l IN n.summaryLanguages | [l, n['summary' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]]]) AS rows
