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
WITH collect([[p IN $columnsOfFinding | n[p]], [f IN $textsOfFinding | [l IN n[f + 'Languages'] | [l, n[f + coalesce($suffixOf[l], reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1)))]]]]]) AS rows
OPTIONAL MATCH (c:Meta {name: 'commit'})
WITH rows, c.open IS NOT NULL AS noted
OPTIONAL MATCH (m:Meta {name: 'exitgraph'})
RETURN rows, m.schemaVersion, m.writes, m.revision, noted
