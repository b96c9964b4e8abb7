MATCH (f:Finding)
WHERE f.status IN $p1
WITH f, coalesce($p0[f.factorState], []) AS a0
WITH f, a0 AS cells
WITH *, size(cells) AS width, CASE cells WHEN [] THEN [-1] ELSE cells END + [-2] AS placed
UNWIND placed AS cell
WITH cell,
  max(width) AS width,
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
