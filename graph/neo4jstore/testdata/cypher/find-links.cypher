MATCH (:Report)-[n:PRESENTS|INCLUDES|RELATES_TO]->()
WHERE EXISTS {
  MATCH (t1:Study)
  WHERE t1.key = n.study AND t1.key IN $p0
}
WITH n
ORDER BY n.key
LIMIT $limit
RETURN collect([[p IN $columnsOfStudyReport | n[p]]]) AS rows
