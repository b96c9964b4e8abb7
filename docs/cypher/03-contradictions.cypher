// Which factors facilitate exit in some findings and hinder it in others?
// Counted: findings that stand, and the distinct studies that they rest on, by what
// they say of the factor's presence. A study may stand on both sides. Findings that are
// ambivalent in themselves, or of unknown direction, are left out.
MATCH (f:Factor)<-[:ABOUT]-(n:Finding {status: 'CURRENT'})
WITH f,
  count(CASE n.factorValence WHEN 'FACILITATING' THEN n END) AS facilitatingFindings,
  count(DISTINCT CASE n.factorValence WHEN 'FACILITATING' THEN n.study END) AS facilitatingStudies,
  count(CASE n.factorValence WHEN 'HINDERING' THEN n END) AS hinderingFindings,
  count(DISTINCT CASE n.factorValence WHEN 'HINDERING' THEN n.study END) AS hinderingStudies
WHERE facilitatingFindings > 0 AND hinderingFindings > 0
RETURN f.caption AS factor, facilitatingFindings, facilitatingStudies, hinderingFindings, hinderingStudies
ORDER BY facilitatingFindings + hinderingFindings DESC, f.key
