MATCH (x:Study)
WITH x, COLLECT {
  MATCH (x)-[:HAS_SAMPLE]->(t1:Sample)
  UNWIND coalesce($p2[t1.lifeStage], []) AS place
  RETURN DISTINCT place
} AS o2
OPTIONAL MATCH (x)<-[:FROM_STUDY]-(f:Finding)
WHERE f.status IN $p3
WITH x, o2, f, coalesce($p0[f.factor], []) AS a0, coalesce($p1[f.phase], []) AS a1, COLLECT {
  MATCH (f)-[:FROM_SAMPLE]->(t2:Sample)
  WHERE f.ownSamples IS NOT NULL
  UNWIND coalesce($p2[t2.lifeStage], []) AS place
  RETURN DISTINCT place
  UNION
  MATCH (f)-[:FROM_STUDY]->()-[:HAS_SAMPLE]->(t2:Sample)
  WHERE f.ownSamples IS NULL
  UNWIND coalesce($p2[t2.lifeStage], []) AS place
  RETURN DISTINCT place
} AS a2
WITH x, collect(CASE WHEN f IS NOT NULL THEN [reduce(cs = [], c IN reduce(cs = [], c IN a0 | cs + [p IN a1 | c * $p6 + p]) | cs + [p IN a2 | c * $p7 + p]), f, null, reduce(cs = [], c IN reduce(cs = [], c IN a0 | cs + [p IN a1 | c * $p4 + p]) | cs + [p IN o2 | c * $p5 + p])] END) AS placings
WITH x, placings, reduce(u = [], e IN placings | u + [c IN e[3] WHERE NOT c IN u]) AS standing
UNWIND [[standing, null, null]] + placings AS e
WITH x, e[0] AS cells, e[1] AS f
WITH *, size(cells) AS width, CASE cells WHEN [] THEN [-1] ELSE cells END + [-2] AS placed
UNWIND placed AS cell
WITH cell,
  max(width) AS width,
  count(CASE WHEN f IS NULL THEN 1 END) AS nodes,
  count(f) AS findings,
  count(DISTINCT x) AS studies,
  count(DISTINCT f.report) AS reports,
  count(CASE WHEN f.factorValence <> f.valence THEN 1 END) AS turned,
  count(CASE WHEN f.factorValence = 'FACILITATING' THEN 1 END) AS v0,
  count(DISTINCT CASE WHEN f.factorValence = 'FACILITATING' THEN f.study END) AS vs0,
  count(CASE WHEN f.factorValence = 'HINDERING' THEN 1 END) AS v1,
  count(DISTINCT CASE WHEN f.factorValence = 'HINDERING' THEN f.study END) AS vs1,
  count(CASE WHEN f.factorValence = 'AMBIVALENT' THEN 1 END) AS v2,
  count(DISTINCT CASE WHEN f.factorValence = 'AMBIVALENT' THEN f.study END) AS vs2,
  count(CASE WHEN f.factorValence = 'UNSIGNED' THEN 1 END) AS v3,
  count(DISTINCT CASE WHEN f.factorValence = 'UNSIGNED' THEN f.study END) AS vs3,
  collect(DISTINCT CASE WHEN NOT f.samplesNamed THEN x END) AS whole,
  collect(CASE WHEN f.samplesNamed THEN f END) AS naming
CALL (whole, naming) {
  CALL (whole, naming) {
    UNWIND whole AS s
    MATCH (s)-[:HAS_SAMPLE]->(t:Sample)
    RETURN t
    UNION
    UNWIND naming AS f
    MATCH (f)-[:FROM_SAMPLE]->(t:Sample)
    RETURN t
  }
  WITH count(t) AS samples, count(CASE WHEN t.size IS NULL THEN 1 END) AS unknown,
    collect(CASE WHEN t.size IS NOT NULL AND t.sizeUnit = 'PEOPLE' THEN t END) AS people
  RETURN samples, unknown, reduce(sum = 0, t IN people | sum + t.size) AS participants,
    EXISTS {
      UNWIND people AS one
      MATCH (one)-[:OVERLAPS_WITH]-(other:Sample)
      WHERE other IN people
      RETURN one
    } AS overlap
}
RETURN cell, width, nodes, findings, studies, reports, turned, v0, vs0, v1, vs1, v2, vs2, v3, vs3, samples, unknown, participants, overlap
