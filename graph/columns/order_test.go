package columns

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// smallWorld gives an Index that keeps its records, and one of columns alone.
func smallWorld(t *testing.T) (kept, alone *Index) {
	t.Helper()
	w := &benchWorld{x: indexOf(storetest.Generate(9, storetest.Small))}
	return w.x, w.rebuilt(t)
}

// anyOrder draws an order of some fields of a kind, the key now and then among them.
func anyOrder(r *rand.Rand, k graph.Kind) []graph.OrderTerm {
	var out []graph.OrderTerm
	for range r.IntN(4) {
		fields := slices.DeleteFunc(slices.Clone(graph.ModelOf(k).Fields), func(f *graph.Field) bool { return !f.Orderable })
		if f := fields[r.IntN(len(fields))]; !slices.ContainsFunc(out, func(t graph.OrderTerm) bool { return t.Field == f }) {
			out = append(out, graph.OrderTerm{Field: f, Desc: r.IntN(2) == 0})
		}
	}
	return out
}

// anyPosition draws a position: of a record, or with values that no record has, as a
// cursor may that somebody made up.
func anyPosition(r *rand.Rand, order []graph.OrderTerm, records []graph.Record) *graph.Position {
	at := graph.PositionOf(order, records[r.IntN(len(records))])
	for i := range at.Values {
		switch r.IntN(8) {
		case 0:
			at.Values[i].Num += r.IntN(3) - 1
		case 1:
			at.Values[i].Str += "-"
		case 2:
			at.Values[i] = graph.SortValue{Absent: true}
		case 3:
			at.Values[i] = graph.SortValue{Num: int(r.Int64()) * (1 - 2*r.IntN(2))}
		case 4:
			at.Values[i] = graph.SortValue{}
		}
	}
	switch r.IntN(4) {
	case 0:
		at.Key += "-"
	case 1:
		at.Key = records[r.IntN(len(records))].RecordKey()
	}
	return &at
}

func TestPlacesOfRecordsAndPositionsAreThoseOfTheOrder(t *testing.T) {
	kept, alone := smallWorld(t)
	seed := storetest.Seed(t, 1)
	r := rand.New(rand.NewPCG(uint64(seed), 2))
	for range 3000 {
		k := graph.Kinds()[r.IntN(len(graph.Kinds()))]
		first, end := kept.Span(k)
		records := kept.Records()[first:end]
		if len(records) == 0 {
			continue
		}
		given := anyOrder(r, k)
		at := anyPosition(r, given, records)
		a, b := first+int32(r.IntN(len(records))), first+int32(r.IntN(len(records)))
		for name, x := range map[string]*Index{"records": kept, "columns": alone} {
			o := x.order(k, given)
			want := graph.PositionOf(given, kept.Records()[a]).Compare(graph.PositionOf(given, kept.Records()[b]), given)
			if got := o.compare(a, b); got != want {
				t.Fatalf("seed %d, %s: %s by %v: %s beside %s is at %d, want %d", seed, name, k, given, x.Key(a), x.Key(b), got, want)
			}
			for id := first; id < end; id++ {
				want := graph.PositionOf(given, kept.Records()[id]).Compare(*at, given)
				if got := o.against(id, o.spot(at)); got != want {
					t.Fatalf("seed %d, %s: %s by %v: %s beside %+v is at %d, want %d", seed, name, k, given, x.Key(id), *at, got, want)
				}
			}
		}
	}
}
