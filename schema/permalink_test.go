package schema

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// permalinkOf asks for the permalink of one answer.
func permalinkOf(t testing.TB, e *Engine, query, variables string) string {
	t.Helper()
	a := ask(t, e, query, variables)
	if len(a.Errors) > 0 {
		t.Fatalf("%s\n%.1000s", query, a.raw)
	}
	for _, answered := range a.Data {
		link, _ := dig(t, answered, "citation", "permalink").(string)
		return link
	}
	t.Fatal("nothing was asked")
	return ""
}

// argumentsOf cuts a permalink behind the hash of the release.
func argumentsOf(t testing.TB, link string) string {
	t.Helper()
	parts := strings.SplitN(link, "/", 5)
	if len(parts) != 5 || parts[1] != "cite" || parts[2] != "1.0.0" || !isHash.MatchString(parts[3]) {
		t.Fatalf("the permalink is %s", link)
	}
	return parts[4]
}

func TestAPermalinkHoldsEveryArgument(t *testing.T) {
	for _, c := range []struct{ query, want string }{
		{`{ evidenceMatrix { citation { permalink } } }`, `matrix?v=1&rows=FACTOR&columns=PHASE&phaseModel=baker-integrated&mappings=EXACT,CLOSE&where=%7B%7D&nonEmpty=false`},
		{`{ evidenceMatrix(rows: FACTOR_LEVEL, columns: COUNTRY, nonEmpty: true, mappings: []) { citation { permalink } } }`, `matrix?v=1&rows=FACTOR_LEVEL&columns=COUNTRY&phaseModel=baker-integrated&mappings=&where=%7B%7D&nonEmpty=true`},
		{`{ tally(by: [VALENCE]) { citation { permalink } } }`, `tally?v=1&by=VALENCE&phaseModel=baker-integrated&mappings=EXACT,CLOSE&where=%7B%7D`},
		{
			`{ tally(by: [VALENCE, SETTING, DESIGN], phaseModel: "hickle", where: {study: {title: {contains: "é & \"x\"/?#+"}}}) { citation { permalink } } }`,
			`tally?v=1&by=VALENCE,SETTING,DESIGN&phaseModel=hickle&mappings=EXACT,CLOSE&where=%7B%22study%22:%7B%22title%22:%7B%22contains%22:%22%C3%A9%20%26%20%5C%22x%5C%22%2F%3F%23%2B%22%7D%7D%7D`,
		},
	} {
		query := strings.ReplaceAll(c.query, `"hickle"`, `"`+modelKey(t, false)+`"`)
		want := strings.ReplaceAll(c.want, "phaseModel=hickle", "phaseModel="+modelKey(t, false))
		if got := argumentsOf(t, permalinkOf(t, curatedEngine(), query, "")); got != want {
			t.Errorf("%s\n got %s\nwant %s", query, got, want)
		}
	}
}

// modelKey is the key of the default phase model, or of another.
func modelKey(t testing.TB, isDefault bool) string {
	t.Helper()
	a := ask(t, curatedEngine(), `{ phaseModels { key isDefault } }`, "")
	for _, m := range a.Data["phaseModels"].([]any) {
		if m := m.(map[string]any); m["isDefault"] == isDefault {
			return m["key"].(string)
		}
	}
	t.Fatalf("no such phase model: %s", a.raw)
	return ""
}

func TestEqualQuestionsHaveOnePermalink(t *testing.T) {
	model := modelKey(t, true)
	want := permalinkOf(t, curatedEngine(), `{ evidenceMatrix(where: {study: {year: {gte: 2015}, setting: {in: [INDOOR]}}}) { citation { permalink } } }`, "")
	for _, c := range []struct{ query, variables string }{
		{`{ evidenceMatrix(where: {study: {setting: {in: INDOOR}, year: {gte: 2015, lte: null}}, AND: null}) { total { studies } again: citation { permalink } citation { permalink hash } } }`, ""},
		{`query($w: FindingFilter) { evidenceMatrix(where: $w) { citation { permalink } } }`, `{"w": {"study": {"year": {"gte": 2015.0}, "setting": {"in": ["INDOOR"]}}}}`},
		{`query($y: Int, $s: [ExploitationSetting!]) { evidenceMatrix(where: {study: {year: {gte: $y}, setting: {in: $s}}}) { citation { permalink } } }`, `{"y": 2015, "s": "INDOOR"}`},
		{`query($r: EvidenceDimension, $n: Boolean = false) { evidenceMatrix(rows: $r, nonEmpty: $n, mappings: [CLOSE, EXACT, CLOSE], where: {study: {year: {gte: 2015}, setting: {in: [INDOOR]}}}) { citation { permalink } } }`, ``},
		{`{ evidenceMatrix(phaseModel: "` + model + `", where: {study: {year: {gte: 2015}, setting: {in: [INDOOR]}}}) { citation { permalink } } }`, ``},
		{`{ evidenceMatrix(phaseModel: "` + graph.ID(&graph.PhaseModel{Key: model}) + `", where: {study: {year: {gte: 2015}, setting: {in: [INDOOR]}}}) { citation { permalink } } }`, ``},
	} {
		if got := permalinkOf(t, curatedEngine(), c.query, c.variables); got != want {
			t.Errorf("%s %s\n got %s\nwant %s", c.query, c.variables, got, want)
		}
	}
}

func TestOtherQuestionsHaveOtherPermalinks(t *testing.T) {
	seen := map[string]string{}
	for _, query := range []string{
		`{ evidenceMatrix { citation { permalink } } }`,
		`{ evidenceMatrix(rows: PHASE, columns: FACTOR) { citation { permalink } } }`,
		`{ evidenceMatrix(nonEmpty: true) { citation { permalink } } }`,
		`{ evidenceMatrix(mappings: [EXACT]) { citation { permalink } } }`,
		`{ evidenceMatrix(mappings: [EXACT, BROAD]) { citation { permalink } } }`,
		`{ evidenceMatrix(phaseModel: "` + modelKey(t, false) + `") { citation { permalink } } }`,
		`{ evidenceMatrix(where: {valence: {eq: HINDERING}}) { citation { permalink } } }`,
		`{ evidenceMatrix(where: {valence: {in: [HINDERING]}}) { citation { permalink } } }`,
		`{ evidenceMatrix(where: {AND: []}) { citation { permalink } } }`,
		`{ tally(by: [FACTOR, PHASE]) { citation { permalink } } }`,
		`{ tally(by: [PHASE, FACTOR]) { citation { permalink } } }`,
	} {
		link := permalinkOf(t, curatedEngine(), query, "")
		if seen[link] != "" {
			t.Errorf("%s and %s have the permalink %s", query, seen[link], link)
		}
		seen[link] = query
	}
}

func TestAPermalinkSurvivesBeingWrittenAndRead(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[A-Z_,&=%+?#/ ;.]{0,12}`))
	rapid.Check(t, func(t *rapid.T) {
		link := permalink{
			version: "v" + text.Draw(t, "version"), hash: "h" + text.Draw(t, "hash"), kind: "k" + text.Draw(t, "kind"), form: text.Draw(t, "form"),
		}
		for range rapid.IntRange(0, 5).Draw(t, "arguments") {
			name := "a" + text.Draw(t, "name")
			if !link.has(name) {
				link.arguments = append(link.arguments, pair{name, text.Draw(t, "value")})
			}
		}
		for _, base := range []string{"", "https://e.example", "https://e.example/cite/cite/x"} {
			got, failure := parsePermalink(base + link.String())
			if failure != nil || got.String() != link.String() || !slices.Equal(got.arguments, link.arguments) || got.version != link.version {
				t.Fatalf("%v\n got %#v\nwant %#v", failure, got, link)
			}
		}
	})
}

// The filter of a permalink means what was asked, whatever it holds.
func TestAnyFilterSurvivesAPermalink(t *testing.T) {
	e := curatedEngine()
	rapid.Check(t, func(t *rapid.T) {
		given := filterValues(3).Draw(t, "filter")
		coerced, err := coerceValue(e.catalog.types["FindingFilter"], asJSON(given), "")
		if err != nil {
			t.Fatal(err)
		}
		where := citedMatrix.arguments[4]
		written := where.write(coerced)
		read, ok := where.read(written)
		if !ok {
			t.Fatalf("%s cannot be read", written)
		}
		again, err := coerceValue(e.catalog.types["FindingFilter"], read, "")
		if err != nil {
			t.Fatal(err)
		}
		if d := difference("", coerced, again); d != "" || where.write(again) != written {
			t.Fatalf("%s\n%s\n%s", d, written, where.write(again))
		}
	})
}

// filterValues draws filters as JSON.
func filterValues(depth int) *rapid.Generator[map[string]any] {
	return rapid.Custom(func(t *rapid.T) map[string]any {
		out := map[string]any{}
		if rapid.Bool().Draw(t, "valence") {
			out["valence"] = map[string]any{"in": []any{"HINDERING", "FACILITATING"}[:rapid.IntRange(0, 2).Draw(t, "values")]}
		}
		if rapid.Bool().Draw(t, "study") {
			out["study"] = map[string]any{
				"title": map[string]any{"contains": rapid.String().Draw(t, "text")},
				"year":  map[string]any{"gte": rapid.IntRange(1900, 2100).Draw(t, "year")},
			}
		}
		if depth > 0 && rapid.Bool().Draw(t, "or") {
			out["OR"] = []any{filterValues(depth-1).Draw(t, "a"), filterValues(depth-1).Draw(t, "b")}
		}
		return out
	})
}

// asJSON gives a value as it comes over the wire.
func asJSON(v any) any {
	var out any
	if err := decodeJSON(canonicalJSON(v), &out); err != nil {
		panic(err)
	}
	return out
}

// longFilter is a question whose permalink has this many bytes more than a short one.
func longFilter(n int) string {
	return `{ evidenceMatrix(where: {study: {title: {contains: "` + strings.Repeat("x", n) + `"}}}) { citation { permalink } } }`
}

func TestAPermalinkIsAsLongAsAServerTakesAndNoLonger(t *testing.T) {
	e := curatedEngine()
	room := MaxPermalink - len(permalinkOf(t, e, longFilter(1), "")) + 1
	link := permalinkOf(t, e, longFilter(room), "")
	if len(link) != MaxPermalink {
		t.Fatalf("the longest permalink has %d bytes", len(link))
	}
	if a := read(t, e.Replay(t.Context(), link)); len(a.Errors) > 0 {
		t.Errorf("it is answered with %.300s", a.raw)
	}
	if a := read(t, e.Replay(t.Context(), "https://e.example"+link+"x")); len(a.Errors) != 1 || a.Errors[0].code() != string(fault.QueryTooComplex) || a.Errors[0].Extensions.Limit.Name != "permalinkBytes" {
		t.Errorf("one byte more is answered with %.300s", a.raw)
	}
	for _, field := range []string{"permalink", "text"} {
		a := ask(t, e, strings.Replace(longFilter(room+1), "{ permalink }", "{ release "+field+" }", 1), "")
		if len(a.Errors) != 1 || a.Errors[0].code() != string(fault.QueryTooComplex) || a.Errors[0].path() != `["evidenceMatrix","citation","`+field+`"]` || !strings.Contains(a.Errors[0].Message, "shorten the filter") {
			t.Errorf("a permalink of a byte too many is answered with %.300s", a.raw)
		}
	}
	// Only who asks for the permalink is told.
	a := ask(t, e, strings.Replace(longFilter(room+1), "{ permalink }", "{ release hash }", 1), "")
	if len(a.Errors) > 0 {
		t.Errorf("without the permalink, the answer is %.300s", a.raw)
	}
}

func FuzzPermalink(f *testing.F) {
	for _, seed := range []string{
		"", "/cite/", "/cite/1/2/matrix?v=1", "https://e.example/base/cite/1.0.0/" + strings.Repeat("0a", 32) + "/tally?v=1&by=SETTING&phaseModel=&mappings=EXACT,CLOSE&where=%7B%22a%22:1%7D",
		"/cite/1/2/matrix?v=1&where={\"a\":[null,1e999]}&rows=%", "/cite/a%2Fb/%00/matrix?v=1&v=2", "/cite/1/2/tally?&&=", "?/cite/1/2/3", "/cite/1/2/3#?v=1",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		link, failure := parsePermalink(text)
		if failure != nil {
			if failure.Message == "" || strings.ContainsAny(failure.Message, "\r\n") || failure.Code == fault.Internal {
				t.Fatalf("%q is refused with %v", text, failure)
			}
			return
		}
		written := link.String()
		again, failure := parsePermalink(written)
		if len(written) > MaxPermalink { // what was not escaped is longer when it is
			return
		}
		if failure != nil || again.String() != written {
			t.Fatalf("%q becomes %q, and that %v %q", text, written, failure, again.String())
		}
		if _, _, failure := question(link); failure != nil && (failure.Code == fault.Internal || strings.ContainsAny(failure.Message, "\r\n")) {
			t.Fatalf("%q is answered with %v", text, failure)
		}
	})
}
