package eight

import (
	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// Seed makes the data set the same in every run.
const Seed = 20260101

// The values that questions ask for.
const (
	country = "NL"
	design  = "QUALITATIVE"
	setting = "INDOOR"
	word    = "cohort"
)

// SizeFor says how large a world with so many findings is.
func SizeFor(findings int) storetest.LargeSize { return storetest.SizeOf(findings) }

// World is the data set: as skewed and as uneven as real data, so that no question is
// answered by what never happens in it.
func World(size storetest.LargeSize) []graph.Record { return storetest.GenerateLarge(Seed, size) }
