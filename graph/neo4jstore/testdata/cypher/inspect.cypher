OPTIONAL MATCH (m:Meta {name: 'exitgraph'})
RETURN COUNT { (:Incoming) } + COUNT { (:Outgoing) }, m.encoding
