MATCH (f:Factor {key: $factor})
CALL (f) {
  MATCH (f)<-[:ABOUT]-(m)
  WHERE m.status = $status
  RETURN count(m) AS total
}
CALL (f) {
  MATCH (n:Finding)
  WHERE n.key > '' AND n.factor = $factor AND n.status = $status
  WITH n ORDER BY n.key LIMIT 20
  RETURN n
}
OPTIONAL MATCH (n)-[:FROM_STUDY]->(s)
OPTIONAL MATCH (n)-[:IN_PHASE]->(p)
RETURN f.key, f.labelEn, total, n.key, n.valence, s.key, s.title, s.year, p.key, p.labelEn
