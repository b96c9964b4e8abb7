UNWIND range(0, size($parents) - 1) AS i
MATCH (:Entity)-[p:MAPPED_TO_TERM]->()
WHERE p.key = $parents[i]
CALL (p) {
  MATCH (n:Entity)
  WHERE n.key = p.from
  WITH n
  ORDER BY n.key
  LIMIT $limit
  RETURN collect(CASE
    WHEN n:Study THEN ['Study', [[p IN $columnsOfStudy | n[p]]]]
    WHEN n:Report THEN ['Report', [[p IN $columnsOfReport | n[p]]]]
    WHEN n:Sample THEN ['Sample', [[p IN $columnsOfSample | n[p]]]]
    WHEN n:Factor THEN ['Factor', [[p IN $columnsOfFactor | n[p]], [f IN $textsOfFactor | [l IN n[f + 'Languages'] | [l, n[f + coalesce($suffixOf[l], reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1)))]]]]]]
    WHEN n:PhaseModel THEN ['PhaseModel', [[p IN $columnsOfPhaseModel | n[p]], [f IN $textsOfPhaseModel | [l IN n[f + 'Languages'] | [l, n[f + coalesce($suffixOf[l], reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1)))]]]]]]
    WHEN n:Phase THEN ['Phase', [[p IN $columnsOfPhase | n[p]], [f IN $textsOfPhase | [l IN n[f + 'Languages'] | [l, n[f + coalesce($suffixOf[l], reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1)))]]]]]]
    WHEN n:Finding THEN ['Finding', [[p IN $columnsOfFinding | n[p]], [f IN $textsOfFinding | [l IN n[f + 'Languages'] | [l, n[f + coalesce($suffixOf[l], reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1)))]]]]]]
    WHEN n:Caveat THEN ['Caveat', [[p IN $columnsOfCaveat | n[p]], [f IN $textsOfCaveat | [l IN n[f + 'Languages'] | [l, n[f + coalesce($suffixOf[l], reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1)))]]]]]]
    WHEN n:VocabularyTerm THEN ['VocabularyTerm', [[p IN $columnsOfVocabularyTerm | n[p]]]]
  END) AS rows
}
WITH i, rows,
false AS previous,
false AS next,
0 AS total
WITH collect([i, rows, previous, next, total]) AS pages
OPTIONAL MATCH (c:Meta {name: 'commit'})
WITH pages, c.open IS NOT NULL AS noted
OPTIONAL MATCH (m:Meta {name: 'exitgraph'})
RETURN pages, m.schemaVersion, m.writes, m.revision, noted
