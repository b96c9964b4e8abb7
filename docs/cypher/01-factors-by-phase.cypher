// Which factors act in which phase of the default model of leaving?
// Counted: findings that stand, and the distinct studies that they rest on. A phase
// includes the findings of its parts. Phases of other models are left out.
MATCH (:PhaseModel {isDefault: true})<-[:OF_MODEL]-(p:Phase)
WHERE NOT EXISTS { (p)-[:PART_OF]->() }
MATCH (p)<-[:PART_OF*0..]-(:Phase)<-[:IN_PHASE]-(n:Finding {status: 'CURRENT'})-[:ABOUT]->(f:Factor)
WITH p, f, count(DISTINCT n) AS findings, count(DISTINCT n.study) AS studies
RETURN p.caption AS phase, f.caption AS factor, findings, studies
ORDER BY p.position, p.key, studies DESC, findings DESC, f.key
