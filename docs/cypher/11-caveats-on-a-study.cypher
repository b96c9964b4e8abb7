// What should a reader know before quoting a study?
// Each row is a caveat that bears on the study, on a finding that stands and rests on
// it, or on a sample of it. The report is the one that the caveat is about.
MATCH (s:Study {key: 'wilson-nochajski-2016'})
CALL (s) {
  RETURN s AS touched
  UNION
  MATCH (s)<-[:FROM_STUDY]-(touched:Finding {status: 'CURRENT'}) RETURN touched
  UNION
  MATCH (s)-[:HAS_SAMPLE]->(touched:Sample) RETURN touched
}
MATCH (touched)<-[:AFFECTS]-(c:Caveat)
WITH c, touched ORDER BY touched.key
WITH c, collect(touched.key) AS bearsOn
RETURN c.key AS caveat, c.report AS report, c.topicEn AS topic, c.assessmentEn AS assessment, bearsOn
ORDER BY c.key
