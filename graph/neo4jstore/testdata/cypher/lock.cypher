MATCH (m:Meta {name: 'exitgraph'})
SET m.lock = true
REMOVE m.lock
