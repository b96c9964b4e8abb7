OPTIONAL MATCH (c:Meta {name: 'commit'})
WITH CASE WHEN c.open IS NOT NULL THEN timestamp() - coalesce(c.since, 0) END AS age
OPTIONAL MATCH (m:Meta {name: 'exitgraph'})
RETURN m.schemaVersion, m.writes, m.hash, m.revision, m.releaseName, m.releaseTitle, m.releaseVersion, m.releaseDate, m.releaseLicense, m.loadOf, m.loader, m.loadDone, m.encoding, age
