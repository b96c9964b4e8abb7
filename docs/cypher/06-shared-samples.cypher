// Which groups of people stand behind more than one study, or may overlap with another
// group?
// Each row is one sample: its people count once, however many studies used it. The size
// is empty where it is not known; the unit says what it counts.
MATCH (p:Sample)
CALL (p) {
  MATCH (p)<-[:HAS_SAMPLE]-(s:Study)
  WITH DISTINCT s ORDER BY s.key
  RETURN collect(s.key) AS studies
}
CALL (p) {
  MATCH (p)-[:OVERLAPS_WITH]-(other:Sample)
  WITH DISTINCT other ORDER BY other.key
  RETURN collect(other.key) AS mayOverlapWith
}
WITH p, studies, mayOverlapWith
WHERE size(studies) > 1 OR size(mayOverlapWith) > 0
RETURN p.key AS sample, p.size AS size, p.sizeUnit AS unit, studies, mayOverlapWith
ORDER BY p.key
