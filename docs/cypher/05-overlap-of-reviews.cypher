// How much do reviews overlap: how many of the studies that a review includes are
// included by other reviews too?
// Counted: distinct studies. Each row is a report that includes studies.
MATCH (review:Report)-[:INCLUDES]->(s:Study)
WITH DISTINCT review, s
WITH review, count(s) AS studies,
  count(CASE WHEN COUNT { (s)<-[:INCLUDES]-(:Report) } > 1 THEN s END) AS alsoInOtherReviews
RETURN review.key AS review, studies, alsoInOtherReviews
ORDER BY studies DESC, review.key
