MATCH (n:Entity)
WHERE n.key IN $keys
RETURN CASE
  WHEN n:Study THEN ['Study', [[p IN $columnsOfStudy | n[p]]]]
  WHEN n:Report THEN ['Report', [[p IN $columnsOfReport | n[p]]]]
  WHEN n:Sample THEN ['Sample', [[p IN $columnsOfSample | n[p]]]]
  WHEN n:Factor THEN ['Factor', [[p IN $columnsOfFactor | n[p]], [l IN n.labelLanguages | [l, n['label' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]], [l IN n.definitionLanguages | [l, n['definition' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]]]]
  WHEN n:PhaseModel THEN ['PhaseModel', [[p IN $columnsOfPhaseModel | n[p]], [l IN n.descriptionLanguages | [l, n['description' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]]]]
  WHEN n:Phase THEN ['Phase', [[p IN $columnsOfPhase | n[p]], [l IN n.labelLanguages | [l, n['label' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]], [l IN n.definitionLanguages | [l, n['definition' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]]]]
  WHEN n:Finding THEN ['Finding', [[p IN $columnsOfFinding | n[p]], [l IN n.summaryLanguages | [l, n['summary' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]]]]
  WHEN n:Caveat THEN ['Caveat', [[p IN $columnsOfCaveat | n[p]], [l IN n.topicLanguages | [l, n['topic' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]], [l IN n.statementALanguages | [l, n['statementA' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]], [l IN n.statementBLanguages | [l, n['statementB' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]], [l IN n.assessmentLanguages | [l, n['assessment' + reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))]]]]]
  WHEN n:VocabularyTerm THEN ['VocabularyTerm', [[p IN $columnsOfVocabularyTerm | n[p]]]]
END AS row
