MATCH (n:Finding)
WHERE n.key > '' AND n.status = $status
WITH n ORDER BY n.key LIMIT $first
RETURN n.key, n.valence, n.factorValence, n.phaseBasis, n.status, n.samplesNamed
