CALL db.index.fulltext.queryNodes('exitgraph_search', $p0) YIELD node AS n
WHERE n:Entity
WITH n, n.searchTexts AS texts, CASE WHEN n:Study THEN 1 WHEN n:Report THEN 2 WHEN n:Sample THEN 3 WHEN n:Factor THEN 4 WHEN n:PhaseModel THEN 5 WHEN n:Phase THEN 6 WHEN n:Finding THEN 7 WHEN n:Caveat THEN 8 WHEN n:VocabularyTerm THEN 9 END AS kind
WITH n, kind, reduce(sum = 1, p IN $p1 | sum + head([t IN texts WHERE t CONTAINS p | toInteger(left(t, 1))])) AS rank
WHERE rank IS NOT NULL AND kind IS NOT NULL
WITH collect([rank, kind, n.key, n]) AS hits
CALL (hits) {
  UNWIND hits AS h
  WITH h[3] AS n, h[0] AS rank, h[1] AS kind
  ORDER BY rank, kind, n.key
  LIMIT $limit
  RETURN collect([rank, CASE
    WHEN n:Study THEN ['Study', [[p IN $columnsOfStudy | n[p]]]]
    WHEN n:Report THEN ['Report', [[p IN $columnsOfReport | n[p]]]]
    WHEN n:Sample THEN ['Sample', [[p IN $columnsOfSample | n[p]]]]
    WHEN n:Factor THEN ['Factor', [[p IN $columnsOfFactor | n[p]], [f IN $textsOfFactor | [l IN n[f + 'Languages'] | [l, n[f + coalesce($suffixOf[l], reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1)))]]]]]]
    WHEN n:PhaseModel THEN ['PhaseModel', [[p IN $columnsOfPhaseModel | n[p]], [f IN $textsOfPhaseModel | [l IN n[f + 'Languages'] | [l, n[f + coalesce($suffixOf[l], reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1)))]]]]]]
    WHEN n:Phase THEN ['Phase', [[p IN $columnsOfPhase | n[p]], [f IN $textsOfPhase | [l IN n[f + 'Languages'] | [l, n[f + coalesce($suffixOf[l], reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1)))]]]]]]
    WHEN n:Finding THEN ['Finding', [[p IN $columnsOfFinding | n[p]], [f IN $textsOfFinding | [l IN n[f + 'Languages'] | [l, n[f + coalesce($suffixOf[l], reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1)))]]]]]]
    WHEN n:Caveat THEN ['Caveat', [[p IN $columnsOfCaveat | n[p]], [f IN $textsOfCaveat | [l IN n[f + 'Languages'] | [l, n[f + coalesce($suffixOf[l], reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1)))]]]]]]
    WHEN n:VocabularyTerm THEN ['VocabularyTerm', [[p IN $columnsOfVocabularyTerm | n[p]]]]
  END]) AS rows
}
WITH rows, false AS previous, size(hits) AS total
OPTIONAL MATCH (c:Meta {name: 'commit'})
WITH rows, previous, total, c.open IS NOT NULL AS noted
OPTIONAL MATCH (m:Meta {name: 'exitgraph'})
RETURN rows, previous, total, m.schemaVersion, m.writes, m.revision, noted
