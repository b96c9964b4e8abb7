MATCH (f:Factor)
CALL (f) {
  MATCH (f)<-[:ABOUT]-(n)
  WHERE n.status = $status AND n.phase IS NOT NULL
  RETURN n.phase AS phase, n.factorValence AS valence, count(*) AS findings
}
RETURN f.key, phase, valence, findings
