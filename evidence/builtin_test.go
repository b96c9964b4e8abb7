package evidence_test

import (
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/seed"
)

// What the tests share: the built-in dataset as a graph, conditions and mappings
// to ask with, and a form of answers that is easy to compare.

var exactAndClose = []graph.MappingRelation{graph.MappingExact, graph.MappingClose}

func builtin(t testing.TB) *graph.Graph {
	t.Helper()
	data := dataset(t)
	return graphOf(t, data.Release, data.Records)
}

func dataset(t testing.TB) *seed.Dataset {
	t.Helper()
	data, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func graphOf(t testing.TB, release graph.Release, records []graph.Record) *graph.Graph {
	t.Helper()
	store, err := memstore.New(release, records)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return graph.New(store)
}

// narrowings are conditions on findings, for exitgraph and for the judge.
var narrowings = []struct {
	name  string
	where graph.Filter
	sql   string
}{
	{"all", nil, `true`},
	{"read in abstracts", graph.Equals(finding("extractionBasis"), "ABSTRACT"), `extraction_basis = 'ABSTRACT'`},
	{"hindering as reported", graph.Equals(finding("valence"), "HINDERING"), `valence = 'HINDERING'`},
	{"without a study", graph.Absent{Edge: edge(graph.KindFinding, "study")}, `study_id is null`},
	{
		"of qualitative studies, not of high confidence",
		graph.And{
			graph.Has{Edge: edge(graph.KindFinding, "study"), Quant: graph.Some, Where: graph.Equals(graph.ModelOf(graph.KindStudy).Field("design"), "QUALITATIVE")},
			graph.Not{Filter: graph.Equals(finding("confidence"), "HIGH")},
		},
		`study_id in (select id from studies where design = 'QUALITATIVE') and confidence <> 'HIGH'`,
	},
	{"none", graph.Or{}, `false`},
}

func finding(name string) *graph.Field           { return graph.ModelOf(graph.KindFinding).Field(name) }
func edge(k graph.Kind, name string) *graph.Edge { return graph.ModelOf(k).Edge(name) }

func find[R graph.Record](data *seed.Dataset, key string) R {
	for _, r := range data.Records {
		if r.RecordKey() == key {
			return r.(R)
		}
	}
	panic("no record " + key)
}

// relationSets are the mappings that the tests ask for.
var relationSets = map[string][]graph.MappingRelation{
	"none":            nil,
	"exact and close": exactAndClose,
	"broad":           {graph.MappingBroad},
	"narrow":          {graph.MappingNarrow},
	"all": {
		graph.MappingExact, graph.MappingClose, graph.MappingBroad, graph.MappingNarrow, graph.MappingRelated,
	},
}

// The names of what is no group, and what joins values in the name of a group.
const (
	allFindings      = "(total)"
	unplacedFindings = "(unplaced)"
	and              = " and "
)

// named keys groups by their values. What is unplaced, and the total, have names
// of their own; those without findings are left out, as groups are.
func named(groups []evidence.Group, unplaced, total graph.Counts) map[string]graph.Counts {
	out := map[string]graph.Counts{}
	for _, group := range groups {
		var keys []string
		for _, v := range group.Keys {
			keys = append(keys, v.Key)
		}
		out[strings.Join(keys, and)] = group.Counts
	}
	for name, c := range map[string]graph.Counts{unplacedFindings: unplaced, allFindings: total} {
		if c.Findings > 0 {
			out[name] = c
		}
	}
	return out
}

// cellsOf keys the cells that hold findings by their values, as named does.
func cellsOf(m *evidence.Matrix) map[string]graph.Counts {
	var groups []evidence.Group
	for i := range m.Cells() {
		if c := m.Counts(i); c.Findings > 0 {
			keys := []evidence.Value{m.Rows[i/len(m.Columns)], m.Columns[i%len(m.Columns)]}
			groups = append(groups, evidence.Group{Keys: keys, Counts: c})
		}
	}
	return named(groups, m.Unplaced, m.Total)
}
