package main

import (
	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// seed makes the data set the same in every run.
const seed = 20260101

// The values that questions ask for.
const (
	country = "NL"
	design  = "QUALITATIVE"
	setting = "INDOOR"
	word    = "cohort"
)

// sizeFor says how large a world with so many findings is.
func sizeFor(findings int) storetest.LargeSize { return storetest.SizeOf(findings) }

// world is the data set: as skewed and as uneven as real data, so that no question is
// answered by what never happens in it.
func world(size storetest.LargeSize) []graph.Record { return storetest.GenerateLarge(seed, size) }
