MATCH (x:Study)
WITH x, coalesce($p0[x.design], []) AS o0
WITH x, o0 AS standing
OPTIONAL MATCH (x)<-[:FROM_STUDY]-(f:Finding)
WHERE f.status IN $p1
OPTIONAL MATCH (f)-[:FROM_STUDY]->(t1:Study)
WITH x, standing, f, coalesce($p0[t1.design], []) AS a0
WITH x, standing, collect(CASE WHEN f IS NOT NULL THEN [a0, f, null, null] END) AS placings
UNWIND [[standing, null, null]] + placings AS e
WITH x, e[0] AS cells, e[1] AS f
WITH *, size(cells) AS width, CASE cells WHEN [] THEN [-1] ELSE cells END + [-2] AS placed
UNWIND placed AS cell
WITH cell,
  max(width) AS width,
  count(CASE WHEN f IS NULL THEN 1 END) AS nodes,
  count(f) AS findings,
  count(DISTINCT x) AS studies,
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
