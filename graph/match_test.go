package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// comparison writes a filter down: kind, field, op and operands.
type comparison struct {
	kind     graph.Kind
	field    string
	op       graph.Op
	operands string // words, joined by bars; a bar alone is the empty word twice
	want     string // keys of the records that meet it
}

var opNames = []string{"", "in", "contains", "startsWith", "less", "lessEqual", "more", "moreEqual", "hasAll"}

func (c comparison) filter() graph.Compare {
	f := graph.Compare{Field: fieldOf(c.kind, c.field), Op: c.op}
	for word := range strings.SplitSeq(c.operands, "|") {
		switch n := 0; {
		case c.operands == "":
		case f.Field.Type == graph.TypeInt || f.Field.Type == graph.TypeBool:
			if _, err := fmt.Sscan(word, &n); err != nil {
				panic(err)
			}
			f.Nums = append(f.Nums, n)
		default:
			f.Strs = append(f.Strs, word)
		}
	}
	return f
}

// matchWorld holds records of each type of field, among them one without values.
func matchWorld() world {
	return world{
		aReport("caffe", func(r *graph.Report) { r.Title, r.Year, r.Kind, r.Container = "Il Caffè", 2000, "REVIEW", "Straße" }),
		aReport("hope", func(r *graph.Report) { r.Title, r.Year, r.Authors = "Hope", 2010, []string{"Ávila J", "Rossi M"} }),
		aReport("none", func(r *graph.Report) { r.Title, r.Year, r.Authors = "Untold", 0, nil }),
		aFactor("trust", func(f *graph.Factor) {
			f.Label = graph.Text{{Lang: "en", Value: "Trust"}, {Lang: "it", Value: "Fiducia"}}
			f.Definition = english("Being able to rely on others.")
		}),
		aFactor("work", func(f *graph.Factor) { f.Level, f.Broader = "STRUCTURAL", "trust" }),
		aModel("stages", func(m *graph.PhaseModel) { m.IsDefault = true }), aModel("other"),
		aStudy("one"), aStudy("two"),
		aSample("both", "one two", 10), aSample("single", "one", 5), aSample("unknown", "two", 0),
	}
}

func TestComparisonsByOpAndTypeOfField(t *testing.T) {
	w := matchWorld()
	for _, c := range []comparison{
		{graph.KindReport, "key", graph.OpIn, "hope|none|other", "hope none"},
		{graph.KindReport, "key", graph.OpIn, "Hope", ""},
		{graph.KindReport, "key", graph.OpContains, "o", "hope none"},
		{graph.KindReport, "key", graph.OpStartsWith, "ho", "hope"},
		{graph.KindReport, "key", graph.OpHasAll, "hope", ""},

		{graph.KindFactor, "broader", graph.OpIn, "trust", "work"},
		{graph.KindFactor, "broader", graph.OpIn, "Trust", ""},
		{graph.KindFactor, "broader", graph.OpContains, "|", "work"},

		{graph.KindSample, "studies", graph.OpIn, "two", "both unknown"},
		{graph.KindSample, "studies", graph.OpIn, "TWO", ""},
		{graph.KindSample, "studies", graph.OpHasAll, "one|two", "both"},
		{graph.KindSample, "studies", graph.OpStartsWith, "on", "both single"},

		{graph.KindReport, "title", graph.OpIn, "IL CAFFE|x", "caffe"},
		{graph.KindReport, "title", graph.OpContains, "caffe\u0300", "caffe"},
		{graph.KindReport, "title", graph.OpContains, "o", "hope none"},
		{graph.KindReport, "title", graph.OpStartsWith, "HO|un", "hope none"},
		{graph.KindReport, "title", graph.OpStartsWith, "ope", ""},
		{graph.KindReport, "title", graph.OpLess, "z", ""},
		{graph.KindReport, "container", graph.OpIn, "STRASSE", "caffe"},
		{graph.KindReport, "container", graph.OpContains, "|", "caffe"},

		{graph.KindFactor, "label", graph.OpIn, "fiducia", "trust"},
		{graph.KindFactor, "label", graph.OpContains, "FACTOR", "work"},
		{graph.KindFactor, "label", graph.OpStartsWith, "tru", "trust"},
		{graph.KindFactor, "definition", graph.OpContains, "rely", "trust"},
		{graph.KindFactor, "definition", graph.OpContains, "|", "trust"},

		{graph.KindReport, "authors", graph.OpIn, "avila j", "hope"},
		{graph.KindReport, "authors", graph.OpIn, "avila", ""},
		{graph.KindReport, "authors", graph.OpContains, "ross", "hope"},
		{graph.KindReport, "authors", graph.OpHasAll, "ROSSI M|Avila J", "hope"},
		{graph.KindReport, "authors", graph.OpHasAll, "Rossi M|Bianchi L", ""},

		{graph.KindReport, "year", graph.OpIn, "2000|2010", "caffe hope"},
		{graph.KindReport, "year", graph.OpIn, "0", ""},
		{graph.KindReport, "year", graph.OpLess, "2010", "caffe"},
		{graph.KindReport, "year", graph.OpLessEqual, "2010", "caffe hope"},
		{graph.KindReport, "year", graph.OpMore, "2000", "hope"},
		{graph.KindReport, "year", graph.OpMoreEqual, "2000", "caffe hope"},
		{graph.KindReport, "year", graph.OpMore, "-5", "caffe hope"},
		{graph.KindReport, "year", graph.OpContains, "2000", ""},

		{graph.KindPhaseModel, "isDefault", graph.OpIn, "1", "stages"},
		{graph.KindPhaseModel, "isDefault", graph.OpIn, "0", "other"},
		{graph.KindPhaseModel, "isDefault", graph.OpIn, "0|1", "other stages"},

		{graph.KindReport, "kind", graph.OpIn, "REVIEW|THESIS", "caffe"},
		{graph.KindReport, "kind", graph.OpIn, "review", ""},
	} {
		what := fmt.Sprintf("%s.%s %s %q", c.kind, c.field, opNames[c.op], c.operands)
		same(t, what, w.keysOf(c.kind, c.filter()), list(c.want), emptyIsNil)
	}
}

func TestAComparisonWithoutOperandsHoldsOfNothing(t *testing.T) {
	w := matchWorld()
	for _, k := range graph.Kinds() {
		for _, f := range graph.ModelOf(k).Fields {
			for op := graph.OpIn; op < graph.OpHasAll; op++ {
				if got := w.keysOf(k, graph.Compare{Field: f, Op: op}); got != nil {
					t.Errorf("%s %s nothing holds of %v", f, opNames[op], got)
				}
			}
		}
	}
}

func TestEveryListHoldsAllOfNothing(t *testing.T) {
	for _, c := range []comparison{
		{graph.KindReport, "authors", graph.OpHasAll, "", "caffe hope none"},
		{graph.KindSample, "studies", graph.OpHasAll, "", "both single unknown"},
		{graph.KindSample, "countriesOfStudy", graph.OpHasAll, "", "both single unknown"},
	} {
		same(t, c.field, matchWorld().keysOf(c.kind, c.filter()), list(c.want))
	}
}

func TestAComparisonWithAnAbsentValueIsFalseAndItsNotTrue(t *testing.T) {
	w := world{}
	eachField(t, func(t *testing.T, m *graph.Model, f *graph.Field) {
		if f.Type == graph.TypeBool {
			return // a flag is never absent
		}
		empty := m.New()
		for op := graph.OpIn; op <= graph.OpHasAll; op++ {
			c := graph.Compare{Field: f, Op: op, Strs: []string{""}, Nums: []int{0, -1, 1}}
			if graph.Match(w, c, empty) || !graph.Match(w, graph.Not{Filter: c}, empty) {
				t.Errorf("%s with an absent value is true, or its Not false", opNames[op])
			}
		}
		absent := graph.Absent{Field: f}
		if !graph.Match(w, absent, empty) {
			t.Error("an absent value is not Absent")
		}
		if !graph.Computed(f) && graph.Match(w, absent, filled(f, 1)) {
			t.Error("a present value is Absent")
		}
	})
}

func TestLogicOfFilters(t *testing.T) {
	w := matchWorld()
	hope, old := graph.KeyIn(graph.KindReport, "hope"), comparison{graph.KindReport, "year", graph.OpLess, "2005", ""}.filter()
	all := "caffe hope none"
	for _, c := range []struct {
		rule   string
		filter graph.Filter
		want   string
	}{
		{"no filter holds of all", nil, all},
		{"an empty And holds of all", graph.And{}, all},
		{"an empty Or holds of none", graph.Or{}, ""},
		{"Not of no filter holds of none", graph.Not{}, ""},
		{"Not of an empty And holds of none", graph.Not{Filter: graph.And{}}, ""},
		{"Not of an empty Or holds of all", graph.Not{Filter: graph.Or{}}, all},
		{"And", graph.And{hope, old}, ""},
		{"And with no filter", graph.And{hope, nil}, "hope"},
		{"Or", graph.Or{hope, old}, "caffe hope"},
		{"Or with no filter", graph.Or{hope, nil}, all},
		{"Not", graph.Not{Filter: old}, "hope none"},
		{"Not twice", graph.Not{Filter: graph.Not{Filter: old}}, "caffe"},
		{"Both with one", graph.Both(nil, hope), "hope"},
		{"Both with the other", graph.Both(hope, nil), "hope"},
		{"Both with none", graph.Both(nil, nil), all},
		{"Both with two", graph.Both(hope, old), ""},
	} {
		same(t, c.rule, w.keysOf(graph.KindReport, c.filter), list(c.want), emptyIsNil)
	}
}

func TestQuantifiers(t *testing.T) {
	w := world{
		aStudy("small"), aStudy("mixed"), aStudy("large"), aStudy("bare"),
		aSample("s1", "small", 5), aSample("s2", "small mixed", 8), aSample("s3", "mixed large", 50),
	}
	samples := edgeOf(graph.KindStudy, "samples")
	large := comparison{graph.KindSample, "size", graph.OpMore, "20", ""}.filter()
	for _, c := range []struct {
		rule   string
		filter graph.Filter
		want   string
	}{
		{"some", graph.Has{Edge: samples, Quant: graph.Some, Where: large}, "large mixed"},
		{"none, also without targets", graph.Has{Edge: samples, Quant: graph.None, Where: large}, "bare small"},
		{"all, also without targets", graph.Has{Edge: samples, Quant: graph.All, Where: large}, "bare large"},
		{"some of any", graph.Has{Edge: samples, Quant: graph.Some}, "large mixed small"},
		{"none of any", graph.Has{Edge: samples, Quant: graph.None}, "bare"},
		{"all of any", graph.Has{Edge: samples, Quant: graph.All}, "bare large mixed small"},
		{"no targets", graph.Absent{Edge: samples}, "bare"},
		{"a condition on a condition", graph.Has{Edge: samples, Quant: graph.Some, Where: graph.Has{
			Edge: edgeOf(graph.KindSample, "studies"), Quant: graph.All, Where: graph.KeyIn(graph.KindStudy, "small"),
		}}, "small"},
	} {
		same(t, c.rule, w.keysOf(graph.KindStudy, c.filter), list(c.want))
	}
}

func TestEdgesToOneAreQuantifiedLikeOthers(t *testing.T) {
	w := edgeWorld()
	study := edgeOf(graph.KindFinding, "study")
	one := graph.KeyIn(graph.KindStudy, "one")
	for quant, want := range map[graph.Quantifier]string{
		graph.Some: "names-none names-one", graph.None: "without-study", graph.All: "names-none names-one without-study",
	} {
		same(t, "study", w.keysOf(graph.KindFinding, graph.Has{Edge: study, Quant: quant, Where: one}), list(want))
	}
	same(t, "no study", w.keysOf(graph.KindFinding, graph.Absent{Edge: study}), list("without-study"))
}

func TestWordsAreFoldedAndKeysAndEnumsAreNot(t *testing.T) {
	eachField(t, func(t *testing.T, _ *graph.Model, f *graph.Field) {
		want := slices.Contains([]graph.FieldType{graph.TypeString, graph.TypeText, graph.TypeStrings}, f.Type)
		if f.Folded() != want {
			t.Errorf("Folded is %v", f.Folded())
		}
	})
}
