// Which studies are carried by several reports?
// Each row is one study: it counts once, however many reports present, include or
// relate to it. Beside it stand those reports with their role, and how many findings
// that stand rest on it.
MATCH (s:Study)<-[l:PRESENTS|INCLUDES|RELATES_TO]-(r:Report)
WITH s, l, r ORDER BY r.key, l.role
WITH s, count(DISTINCT r) AS reports, collect(r.key + ' ' + l.role) AS carriedBy
WHERE reports > 1
RETURN s.title AS study, reports, carriedBy,
  COUNT { (s)<-[:FROM_STUDY]-(:Finding {status: 'CURRENT'}) } AS findings
ORDER BY reports DESC, s.key
