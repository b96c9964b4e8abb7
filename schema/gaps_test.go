package schema

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/evidence/literature"
	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// keysByCell lists the keys of the findings of each cell of a matrix, by the keys of
// its row and its column.
func keysByCell(t *testing.T, e *Engine, arguments string) map[[2]string][]string {
	t.Helper()
	data := must(t, e, `{ evidenceMatrix(`+arguments+`) { cells { row { key } column { key } findings(first: 100) { nodes { key } pageInfo { hasNextPage } } } } }`, "")
	out := map[[2]string][]string{}
	for _, c := range dig(t, data, "evidenceMatrix", "cells").([]any) {
		if dig(t, c, "findings", "pageInfo", "hasNextPage").(bool) {
			t.Fatal("a cell holds more findings than the test reads")
		}
		at := [2]string{dig(t, c, "row", "key").(string), dig(t, c, "column", "key").(string)}
		for _, f := range dig(t, c, "findings", "nodes").([]any) {
			out[at] = append(out[at], dig(t, f, "key").(string))
		}
	}
	return out
}

// wheresOfGaps are filters of every form that a document may have to repeat.
var wheresOfGaps = []string{
	`{}`,
	`{study: {setting: {in: [INDOOR, OUTDOOR]}}}`,
	`{NOT: {locator: {contains: "\"p. 3\" \\ of é"}}, AND: [], OR: [{confidence: {eq: HIGH}}, {extractionBasis: {in: [ABSTRACT, SECONDARY_REVIEW]}}]}`,
	`{study: {year: {gte: 2000, lt: 2024}, isNull: false}, samples: {some: {countriesOfStudy: {isEmpty: false}}, none: {informant: {eq: PRACTITIONER}}}}`,
	`{status: {in: [CURRENT, WITHDRAWN]}, phase: {isNull: null}, factor: {AND: [{key: {in: ["family", "factor-1", "factor-2"]}}]}}`,
	`{NOT: {phase: {key: {in: ["baker-awareness", "phase-1-1"]}}}, supersededBy: {isNull: true}}`,
}

// gapsAsked is a question for gaps of which every document is run.
type gapsAsked struct {
	engine      *Engine
	axes        [2]string
	model       string // "" for the default
	where       string
	inCell      map[[2]string][]string // keys of findings
	besidePhase int                    // which axis stands beside that of phases
	all         map[[2]string][]string // keys of findings by the value beside the phases, placed or not
}

func (q *gapsAsked) arguments() string {
	out := fmt.Sprintf("rows: %s, columns: %s, where: %s", q.axes[0], q.axes[1], q.where)
	if q.model != "" {
		out += fmt.Sprintf(", phaseModel: %q", q.model)
	}
	return out
}

// unplaced lists the keys of findings with a value beside the phases that stand in
// none of the cells.
func (q *gapsAsked) unplaced(value string) []string {
	var out, placed []string
	for at, keys := range q.inCell {
		if at[q.besidePhase] == value {
			placed = append(placed, keys...)
		}
	}
	for at, keys := range q.all {
		if at[0] == value {
			out = append(out, keys...)
		}
	}
	return slices.DeleteFunc(out, func(key string) bool { return slices.Contains(placed, key) })
}

// run runs the documents of all gaps and says how many list a cell and how many list
// what stands in no phase.
func (q *gapsAsked) run(t *testing.T) (thin, unplaced int) {
	t.Helper()
	q.inCell = keysByCell(t, q.engine, q.arguments())
	if q.axes[0] == "PHASE" {
		q.besidePhase = 1
	}
	if slices.Contains(q.axes[:], "PHASE") {
		q.all = keysByCell(t, q.engine, fmt.Sprintf("rows: %s, columns: FACTOR, where: %s, nonEmpty: true", q.axes[q.besidePhase], q.where))
	}
	data := must(t, q.engine, `{ gaps(`+q.arguments()+`) { row { key } column { key } kinds nextQuery literatureSearch } }`, "")
	for _, g := range dig(t, data, "gaps").([]any) {
		at := [2]string{dig(t, g, "row", "key").(string), dig(t, g, "column", "key").(string)}
		next := dig(t, g, "nextQuery").(string)
		kinds := dig(t, g, "kinds").([]any)
		switch {
		case slices.Contains(kinds, any("NOT_PLACED_IN_A_PHASE")):
			q.compare(t, next, q.unplaced(at[q.besidePhase]))
			unplaced++
		case !slices.Contains(kinds, any("NO_EVIDENCE")):
			q.compare(t, next, q.inCell[at])
			thin++
		case next != dig(t, g, "literatureSearch"):
			t.Errorf("%s: an empty cell suggests %s", q.arguments(), next)
		}
	}
	return thin, unplaced
}

// compare runs a document and compares what it lists.
func (q *gapsAsked) compare(t *testing.T, document string, want []string) {
	t.Helper()
	var got []string
	for _, f := range dig(t, must(t, q.engine, document, ""), "findings", "nodes").([]any) {
		got = append(got, dig(t, f, "key").(string))
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) || len(want) == 0 {
		t.Fatalf("%s: %s\nlists %v, want %v", q.arguments(), document, got, want)
	}
}

func TestDocumentsOfGapsListExactlyWhatIsThere(t *testing.T) {
	small := engineOver(t, generated(t, storetest.Seed(t, 8), storetest.Size{Studies: 10, Factors: 6, Findings: 60}))
	thin, unplaced := 0, 0
	for i, where := range wheresOfGaps {
		for j, axes := range [][2]string{
			{"FACTOR", "PHASE"}, {"PHASE", "TRAFFICKING_SCOPE"}, {"FACTOR", "COUNTRY"}, {"LANGUAGE", "YEAR"}, {"ENTRY_STAGE", "YEAR"}, {"YEAR", "LIFE_STAGE"},
		} {
			// Each filter with each pair on one of the two, and half of them in another model.
			q := &gapsAsked{engine: curatedEngine(), model: []string{"", "transtheoretical"}[i/2%2], axes: axes, where: where}
			if (i+j)%2 == 0 {
				q.engine, q.model = small, []string{"", "model-0"}[i/2%2]
			}
			more, unplacedMore := q.run(t)
			thin, unplaced = thin+more, unplaced+unplacedMore
		}
	}
	if thin < 100 || unplaced < 100 {
		t.Errorf("%d documents of thin cells and %d of unplaced findings were run, which proves too little", thin, unplaced)
	}
}

func TestSearchesForLiteratureAreWellFormed(t *testing.T) {
	for axes, spoken := range map[string]int{ // how many of the two values have words
		"": 2, "(rows: FACTOR_LEVEL, columns: SETTING)": 2, "(rows: COUNTRY, columns: DESIGN)": 2, "(rows: COUNTRY, columns: LANGUAGE)": 1,
		"(rows: YEAR, columns: LANGUAGE)": 0, "(rows: FACTOR, columns: PHASE, phaseModel: \"transtheoretical\")": 2, "(rows: INFORMANT, columns: LIFE_STAGE)": 2,
	} {
		data := must(t, curatedEngine(), `{ gaps`+axes+` { literatureSearch } }`, "")
		for _, g := range dig(t, data, "gaps").([]any) {
			s := dig(t, g, "literatureSearch").(string)
			if fault := searchFault(s, spoken); fault != "" {
				t.Fatalf("%s: %s", fault, s)
			}
		}
	}
}

// The word for a language or the number of a year in a text says nothing of the
// language or the year of a publication.
func TestSearchesForLiteratureDoNotTakeLanguagesAndYearsForWords(t *testing.T) {
	all := ""
	for _, columns := range []string{"LANGUAGE", "YEAR"} {
		data := must(t, curatedEngine(), `{ gaps(rows: DESIGN, columns: `+columns+`) { row { key } literatureSearch } }`, "")
		searches := map[string]string{} // by row
		for _, g := range dig(t, data, "gaps").([]any) {
			row, s := dig(t, g, "row", "key").(string), dig(t, g, "literatureSearch").(string)
			if searches[row] != "" && searches[row] != s {
				t.Errorf("the search for %s depends on its %s: %s", row, columns, s)
			}
			searches[row] = s
			all += s
		}
	}
	if !strings.Contains(all, "qualitative") {
		t.Errorf("no search speaks of a design: %s", all)
	}
}

func TestSearchesForAnyNameAreWellFormed(t *testing.T) {
	words := []string{"and", "or", "of", "the", "not", "near", "people", "Debt", "after", "-", "'", "\"", "(x)", "a*b", "fede", "e", "l'uscita", "re-entry", ",", "/", "&", "ò", "high"}
	sought := func(t *rapid.T, label string) literature.Words {
		name := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 8).Draw(t, label), " ")
		return literature.WordsOf(literature.Sought{
			Value: evidence.Value{Dimension: graph.DimFactor, Key: "x"}, Name: graph.Text{{Lang: "en", Value: name}, {Lang: "it", Value: name}},
		})
	}
	other := literature.WordsOf(literature.Sought{Value: evidence.Value{Dimension: graph.DimSetting, Key: "INDOOR"}})
	rapid.Check(t, func(t *rapid.T) {
		if row := sought(t, "name"); row != "" {
			if fault := searchFault(literature.Search(row, other), 2); fault != "" {
				t.Fatalf("%s: %s", fault, row)
			}
		}
	})
}

// A search is made of phrases in quotes, brackets, and words.
var searchParts = regexp.MustCompile(`"[^"()*?:]+"|[()]|[^\s"()]+`)

// searchFault says why a database would not take a search as it is meant; "" where
// it would.
func searchFault(s string, spoken int) string {
	if strings.Join(strings.Fields(searchParts.ReplaceAllString(s, "")), "") != "" {
		return "a phrase stays open or holds a sign that means something"
	}
	if len(strings.Split(s, " AND ")) < 2+spoken {
		return "it does not speak of the subject, of leaving and of the values"
	}
	depth, term := 0, false // whether a term stands before
	for _, part := range searchParts.FindAllString(s, -1) {
		operator := part == "AND" || part == "OR"
		if term != (operator || part == ")") {
			return "two terms stand side by side, or an operator without one, at " + part
		}
		switch {
		case part == "(":
			depth++
		case part == ")":
			depth--
		case operator:
			term = false
		case slices.Contains([]string{"and", "or", "not", "near"}, strings.ToLower(part)):
			return "a word would be read as an operator: " + part
		default:
			term = true
		}
		if depth < 0 {
			return "a bracket closes that was not opened"
		}
	}
	if depth != 0 || !term {
		return "a bracket stays open, or a term is missing at the end"
	}
	return ""
}

func TestGapsOfCellsAreThoseOfTheQuestion(t *testing.T) {
	e := curatedEngine()
	data := must(t, e, `{
		gaps { row { key } column { key } kinds }
		evidenceMatrix { cells { row { key } column { key } gaps } }
		factors(first: 200) { nodes { key byPhase { column { key } gaps } } }
		senseless: evidenceMatrix(rows: STUDY, columns: VALENCE) { cells { gaps } }
	}`, "")
	want := map[[2]string]any{}
	for _, g := range dig(t, data, "gaps").([]any) {
		want[[2]string{dig(t, g, "row", "key").(string), dig(t, g, "column", "key").(string)}] = dig(t, g, "kinds")
	}
	check := func(row, column string, got any) {
		t.Helper()
		wanted := want[[2]string{row, column}]
		if wanted == nil {
			wanted = []any{}
		}
		if fmt.Sprint(got) != fmt.Sprint(wanted) {
			t.Errorf("%s by %s has %v, want %v", row, column, got, wanted)
		}
	}
	cells := dig(t, data, "evidenceMatrix", "cells").([]any)
	for _, c := range cells {
		check(dig(t, c, "row", "key").(string), dig(t, c, "column", "key").(string), dig(t, c, "gaps"))
	}
	byPhase := 0
	for _, f := range dig(t, data, "factors", "nodes").([]any) {
		for _, c := range dig(t, f, "byPhase").([]any) {
			check(dig(t, f, "key").(string), dig(t, c, "column", "key").(string), dig(t, c, "gaps"))
			byPhase++
		}
	}
	if byPhase != len(cells) || len(want) == 0 {
		t.Errorf("%d cells by phase and %d in the matrix, %d gaps", byPhase, len(cells), len(want))
	}
	for _, c := range dig(t, data, "senseless", "cells").([]any) {
		if len(dig(t, c, "gaps").([]any)) > 0 {
			t.Fatal("a cell of axes that make no sense is a gap")
		}
	}
}

func TestGapsThatCannotBeToldAreRefusedWithTheirCode(t *testing.T) {
	for _, c := range []struct{ rule, arguments, code, says string }{
		{"a dimension twice", `rows: SETTING, columns: SETTING`, "BAD_USER_INPUT", "two different"},
		{"a factor by its level", `rows: FACTOR, columns: FACTOR_LEVEL`, "BAD_USER_INPUT", "one level"},
		{"studies", `rows: STUDY`, "BAD_USER_INPUT", "choose rows and columns among FACTOR, "},
		{"valences", `columns: VALENCE`, "BAD_USER_INPUT", "VALENCE"},
		{"an unknown model", `phaseModel: "nowhere"`, "NOT_FOUND", `"nowhere"`},
	} {
		a := ask(t, curatedEngine(), `{ gaps(`+c.arguments+`) { kinds } }`, "")
		if len(a.Errors) != 1 || a.Errors[0].code() != c.code || !strings.Contains(a.Errors[0].Message, c.says) {
			t.Errorf("%s: %s", c.rule, a.raw)
		}
	}
}

func TestGapsAskTheStoreForWhatTheDocumentSelectsOnly(t *testing.T) {
	for _, c := range []struct {
		query string
		calls int
	}{
		{`{ gaps { row { key } column { key } kinds counts { findings studies } notReported notExtracted nextQuery } }`, 10},
		{`{ gaps(kinds: [NO_EVIDENCE]) { row { key } } }`, 1},
		{`{ gaps(kinds: [NO_EVIDENCE]) { nextQuery literatureSearch row { label } } }`, 3},
		{`{ gaps(kinds: [ONE_STUDY]) { counts { studies samples } } }`, 1},
		{`{ gaps(kinds: []) { kinds } }`, 9},
		{`{ gaps(rows: null, columns: null, kinds: null) { kinds } }`, 9},
		{`{ evidenceMatrix { cells { counts { findings } gaps } } }`, 9},
		{`{ factors(first: 3) { nodes { byPhase { gaps } } } }`, 10},
		{`{ factors(first: 30) { nodes { byPhase { gaps } } } }`, 10},
	} {
		a := ask(t, curatedEngine(), c.query, "")
		if len(a.Errors) > 0 || a.resp.Info.StoreCalls != c.calls {
			t.Errorf("%d store calls, want %d: %s %v", a.resp.Info.StoreCalls, c.calls, c.query, a.Errors)
		}
	}
}

func TestKindsOfGapsAreEnumeratedAsTheEvidenceNamesThem(t *testing.T) {
	for i, k := range evidence.GapKindModels() {
		if int(k.Kind) != i || gapKinds([]string{k.Name}) != evidence.GapKindSet(k.Kind) {
			t.Errorf("%s is read as another kind", k.Name)
		}
	}
	if got := valueCondition(&evidence.Value{Dimension: graph.DimCountry, Key: "IT"}); got != `{samples: {some: {countriesOfStudy: {has: "IT"}}}}` {
		t.Errorf("the condition of a country is %s", got)
	}
}
