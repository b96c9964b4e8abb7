package graph_test

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/graph"
)

// byYearAndTitle is the order of the cursors below.
func byYearAndTitle() []graph.OrderTerm {
	return []graph.OrderTerm{
		{Field: fieldOf(graph.KindReport, "year"), Desc: true},
		{Field: fieldOf(graph.KindReport, "title")},
	}
}

func recentReports() graph.Filter {
	return graph.Compare{Field: fieldOf(graph.KindReport, "year"), Op: graph.OpMore, Nums: []int{2000}}
}

// oneCursor gives a cursor, its list and its order.
func oneCursor() (string, graph.ListName, []graph.OrderTerm) {
	order := byYearAndTitle()
	list := graph.BindCursor("Report", "", recentReports(), order)
	return graph.EncodeCursor(list, graph.PositionOf(order, aReport("hickle-2017"))), list, order
}

func TestACursorLeadsBackToItsPosition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		order := reportOrders().Draw(t, "order")
		r := someReports().Draw(t, "report")
		r.Title = words().Draw(t, "title")
		r.Year = rapid.IntRange(0, 3000).Draw(t, "year")
		r.Key = keys().Draw(t, "key")
		want := graph.PositionOf(order, r)
		list := graph.BindCursor("Report", "", nil, order)
		text := graph.EncodeCursor(list, want)
		got, err := graph.DecodeCursor(text, list, order)
		if err != nil {
			t.Fatalf("%s is refused: %v", text, err)
		}
		if got.Compare(want, order) != 0 || got.Key != want.Key {
			t.Fatalf("%+v becomes %+v", want, got)
		}
	})
}

func TestTheLongestCursorIsTaken(t *testing.T) {
	for _, k := range graph.Kinds() {
		var order []graph.OrderTerm
		r := graph.ModelOf(k).New()
		for _, f := range graph.ModelOf(k).Fields {
			if !f.Orderable {
				continue
			}
			order = append(order, graph.OrderTerm{Field: f})
			if f.Type == graph.TypeString {
				f.SetStr(r, strings.Repeat("long ", 2000))
			} else if f.Type == graph.TypeRef || f.Type == graph.TypeKey && !f.Derived {
				f.SetStr(r, strings.Repeat("k", 200))
			}
		}
		graph.CompleteKey(r)
		list := graph.BindCursor(k.String(), "", nil, order)
		text := graph.EncodeCursor(list, graph.PositionOf(order, r))
		if _, err := graph.DecodeCursor(text, list, order); err != nil {
			t.Errorf("a cursor of %s with %d characters is refused: %v", k, len(text), err)
		}
	}
}

// refused checks that a text is no cursor of a list, with a message that holds
// the words.
func refused(t *testing.T, rule, text string, list graph.ListName, order []graph.OrderTerm, words string) {
	t.Helper()
	p, err := graph.DecodeCursor(text, list, order)
	if err == nil {
		t.Errorf("%s: %q is taken as %+v", rule, text, p)
		return
	}
	if graph.KindOf(err) != graph.Invalid || !strings.Contains(err.Error(), words) {
		t.Errorf("%s: the error is %q of kind %s", rule, err, graph.KindOf(err))
	}
}

func TestACursorThatWasChangedAnywhereIsRefused(t *testing.T) {
	text, list, order := oneCursor()
	for i := range text {
		for _, c := range []byte{'A', 'z', '7', '-', '=', ' ', '\n', 0xff} {
			if text[i] != c {
				refused(t, "a changed character", text[:i]+string(c)+text[i+1:], list, order, "ursor")
			}
		}
		refused(t, "a character left out", text[:i]+text[i+1:], list, order, "ursor")
		refused(t, "a line break put in", text[:i]+"\n"+text[i:], list, order, "not a cursor")
	}
	bytes, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	for i := range bytes {
		for bit := range 8 {
			bytes[i] ^= 1 << bit
			refused(t, "a changed bit", base64.RawURLEncoding.EncodeToString(bytes), list, order, "ursor")
			bytes[i] ^= 1 << bit
		}
	}
}

func TestACursorThatIsCutOffOrTooLongIsRefused(t *testing.T) {
	text, list, order := oneCursor()
	for i := range text {
		refused(t, "cut off", text[:i], list, order, "not a cursor")
	}
	refused(t, "something behind it", text+"AAAA", list, order, "not a cursor")
	long := graph.EncodeCursor(list, graph.PositionOf(order, aReport(strings.Repeat("k", graph.CursorMaxBytes))))
	refused(t, "too long, and well made", long, list, order, "not a cursor")
	refused(t, "too long", strings.Repeat("A", graph.CursorMaxBytes+1), list, order, "not a cursor")
	refused(t, "no base64", "not a cursor!", list, order, "not a cursor")
}

func TestACursorIsGoodForItsOwnListOnly(t *testing.T) {
	text, own, order := oneCursor()
	year, title := order[0], order[1]
	for rule, other := range map[string]graph.ListName{
		"another kind":           graph.BindCursor("Study", "", recentReports(), order),
		"a parent":               graph.BindCursor("Report", "one", recentReports(), order),
		"no filter":              graph.BindCursor("Report", "", nil, order),
		"another operand":        graph.BindCursor("Report", "", graph.Compare{Field: year.Field, Op: graph.OpMore, Nums: []int{2001}}, order),
		"another comparison":     graph.BindCursor("Report", "", graph.Compare{Field: year.Field, Op: graph.OpMoreEqual, Nums: []int{2000}}, order),
		"the filter turned":      graph.BindCursor("Report", "", graph.Not{Filter: recentReports()}, order),
		"the order turned":       graph.BindCursor("Report", "", recentReports(), []graph.OrderTerm{{Field: year.Field}, title}),
		"the terms exchanged":    graph.BindCursor("Report", "", recentReports(), []graph.OrderTerm{title, year}),
		"a term less":            graph.BindCursor("Report", "", recentReports(), order[:1]),
		"name and parent joined": graph.BindCursor("Repo", "rt", recentReports(), order),
	} {
		if other == own {
			t.Errorf("%s: the lists have the same name", rule)
		}
		refused(t, rule, text, other, order, "another list")
	}
}

func TestNamesOfListsDoNotRunIntoEachOther(t *testing.T) {
	if graph.BindCursor("Study:1", "x", nil, nil) == graph.BindCursor("Study", "1:x", nil, nil) {
		t.Error("two lists have the same name")
	}
}

func TestFiltersThatDifferBindDifferentLists(t *testing.T) {
	title, kind := fieldOf(graph.KindReport, "title"), fieldOf(graph.KindReport, "kind")
	findings, studies := edgeOf(graph.KindReport, "findings"), edgeOf(graph.KindReport, "studies")
	a, b := graph.Equals(title, "a"), graph.Equals(title, "b")
	filters := []graph.Filter{
		nil, a, b, graph.Equals(kind, "a"), graph.Equals(title, `a""b`), graph.Not{Filter: a}, graph.Not{Filter: nil},
		graph.And{}, graph.Or{}, graph.And{a}, graph.Or{a}, graph.And{a, b}, graph.And{b, a}, graph.And{graph.And{a}, b},
		graph.Compare{Field: title, Op: graph.OpIn, Strs: []string{"a", "b"}}, graph.Compare{Field: title, Op: graph.OpIn},
		graph.Compare{Field: title, Op: graph.OpContains, Strs: []string{"a"}},
		graph.Absent{Field: title}, graph.Absent{Edge: findings}, graph.Absent{Edge: studies},
		graph.Has{Edge: findings, Quant: graph.Some}, graph.Has{Edge: findings, Quant: graph.None},
		graph.Has{Edge: studies, Quant: graph.Some}, graph.Has{Edge: studies, Quant: graph.Some, Where: graph.Equals(fieldOf(graph.KindStudy, "title"), "a")},
	}
	seen := map[graph.ListName]int{}
	for i, f := range filters {
		name := graph.BindCursor("Report", "", f, nil)
		if j, taken := seen[name]; taken {
			t.Errorf("%#v and %#v bind the same list", filters[j], f)
		}
		seen[name] = i
	}
}

// signed makes a text of bytes as a cursor is made, checksum included, as anyone
// can.
func signed(b []byte) string {
	sum := sha256.Sum256(b)
	return base64.RawURLEncoding.EncodeToString(append(b, sum[:4]...))
}

func TestACursorOfAnotherVersionSaysSo(t *testing.T) {
	_, list, order := oneCursor()
	refused(t, "another version", signed(append([]byte{2}, list[:]...)), list, order, "another version")
}

func TestAForgedPositionIsRefused(t *testing.T) {
	_, list, order := oneCursor()
	long := "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"
	for rule, position := range map[string]string{
		"nothing":                             "",
		"no values":                           "kone",
		"one value too few":                   "n\x02kone",
		"one value too many":                  "n\x02aakone",
		"a tag that is none":                  "xn\x02kone",
		"a number cut off":                    "n\x80",
		"a number that is too long":           "n" + long + "\x01akone",
		"a number written with spare bytes":   "n\x82\x00akone",
		"words beyond the end":                "n\x02s\x7fone",
		"words that end one byte too late":    "n\x02s\x04one",
		"words of a length beyond all bounds": "n\x02s" + long + "kone",
		"empty words written as words":        "n\x02s\x00kone",
		"no key":                              "n\x02a",
		"an empty key":                        "n\x02ak",
	} {
		forged := append([]byte{1}, list[:]...)
		refused(t, rule, signed(append(forged, position...)), list, order, "not a cursor")
	}
}

func FuzzCursor(f *testing.F) {
	text, list, order := oneCursor()
	f.Add(text)
	f.Add("")
	f.Add(text + "\n")
	f.Add(signed(append(append([]byte{1}, list[:]...), "n\x82\x00akone"...)))
	f.Fuzz(func(t *testing.T, text string) {
		for _, candidate := range []string{text, signed(append(append([]byte{1}, list[:]...), text...))} {
			p, err := graph.DecodeCursor(candidate, list, order)
			if err != nil {
				if graph.KindOf(err) != graph.Invalid {
					t.Fatalf("the error %v is %s", err, graph.KindOf(err))
				}
				continue
			}
			if again := graph.EncodeCursor(list, p); again != candidate {
				t.Fatalf("%q is taken, and %q is what the position gives", candidate, again)
			}
		}
	})
}
