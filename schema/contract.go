package schema

import "github.com/exitgraph/exitgraph/graph"

// contract writes down every type. The order of the calls does not matter, except
// that scalars, enums and inputs come before the types that name them.
func contract() *catalog {
	c := newCatalog()
	c.addScalars()
	c.addEnums()
	c.addEdgeKinds()
	c.addQuestionEnums()
	c.addOverlapBands()
	c.addReadinessVerdicts()
	c.addFilters()
	c.addOrders()
	c.addNodes()
	c.add(queryObject())
	c.add(localTextObject())
	c.add(dimensionValueObject())
	c.add(pageInfoObject())
	for _, objects := range [][]*object{countsObjects(), matrixObjects(), tallyObjects(), gapObjects(), overlapObjects(), readinessObjects(), citationObjects(), releaseObjects(), studyReportObjects(), searchObjects(), walkObjects(), contradictionObjects(), ambivalenceObjects()} {
		for _, o := range objects {
			c.add(o)
		}
	}
	for _, k := range orderedKinds {
		faceted := k == graph.KindStudy || k == graph.KindFactor || k == graph.KindFinding
		for _, o := range connectionObjects(k, faceted) {
			c.add(o)
		}
	}
	return c
}
