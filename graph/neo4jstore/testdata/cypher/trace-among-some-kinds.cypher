UNWIND $from AS start
MATCH (p:Entity)-[e:NEXT]->(n:Entity)
WHERE p.key = start AND n.key IN $from
WITH DISTINCT type(e) AS kind, start, n.key AS end
ORDER BY kind, start, end
LIMIT $limit
RETURN collect([kind, start, end]) AS rows
