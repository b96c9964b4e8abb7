package graph_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/graph"
)

// reportOrders draws orders of reports: a number, words and an enum.
func reportOrders() *rapid.Generator[[]graph.OrderTerm] {
	return rapid.Custom(func(t *rapid.T) []graph.OrderTerm {
		var out []graph.OrderTerm
		for _, name := range rapid.SliceOfDistinct(rapid.SampledFrom([]string{"year", "title", "container", "kind", "key"}), rapid.ID).Draw(t, "fields") {
			out = append(out, graph.OrderTerm{Field: fieldOf(graph.KindReport, name), Desc: rapid.Bool().Draw(t, "desc")})
		}
		return out
	})
}

// someReports draws reports with few distinct values, so that ties are common.
func someReports() *rapid.Generator[*graph.Report] {
	return rapid.Custom(func(t *rapid.T) *graph.Report {
		return &graph.Report{
			Key:       rapid.SampledFrom(list("a b c d")).Draw(t, "key"),
			Year:      rapid.SampledFrom([]int{0, 1999, 2000}).Draw(t, "year"),
			Title:     rapid.SampledFrom([]string{"Hope", "hope", "Élan", "elan", "zest"}).Draw(t, "title"),
			Container: rapid.SampledFrom([]string{"", "A", "b"}).Draw(t, "container"),
			Kind:      graph.ReportKind(rapid.SampledFrom(list("ARTICLE REVIEW THESIS OTHER")).Draw(t, "kind")),
		}
	})
}

func TestAnyOrderIsTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		order := reportOrders().Draw(t, "order")
		a := graph.PositionOf(order, someReports().Draw(t, "a"))
		b := graph.PositionOf(order, someReports().Draw(t, "b"))
		c := graph.PositionOf(order, someReports().Draw(t, "c"))
		ab, ba, bc, ac := a.Compare(b, order), b.Compare(a, order), b.Compare(c, order), a.Compare(c, order)
		if ab != -ba {
			t.Fatalf("one way it is %d, the other %d", ab, ba)
		}
		if a.Compare(a, order) != 0 {
			t.Fatalf("a position is not in its own place")
		}
		if a.Key != b.Key && ab == 0 {
			t.Fatalf("two records share a place")
		}
		if ab <= 0 && bc <= 0 && ac > 0 {
			t.Fatalf("a before b before c, and c before a")
		}
	})
}

// sortedBy gives the keys of reports in an order.
func sortedBy(order []graph.OrderTerm, reports []*graph.Report) string {
	slices.SortFunc(reports, func(a, b *graph.Report) int {
		return graph.PositionOf(order, a).Compare(graph.PositionOf(order, b), order)
	})
	var out []string
	for _, r := range reports {
		out = append(out, r.Key)
	}
	return strings.Join(out, " ")
}

func TestOrdersOfReports(t *testing.T) {
	reports := []*graph.Report{
		{Key: "late", Year: 2020, Title: "Étude", Kind: "OTHER", Language: "it"},
		{Key: "no-year-b", Title: "zest", Kind: "REVIEW", Language: "en"},
		{Key: "no-year-a", Title: "beta", Kind: "ARTICLE", Container: "Journal", Language: "en"},
		{Key: "early", Year: 1990, Title: "Alpha", Kind: "THESIS", Language: "en"},
		{Key: "also-late", Year: 2020, Title: "etude", Kind: "BOOK_CHAPTER", Language: "it"},
	}
	for _, c := range []struct{ rule, order, want string }{
		{"without terms, the key", "", "also-late early late no-year-a no-year-b"},
		{"numbers upwards, absent ones last", "year", "early also-late late no-year-a no-year-b"},
		{"numbers downwards, absent ones last", "-year", "also-late late early no-year-a no-year-b"},
		{"words folded, ties by key", "title", "early no-year-a also-late late no-year-b"},
		{"words downwards, ties by key upwards", "-title", "no-year-b also-late late no-year-a early"},
		{"absent words last upwards", "container", "no-year-a also-late early late no-year-b"},
		{"absent words last downwards", "-container", "no-year-a also-late early late no-year-b"},
		{"enum values as declared", "kind", "no-year-a no-year-b early also-late late"},
		{"enum values downwards", "-kind", "late also-late early no-year-b no-year-a"},
		{"a second term within the first", "language -year", "early no-year-a no-year-b also-late late"},
		{"keys downwards", "-key", "no-year-b no-year-a late early also-late"},
	} {
		var order []graph.OrderTerm
		for _, word := range list(c.order) {
			name, desc := strings.CutPrefix(word, "-")
			order = append(order, graph.OrderTerm{Field: fieldOf(graph.KindReport, name), Desc: desc})
		}
		if got := sortedBy(order, slices.Clone(reports)); got != c.want {
			t.Errorf("%s: %s, not %s", c.rule, got, c.want)
		}
	}
}

func TestTextsSortByTheirFirstLanguage(t *testing.T) {
	label := fieldOf(graph.KindFactor, "label")
	text := graph.Text{{Lang: "it", Value: "Speranza"}, {Lang: "en", Value: "Hope"}}
	if got := graph.SortOf(label, &graph.Factor{Label: text}); got != (graph.SortValue{Str: "speranza"}) {
		t.Errorf("it sorts as %+v", got)
	}
	if got := graph.SortOf(label, &graph.Factor{}); !got.Absent {
		t.Errorf("no text sorts as %+v", got)
	}
}

func TestReferencesSortByBytes(t *testing.T) {
	f := fieldOf(graph.KindFinding, "study")
	if got := graph.SortOf(f, &graph.Finding{Study: "b-2"}); got != (graph.SortValue{Str: "b-2"}) {
		t.Errorf("it sorts as %+v", got)
	}
	if got := graph.SortOf(f, &graph.Finding{}); !got.Absent {
		t.Errorf("no reference sorts as %+v", got)
	}
}

func TestLongWordsSortByTheirBeginning(t *testing.T) {
	title := fieldOf(graph.KindReport, "title")
	for _, letter := range []string{"a", "ø", "語", "𐐨"} {
		got := graph.SortOf(title, &graph.Report{Title: strings.Repeat(letter, 300)}).Str
		if len(got) > 200 || len(got) < 197 || !utf8.ValidString(got) {
			t.Errorf("300 times %s sort by %d bytes, valid %v", letter, len(got), utf8.ValidString(got))
		}
	}
	order := []graph.OrderTerm{{Field: title}}
	same := strings.Repeat("a", 200)
	if got := sortedBy(order, []*graph.Report{{Key: "b", Title: same + "a"}, {Key: "a", Title: same + "b"}}); got != "a b" {
		t.Errorf("words with the same beginning sort as %s", got)
	}
}
