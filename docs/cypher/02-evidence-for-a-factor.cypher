// What is reported of one factor, by which study, and where was it read?
// Each row is a finding that stands. The study is empty where the finding rests on a
// report that presents none, and the phase where none could be assigned.
MATCH (:Factor {key: 'social-support'})<-[:ABOUT]-(n:Finding {status: 'CURRENT'})-[:READ_IN]->(r:Report)
OPTIONAL MATCH (n)-[:FROM_STUDY]->(s:Study)
OPTIONAL MATCH (n)-[:IN_PHASE]->(p:Phase)
RETURN n.key AS finding, n.factorValence AS valence, p.caption AS phase, s.title AS study,
  r.key AS readIn, n.locator AS locator, n.summaryEn AS summary
ORDER BY n.key
