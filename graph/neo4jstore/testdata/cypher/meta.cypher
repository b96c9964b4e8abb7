MATCH (m:Meta {name: 'exitgraph'})
RETURN m.schemaVersion, m.writes, m.hash, m.revision, m.releaseName, m.releaseTitle, m.releaseVersion, m.releaseDate, m.releaseLicense, m.loadOf, m.loader, m.loadDone, m.encoding
