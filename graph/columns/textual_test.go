package columns_test

import (
	"context"
	"iter"
	"sync"
	"sync/atomic"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// panicking is a store whose texts are never to be had.
type panicking struct{ *storetest.Moving }

// StreamTexts implements columns.TextStreamer.
func (panicking) StreamTexts(context.Context) iter.Seq2[columns.Texts, error] {
	panic("no texts today")
}

// slowTexts is a store that waits before it hands over its texts, which are those of one
// content.
type slowTexts struct {
	*storetest.Moving
	of     graph.Store
	once   sync.Once
	asked  chan struct{} // closed when texts are asked for
	goOn   chan struct{} // closed when they shall come
	handed atomic.Int64
}

// StreamTexts implements columns.TextStreamer.
func (s *slowTexts) StreamTexts(ctx context.Context) iter.Seq2[columns.Texts, error] {
	return func(yield func(columns.Texts, error) bool) {
		s.once.Do(func() { close(s.asked) })
		<-s.goOn
		for r, err := range s.of.Scan(ctx, graph.NodeKinds()...) {
			if err != nil {
				yield(columns.Texts{}, err)
				return
			}
			s.handed.Add(1)
			if !yield(columns.Texts{Kind: r.RecordKind(), Key: r.RecordKey(), Texts: graph.SearchTexts(r)}, nil) {
				return
			}
		}
	}
}
