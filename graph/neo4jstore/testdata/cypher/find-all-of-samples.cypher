CALL () {
  MATCH (n:Finding)
  MATCH (n)-[:FROM_SAMPLE]->(t1:Sample)
  MATCH (n)-[:FROM_STUDY]->(t2:Study)
  WHERE n.ownSamples IS NOT NULL AND t1.lifeStage IN $p0 AND t2.setting IN $p1 AND t2.year >= $p2
  RETURN n
  UNION
  MATCH (n:Finding)
  MATCH (n)-[:FROM_STUDY]->(t3:Study)-[:HAS_SAMPLE]->(t4:Sample)
  WHERE n.ownSamples IS NULL AND t4.lifeStage IN $p3 AND t3.setting IN $p4 AND t3.year >= $p5
  RETURN n
}
WITH n
ORDER BY n.key
WITH collect([[p IN $columnsOfFinding | n[p]], [f IN $textsOfFinding | [l IN n[f + 'Languages'] | [l, n[f + coalesce($suffixOf[l], reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1)))]]]]]) AS rows
OPTIONAL MATCH (c:Meta {name: 'commit'})
WITH rows, c.open IS NOT NULL AS noted
OPTIONAL MATCH (m:Meta {name: 'exitgraph'})
RETURN rows, m.schemaVersion, m.writes, m.revision, noted
