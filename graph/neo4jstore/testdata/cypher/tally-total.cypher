MATCH (f:Finding)
WHERE f.status IN $p0
OPTIONAL MATCH (f)-[:FROM_STUDY]->(s:Study)
WITH f, s
WITH f, s, [] AS cells
WITH *, size(cells) AS width, [-2] AS placed
UNWIND placed AS cell
WITH cell,
  max(width) AS width,
  count(f) AS nodes,
  count(f) AS findings,
  count(DISTINCT f.study) AS studies,
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
  collect(DISTINCT CASE WHEN NOT f.samplesNamed THEN s END) AS whole,
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
