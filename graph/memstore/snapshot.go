package memstore

import (
	"context"
	"iter"
	"sync"

	"github.com/exitgraph/exitgraph/graph"
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
	release graph.Release

	all  []graph.Record               // by id: in the order of Scan
	base [kindCount + 1]int32         // the first id of each kind
	at   [kindCount]map[string]int32  // from keys to places within the kind
	refs map[*graph.Field]*references // every reference of the model table
	cols map[*graph.Field]*columns    // every field

	hashOnce sync.Once
	hash     string

	findingsOnce sync.Once
	findings     *findingColumns

	wordsOnce sync.Once
	words     *wordIndex
}

// arrange makes the snapshot of records that are sorted by key within each kind.
// at may hold maps that are known already.
func arrange(release graph.Release, byKind *[kindCount][]graph.Record, at [kindCount]map[string]int32) *snapshot {
	s := &snapshot{release: release, at: at}
	total := 0
	for _, records := range byKind {
		total += len(records)
	}
	s.all = make([]graph.Record, 0, total)
	for k, records := range byKind {
		s.base[k] = int32(len(s.all))
		s.all = append(s.all, records...)
		if s.at[k] == nil {
			s.at[k] = make(map[string]int32, len(records))
			for i, r := range records {
				s.at[k][r.RecordKey()] = int32(i)
			}
		}
	}
	s.base[kindCount] = int32(total)
	s.refs, s.cols = map[*graph.Field]*references{}, map[*graph.Field]*columns{}
	for _, k := range graph.Kinds() {
		for _, f := range graph.ModelOf(k).Fields {
			s.cols[f] = &columns{s: s, f: f}
			if f.Type == graph.TypeRef || f.Type == graph.TypeRefs {
				s.refs[f] = &references{s: s, f: f}
			}
		}
	}
	return s
}

// size is how many records there are of a kind, of all kinds for 0.
func (s *snapshot) size(k graph.Kind) int32 {
	first, end := s.span(k)
	return end - first
}

// span gives the ids of a kind, of all kinds for 0.
func (s *snapshot) span(k graph.Kind) (first, end int32) {
	if k == 0 {
		return 0, int32(len(s.all))
	}
	return s.base[k], s.base[k+1]
}

// id finds a record of a kind, a node of any kind for 0.
func (s *snapshot) id(k graph.Kind, key string) (int32, bool) {
	if k != 0 {
		i, ok := s.at[k][key]
		return s.base[k] + i, ok
	}
	for _, k := range graph.NodeKinds() {
		if i, ok := s.at[k][key]; ok {
			return s.base[k] + i, true
		}
	}
	return 0, false
}

// Record implements graph.World.
func (s *snapshot) Record(k graph.Kind, key string) graph.Record {
	if id, ok := s.id(k, key); ok {
		return s.all[id]
	}
	return nil
}

// All implements graph.World.
func (s *snapshot) All(k graph.Kind) []graph.Record {
	first, end := s.span(k)
	return s.all[first:end:end]
}

// Targets implements graph.Lookup, for the matcher and the checks of records.
func (s *snapshot) Targets(e *graph.Edge, r graph.Record) []graph.Record {
	id, ok := s.id(e.From, r.RecordKey())
	if !ok {
		return nil
	}
	ids := s.way(e).targets(id)
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
		counts[k] = int(s.size(k))
	}
	return graph.Info{
		Release: s.release, Revision: s.revision(), Hash: s.contentHash(),
		Counts: counts, Store: "embedded, in memory",
	}
}
