CALL () {
  MATCH (f:Finding)
  MATCH (f)-[:FROM_SAMPLE]->(t1:Sample)
  MATCH (f)-[:FROM_STUDY]->(t2:Study)
  WHERE f.ownSamples IS NOT NULL AND t1.lifeStage IN $p2 AND t2.setting IN $p3 AND t2.year >= $p4 AND f.status IN $p5
  RETURN f
  UNION
  MATCH (f:Finding)
  MATCH (f)-[:FROM_STUDY]->(t3:Study)-[:HAS_SAMPLE]->(t4:Sample)
  WHERE f.ownSamples IS NULL AND t4.lifeStage IN $p6 AND t3.setting IN $p7 AND t3.year >= $p8 AND f.status IN $p9
  RETURN f
}
WITH f, coalesce($p0[f.factor], []) AS a0, coalesce($p1[f.phase], []) AS a1
WITH f, reduce(cs = [], c IN a0 | cs + [p IN a1 | c * $p10 + p]) AS cells
WITH *, size(cells) AS width, CASE cells WHEN [] THEN [-1] ELSE cells END + [-2] AS placed
UNWIND placed AS cell
WITH cell,
  max(width) AS width,
  count(f) AS nodes,
  count(f) AS findings,
  0 AS studies,
  0 AS reports,
  count(CASE WHEN f.factorValence <> f.valence THEN 1 END) AS turned,
  count(CASE WHEN f.factorValence = 'FACILITATING' THEN 1 END) AS v0,
  0 AS vs0,
  count(CASE WHEN f.factorValence = 'HINDERING' THEN 1 END) AS v1,
  0 AS vs1,
  count(CASE WHEN f.factorValence = 'AMBIVALENT' THEN 1 END) AS v2,
  0 AS vs2,
  count(CASE WHEN f.factorValence = 'UNSIGNED' THEN 1 END) AS v3,
  0 AS vs3
RETURN cell, width, nodes, findings, studies, reports, turned, v0, vs0, v1, vs1, v2, vs2, v3, vs3, 0 AS samples, 0 AS unknown, 0 AS participants, false AS overlap
