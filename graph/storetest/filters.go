package storetest

import (
	"slices"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// filters tries every field with every operator and every edge with every
// quantifier, and their opposites, against the oracle. In pairs, every field
// meets every operator, every edge every quantifier and every condition, and both their
// opposite; over the fields every operator meets its opposite, and over the edges every
// quantifier every condition.
func (s suite) filters(t *testing.T) {
	store, naive := s.world(t)
	turns := map[graph.FieldType]int{}
	for _, k := range graph.Kinds() {
		t.Run(k.String(), func(t *testing.T) {
			filled := 0
			var questions []question
			ask := func(f graph.Filter) {
				q := finding(naive, graph.Find{Kind: k, Where: f, Window: graph.Window{Limit: -1}, Total: true})
				questions = append(questions, q)
				if q.filled {
					filled++
				}
			}
			try := func(f graph.Filter) {
				ask(f)
				ask(graph.Not{Filter: f})
			}
			tries := 0
			for _, f := range graph.ModelOf(k).Fields {
				try(graph.Absent{Field: f})
				compared := comparisons(naive.All(k), f)
				opposed := operators(compared)
				if s.inPairs {
					opposed = opposed[turns[f.Type]%len(opposed):][:1]
					turns[f.Type]++
				}
				for _, c := range compared {
					if slices.Contains(opposed, c.Op) {
						try(c)
					} else {
						ask(c)
					}
					tries++
				}
			}
			for n, e := range graph.ModelOf(k).Edges {
				try(graph.Absent{Edge: e})
				if !e.Filterable() {
					continue
				}
				targets := targetFilters(naive, e)
				for i, quant := range []graph.Quantifier{graph.Some, graph.None, graph.All} {
					for j, where := range targets {
						has := graph.Has{Edge: e, Quant: quant, Where: where}
						its := j == (n+i)%len(targets) // the turn of the condition
						switch {
						case !s.inPairs, its && i == n%3:
							try(has)
						case its, quant == graph.Some:
							ask(has)
						default:
							continue
						}
						tries++
					}
				}
			}
			allSame(t, store, questions)
			if filled < tries/2 {
				t.Errorf("only %d answers of %d filters held anything", filled, tries)
			}
		})
	}
}

// comparisons makes comparisons of a field with values of records, one for each
// operator that the field's type has.
func comparisons(records []graph.Record, f *graph.Field) []graph.Compare {
	switch f.Type {
	case graph.TypeInt:
		nums := []int{0, 1}
		for _, r := range records {
			if !f.Absent(r) && len(nums) < 5 {
				nums = append(nums, f.Int(r))
			}
		}
		return numbers(f, nums, graph.OpIn, graph.OpLess, graph.OpLessEqual, graph.OpMore, graph.OpMoreEqual)
	case graph.TypeBool:
		return numbers(f, []int{0, 1}, graph.OpIn)
	}
	var words []string
	for _, r := range records {
		if values := valuesOf(f, r); len(values) > 0 && len(words) < 4 {
			words = append(words, values[len(values)-1])
		}
	}
	out := []graph.Compare{{Field: f, Op: graph.OpIn}, {Field: f, Op: graph.OpIn, Strs: words}}
	for _, w := range append(words, "no such value", "") {
		out = append(out, graph.Compare{Field: f, Op: graph.OpIn, Strs: []string{w}})
		if f.Folded() {
			letters := []rune(w + " ")
			out = append(out,
				graph.Compare{Field: f, Op: graph.OpContains, Strs: []string{string(letters[len(letters)/2:])}},
				graph.Compare{Field: f, Op: graph.OpStartsWith, Strs: []string{string(letters[:1])}})
		}
	}
	if f.Type == graph.TypeStrings || f.Type == graph.TypeRefs {
		out = append(out, holdsAll(records, f, words)...)
	}
	return out
}

// operators lists the operators of comparisons, in order.
func operators(compared []graph.Compare) []graph.Op {
	var out []graph.Op
	for _, c := range compared {
		if !slices.Contains(out, c.Op) {
			out = append(out, c.Op)
		}
	}
	return out
}

func numbers(f *graph.Field, nums []int, ops ...graph.Op) []graph.Compare {
	out := []graph.Compare{{Field: f, Op: graph.OpIn, Nums: nums}, {Field: f, Op: graph.OpIn}}
	for _, op := range ops {
		for _, n := range nums {
			out = append(out, graph.Compare{Field: f, Op: op, Nums: []int{n}})
		}
	}
	return out
}

// holdsAll makes comparisons of a list with none, one, two and many operands.
func holdsAll(records []graph.Record, f *graph.Field, words []string) []graph.Compare {
	all := func(operands ...string) graph.Compare {
		return graph.Compare{Field: f, Op: graph.OpHasAll, Strs: operands}
	}
	out := []graph.Compare{all(), all(words...)}
	for _, w := range words {
		out = append(out, all(w))
	}
	for _, r := range records {
		if list := f.List(r); len(list) > 1 {
			return append(out, all(list[1], list[0]))
		}
	}
	return out
}

// targetFilters makes conditions on the targets of an edge: none, never, on the
// key, on an enum, and one step further.
func targetFilters(n *Naive, e *graph.Edge) []graph.Filter {
	out := []graph.Filter{nil, graph.Or{}}
	records := n.All(e.To)
	if len(records) == 0 {
		return out
	}
	out = append(out, graph.KeyIn(e.To, records[0].RecordKey(), records[len(records)/2].RecordKey()))
	for _, f := range graph.ModelOf(e.To).Fields {
		if f.Type == graph.TypeEnum {
			out = append(out, graph.Equals(f, f.Str(records[0])))
			break
		}
	}
	for _, next := range graph.ModelOf(e.To).Edges {
		if next.Filterable() {
			return append(out, graph.Has{Edge: next, Quant: graph.None, Where: graph.KeyIn(next.To, n.All(next.To)[0].RecordKey())})
		}
	}
	return out
}

// fixtureFilters names its answers, so that oracle and store cannot err together.
func (s suite) fixtureFilters(t *testing.T) {
	store, _ := s.fixture(t)
	study := func(name string) *graph.Field { return field(t, graph.KindStudy, name) }
	finding := func(name string) *graph.Field { return field(t, graph.KindFinding, name) }
	has := func(k graph.Kind, name string, q graph.Quantifier, where graph.Filter) graph.Filter {
		return graph.Has{Edge: edge(t, k, name), Quant: q, Where: where}
	}
	hindering := graph.Equals(finding("valence"), "HINDERING")
	for _, c := range []struct {
		name  string
		kind  graph.Kind
		where graph.Filter
		want  string
	}{
		{"none", graph.KindStudy, nil, "alder birch cedar"},
		{"empty And", graph.KindStudy, graph.And{}, "alder birch cedar"},
		{"empty Or", graph.KindStudy, graph.Or{}, ""},
		{"enum", graph.KindStudy, graph.Equals(study("design"), "QUALITATIVE"), "alder cedar"},
		{"words without case and accents", graph.KindStudy, graph.Equals(study("title"), "CEDAR"), "cedar"},
		{"contains", graph.KindStudy, graph.Compare{Field: study("title"), Op: graph.OpContains, Strs: []string{"DÁ"}}, "cedar"},
		{"starts with", graph.KindStudy, graph.Compare{Field: study("title"), Op: graph.OpStartsWith, Strs: []string{"B"}}, "birch"},
		{"list holds", graph.KindStudy, graph.Equals(study("venues"), "cafe"), "alder"},
		{"list holds all", graph.KindStudy, graph.Compare{Field: study("venues"), Op: graph.OpHasAll, Strs: []string{"STREET", "café"}}, "alder"},
		{"at least", graph.KindStudy, graph.Compare{Field: study("year"), Op: graph.OpMoreEqual, Nums: []int{1998}}, "alder birch"},
		{"an absent year is not below", graph.KindStudy, graph.Compare{Field: study("year"), Op: graph.OpLess, Nums: []int{2500}}, "alder birch"},
		{"and so its opposite holds", graph.KindStudy, graph.Not{Filter: graph.Compare{Field: study("year"), Op: graph.OpLess, Nums: []int{2500}}}, "cedar"},
		{"absent", graph.KindStudy, graph.Absent{Field: study("year")}, "cedar"},
		{"no targets", graph.KindStudy, graph.Absent{Edge: edge(t, graph.KindStudy, "findings")}, "cedar"},
		{"some", graph.KindStudy, has(graph.KindStudy, "findings", graph.Some, hindering), "alder birch"},
		{"none, also without targets", graph.KindStudy, has(graph.KindStudy, "findings", graph.None, hindering), "cedar"},
		{"all, also without targets", graph.KindStudy, has(graph.KindStudy, "findings", graph.All, graph.Equals(finding("status"), "CURRENT")), "birch cedar"},
		{"roles tell reports apart", graph.KindReport, has(graph.KindReport, "studies", graph.Some, graph.KeyIn(graph.KindStudy, "alder")), "paper-1998 paper-2010"},
		{"role INCLUDED", graph.KindReport, has(graph.KindReport, "includes", graph.Some, nil), "review-2020"},
		{"own samples before those of the study", graph.KindFinding, has(graph.KindFinding, "samples", graph.Some, graph.KeyIn(graph.KindSample, "men")), "f3 f4"},
		{"samples and their study", graph.KindFinding, graph.And{
			graph.And{graph.Equals(finding("status"), "CURRENT"), has(graph.KindFinding, "samples", graph.Some, nil)},
			has(graph.KindFinding, "study", graph.Some, graph.KeyIn(graph.KindStudy, "birch")),
			has(graph.KindFinding, "samples", graph.Some, graph.KeyIn(graph.KindSample, "men", "women")),
		}, "f3 f4"},
		{"no such sample", graph.KindFinding, graph.And{has(graph.KindFinding, "samples", graph.Some, graph.Or{})}, ""},
		{"a boolean", graph.KindFinding, graph.Compare{Field: finding("samplesNamed"), Op: graph.OpIn, Nums: []int{1}}, "f2 f3"},
		{"turned valence", graph.KindFinding, graph.Equals(finding("factorValence"), "FACILITATING"), "f1 f3 f6"},
		{"overlap reads both ways", graph.KindSample, has(graph.KindSample, "overlapsWith", graph.Some, nil), "files women"},
		{"two steps", graph.KindFactor, has(graph.KindFactor, "findings", graph.Some, has(graph.KindFinding, "study", graph.Some, graph.KeyIn(graph.KindStudy, "birch"))), "shelter support"},
		{"phases of the top level", graph.KindPhaseModel, has(graph.KindPhaseModel, "phases", graph.Some, graph.KeyIn(graph.KindPhase, "visceral")), ""},
		{"caveats by what they affect", graph.KindFinding, has(graph.KindFinding, "caveats", graph.Some, nil), "f1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := mustFind(t, store, graph.Find{Kind: c.kind, Where: c.where, Window: graph.Window{Limit: -1}})
			if got := keysOf(page.Records); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if c.kind != graph.KindFinding {
				return
			}
			if counted := mustTally(t, store, graph.Tally{Where: c.where}); int(counted.Total.Findings) != len(page.Records) {
				t.Errorf("%d findings are counted, and %d listed", counted.Total.Findings, len(page.Records))
			}
		})
	}
}
