MATCH (t1:Factor)
WHERE t1.key IN $p2
CALL (t1) {
  MATCH (t1)<-[:ABOUT]-(f:Finding)
  WHERE f.status IN $p3
  WITH f, coalesce($p0[f.factor], []) AS a0, coalesce($p1[f.phase], []) AS a1
  WITH f, reduce(cs = [], c IN a0 | cs + [p IN a1 | c * $p4 + p]) AS cells
  WITH *, size(cells) AS width, CASE cells WHEN [] THEN [-1] ELSE cells END AS placed
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
}
RETURN cell, width, nodes, findings, studies, reports, turned, v0, vs0, v1, vs1, v2, vs2, v3, vs3, samples, unknown, participants, overlap
