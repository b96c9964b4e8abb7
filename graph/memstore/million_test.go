package memstore

import (
	"sync"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// million holds 10^6 findings. It is built once for all benchmarks, without
// validation, which a test of the generator covers.
var million = sync.OnceValue(func() *Store {
	s, _, err := assemble(graph.Release{}, storetest.GenerateLarge(1, storetest.Million))
	if err != nil {
		panic(err)
	}
	return holding(s)
})
