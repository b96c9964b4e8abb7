// How much is known, and why is the rest missing?
// Counted: all studies, all samples, and the findings that stand, once for each
// attribute. NOT_REPORTED: the source does not say. NOT_EXTRACTED: not enough of it was
// read to know. Every other value counts as known.
CALL () {
  MATCH (s:Study)
  UNWIND [
    ['Study.design', s.design], ['Study.setting', s.setting], ['Study.traffickingScope', s.traffickingScope]
  ] AS attribute
  RETURN attribute[0] AS field, attribute[1] AS value
  UNION ALL
  MATCH (p:Sample)
  UNWIND [['Sample.entryStage', p.entryStage], ['Sample.lifeStage', p.lifeStage]] AS attribute
  RETURN attribute[0] AS field, attribute[1] AS value
  UNION ALL
  MATCH (n:Finding {status: 'CURRENT'})
  RETURN 'Finding.phaseBasis' AS field, n.phaseBasis AS value
}
RETURN field, count(*) AS records,
  count(CASE WHEN NOT value IN ['NOT_REPORTED', 'NOT_EXTRACTED'] THEN 1 END) AS known,
  count(CASE value WHEN 'NOT_REPORTED' THEN 1 END) AS notReported,
  count(CASE value WHEN 'NOT_EXTRACTED' THEN 1 END) AS notExtracted
ORDER BY field
