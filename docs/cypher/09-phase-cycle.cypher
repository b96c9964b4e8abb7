// How do the phases of the default model follow each other, returns included?
// Each row is one step. A return is part of leaving. Nothing is counted.
MATCH (:PhaseModel {isDefault: true})<-[:OF_MODEL]-(a:Phase)-[step:NEXT]->(b:Phase)
RETURN a.caption AS leaves, b.caption AS reaches, step.kind AS kind, step.basis AS basis
ORDER BY step.kind, a.key, b.key
