MATCH (n:Finding)
WHERE n.key > '' AND n.status = $status
WITH n ORDER BY n.key LIMIT $first
OPTIONAL MATCH (n)-[:FROM_STUDY]->(s)
MATCH (n)-[:READ_IN]->(r)
MATCH (n)-[:ABOUT]->(f)
OPTIONAL MATCH (n)-[:IN_PHASE]->(p)
RETURN n.key, n.valence, n.summaryEn, s.key, s.title, s.year, r.key, r.title, f.key, f.labelEn, p.key, p.labelEn
