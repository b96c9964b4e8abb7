package memstore

import (
	"context"
	"iter"
	"sync"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
)

const (
	// kindCount is above every kind: arrays are indexed by kind.
	kindCount = 16
	// breath is how many records a loop may pass between two looks at the context.
	breath = 4096
)

// snapshot is one revision. It never changes, apart from indexes that are built
// behind a sync.Once.
type snapshot struct {
	*columns.Index // by id: in the order of Scan

	release graph.Release
	all     []graph.Record              // by id
	at      [kindCount]map[string]int32 // from keys to places within the kind

	hashOnce sync.Once
	hash     string

	wordsOnce sync.Once
	words     *wording
}

// arrange makes the snapshot of records that are sorted by key within each kind.
// at may hold maps that are known already.
func arrange(release graph.Release, byKind *[kindCount][]graph.Record, at [kindCount]map[string]int32) *snapshot {
	s := &snapshot{release: release, at: at}
	records := map[graph.Kind]columns.Records{}
	for _, k := range graph.Kinds() {
		if s.at[k] == nil {
			s.at[k] = make(map[string]int32, len(byKind[k]))
			for i, r := range byKind[k] {
				s.at[k][r.RecordKey()] = int32(i)
			}
		}
		records[k] = columns.Records{List: byKind[k], At: s.at[k]}
	}
	s.Index = columns.Of(records)
	s.all = s.Index.Records()
	return s
}

// Record implements graph.World.
func (s *snapshot) Record(k graph.Kind, key string) graph.Record {
	if id, ok := s.ID(k, key); ok {
		return s.all[id]
	}
	return nil
}

// All implements graph.World.
func (s *snapshot) All(k graph.Kind) []graph.Record {
	first, end := s.Span(k)
	return s.all[first:end:end]
}

// Targets implements graph.Lookup, for the matcher and the checks of records.
func (s *snapshot) Targets(e *graph.Edge, r graph.Record) []graph.Record {
	id, ok := s.ID(e.From, r.RecordKey())
	if !ok {
		return nil
	}
	ids := s.Way(e).Targets(id)
	out := make([]graph.Record, len(ids))
	for i, t := range ids {
		out[i] = s.all[t]
	}
	return out
}

func (s *snapshot) get(keys []string) []graph.Record {
	out := make([]graph.Record, len(keys))
	for i, key := range keys {
		out[i] = s.Record(0, key)
	}
	return out
}

func (s *snapshot) scan(ctx context.Context, kinds []graph.Kind, yield func(graph.Record, error) bool) {
	wanted := [kindCount]bool{}
	for _, k := range kinds {
		if int(k) < kindCount {
			wanted[k] = true
		}
	}
	for _, k := range graph.Kinds() {
		if len(kinds) > 0 && !wanted[k] {
			continue
		}
		for i, r := range s.All(k) {
			if i%breath == breath-1 && ctx.Err() != nil {
				yield(nil, ctx.Err())
				return
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

func (s *snapshot) contentHash() string {
	s.hashOnce.Do(func() {
		every := iter.Seq2[graph.Record, error](func(yield func(graph.Record, error) bool) {
			s.scan(context.Background(), nil, yield)
		})
		// Without an error in the sequence there is none in the answer.
		s.hash, _ = graph.ContentHash(every)
	})
	return s.hash
}

func (s *snapshot) revision() string { return graph.Revision(s.contentHash()) }

func (s *snapshot) info() graph.Info {
	counts := make(map[graph.Kind]int, kindCount)
	for _, k := range graph.Kinds() {
		counts[k] = int(s.Size(k))
	}
	return graph.Info{
		Release: s.release, Revision: s.revision(), Hash: s.contentHash(),
		Counts: counts, Store: "embedded, in memory",
	}
}
