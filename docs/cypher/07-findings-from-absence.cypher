// Where was the lack of a factor reported, and how does that read for its presence?
// Counted: findings that stand and speak of an absence, and their distinct studies. A
// lack that hinders reads as a factor that facilitates; that is a reading aid and
// proves nothing about its presence.
MATCH (f:Factor)<-[:ABOUT]-(n:Finding {status: 'CURRENT', factorState: 'ABSENCE'})
WITH f, n.valence AS ofTheLack, n.factorValence AS ofTheFactor,
  count(n) AS findings, count(DISTINCT n.study) AS studies
RETURN f.caption AS factor, ofTheLack, ofTheFactor, findings, studies
ORDER BY findings DESC, f.key, ofTheLack
