MATCH (t1:Factor)
CALL (t1) {
  MATCH (t1)<-[:ABOUT]-(f:Finding)
  WHERE f.status IN $p2
  WITH f, coalesce($p0[f.factor], []) AS a0, coalesce($p1[f.phase], []) AS a1
  WITH f, reduce(cs = [], c IN a0 | cs + [p IN a1 | c * $p3 + p]) AS cells
  UNWIND cells AS cell
  WITH cell,
    0 AS width,
    count(f) AS nodes,
    count(f) AS findings,
    count(DISTINCT f.study) AS studies,
    0 AS reports,
    0 AS turned,
    0 AS v0,
    0 AS vs0,
    0 AS v1,
    0 AS vs1,
    0 AS v2,
    0 AS vs2,
    0 AS v3,
    0 AS vs3
  RETURN cell, width, nodes, findings, studies, reports, turned, v0, vs0, v1, vs1, v2, vs2, v3, vs3, 0 AS samples, 0 AS unknown, 0 AS participants, false AS overlap
}
RETURN cell, width, nodes, findings, studies, reports, turned, v0, vs0, v1, vs1, v2, vs2, v3, vs3, samples, unknown, participants, overlap
