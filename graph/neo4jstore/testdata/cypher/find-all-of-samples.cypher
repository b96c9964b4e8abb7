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
RETURN collect([[p IN $columnsOfFinding | n[p]], [l IN n.summaryLanguages | [l, n['summary' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]]]) AS rows
