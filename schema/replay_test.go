package schema

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/exchange/citation"
	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/schema/fault"
	"github.com/exitgraph/exitgraph/seed"
)

// citedQuestions are asked of the built-in data, and their permalinks kept.
var citedQuestions = []string{
	`evidenceMatrix`,
	`evidenceMatrix(rows: PHASE, columns: FACTOR_LEVEL)`,
	`evidenceMatrix(rows: FACTOR_LEVEL, columns: SETTING, nonEmpty: true)`,
	`evidenceMatrix(rows: FACTOR, columns: COUNTRY, nonEmpty: true, where: {study: {definitionScope: {eq: TRAFFICKING}}})`,
	`evidenceMatrix(mappings: [EXACT, CLOSE, BROAD, NARROW], where: {valence: {in: [HINDERING, AMBIVALENT]}})`,
	`evidenceMatrix(rows: VALENCE, columns: LIFE_STAGE, where: {OR: [{factor: {label: {contains: "FAMIGLIA"}}}, {study: {title: {contains: "é & 50%+\\"}}}]})`,
	`tally(by: [TRAFFICKING_SCOPE, VALENCE])`,
	`tally(by: [FACTOR], where: {OR: [{report: {language: {eq: "it"}}}, {NOT: {study: {isNull: false}}}]})`,
	`tally(by: [COUNTRY, DESIGN, LIFE_STAGE], where: {study: {year: {gte: 2010, lte: 2020}}})`,
	`tally(by: [STUDY], where: {status: {in: [WITHDRAWN, SUPERSEDED, CURRENT]}})`,
}

// Permalinks that were given out must go on being answered with the same bytes. The
// file holds the hash and the length of each answer; a change of the data, and of
// nothing else, gives new permalinks.
func TestPermalinksOfTheBuiltInDataAreAnsweredWithTheSameBytes(t *testing.T) {
	e := curatedEngine()
	var lines strings.Builder
	for _, question := range citedQuestions {
		link := permalinkOf(t, e, "{ "+question+" { citation { permalink } } }", "")
		resp := e.Replay(t.Context(), link)
		if len(resp.Errors) > 0 {
			t.Fatalf("%s: %v", link, resp.Errors[0])
		}
		sum := sha256.Sum256(resp.Body.Bytes())
		fmt.Fprintf(&lines, "%s %d %s\n", hex.EncodeToString(sum[:]), resp.Body.Len(), link)
	}
	golden(t, "permalinks.txt", lines.String())
	golden(t, "permalink.json", e.Replay(t.Context(), permalinkOf(t, e, "{ "+citedQuestions[2]+" { citation { permalink } } }", "")).Body.String())
}

// A form is never changed once permalinks name it: the next one gets a new number.
func TestFormsOfReplayAreAsTheyWerePublished(t *testing.T) {
	published := map[string]string{
		"matrix 1": "2c981747e3f0d0d3dbe15f81941e6f64adefb65423f2bc06822ef2386731ed4f",
		"tally 1":  "a5cd6bcde29032a69ae86a2c89f0edec7644ff3a1fd3d27a0061b1c7ca4f8a4a",
	}
	for _, c := range citables {
		for form, text := range c.forms {
			sum := sha256.Sum256([]byte(text))
			if got, want := hex.EncodeToString(sum[:]), published[c.kind+" "+form]; got != want {
				t.Errorf("form %s of %s has the hash %s, and was published with %q", form, c.kind, got, want)
			}
		}
		if c.forms[c.newest] == "" {
			t.Errorf("%s has no form %s", c.kind, c.newest)
		}
	}
}

// The replay says the same as the question, asked in full, with its arguments
// written into the document.
func TestAReplayIsTheAnswerToTheQuestionAsItWasAsked(t *testing.T) {
	for name, e := range map[string]*Engine{"built-in": curatedEngine(), "generated": engineOver(t, generated(t, 7, storetest.Small))} {
		for _, question := range citedQuestions {
			link := permalinkOf(t, e, "{ "+question+" { citation { permalink } } }", "")
			replayed := read(t, e.Replay(t.Context(), link))
			form := matrixForm1
			if strings.HasPrefix(question, "tally") {
				form = tallyForm1
			}
			_, behind, _ := strings.Cut(form, "where: $where")
			_, selection, _ := strings.Cut(behind, "{")
			asked := ask(t, e, "{ release { name version date hash license } "+question+" {"+selection, "")
			if len(asked.Errors) > 0 || asked.dataOf(t) != replayed.dataOf(t) {
				t.Errorf("%s, %s\nasked    %.300s\nreplayed %.300s", name, question, asked.raw, replayed.raw)
			}
			if want := `{"data":` + asked.dataOf(t) + "}\n"; replayed.raw != want {
				t.Errorf("%s, %s: there is more in the answer than its data", name, question)
			}
		}
	}
}

// The order in which records are read changes no permalink and no byte of an answer.
func TestAPermalinkHoldsForTheSameDataInAnotherOrder(t *testing.T) {
	d, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	records := slices.Clone(d.Records)
	dice := rand.New(rand.NewPCG(1, 2))
	dice.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
	s, err := memstore.New(d.Release, records)
	if err != nil {
		t.Fatal(err)
	}
	other := engineOver(t, s)
	for _, question := range citedQuestions {
		link := permalinkOf(t, curatedEngine(), "{ "+question+" { citation { permalink } } }", "")
		if got := permalinkOf(t, other, "{ "+question+" { citation { permalink } } }", ""); got != link {
			t.Errorf("%s has the permalinks\n%s\n%s", question, link, got)
		}
		if a, b := curatedEngine().Replay(t.Context(), link), other.Replay(t.Context(), link); a.Body.String() != b.Body.String() {
			t.Errorf("%s has two answers", question)
		}
	}
}

func TestReplayRefusesDataThatIsNotWhatWasCited(t *testing.T) {
	link := permalinkOf(t, curatedEngine(), `{ tally(by: [SETTING]) { citation { permalink } } }`, "")
	same := engineOver(t, generated(t, 3, storetest.Small)) // release 1.0.0 as well
	for name, c := range map[string]struct {
		e    *Engine
		link string
		code fault.Code
		says string
	}{
		"another content under the same version": {same, link, fault.Conflict, "Release 1.0.0 has another content here than the permalink says"},
		"another version":                        {curatedEngine(), strings.Replace(link, "1.0.0", "1.0.1", 1), fault.NotFound, "ask a server that holds it, or load it"},
		"an altered hash":                        {curatedEngine(), alter(link), fault.Conflict, "check the address"},
	} {
		a := read(t, c.e.Replay(t.Context(), c.link))
		if len(a.Errors) != 1 || a.Errors[0].code() != string(c.code) || !strings.Contains(a.Errors[0].Message, c.says) || a.resp.Executed {
			t.Errorf("%s: %.400s", name, a.raw)
		}
	}
}

// alter changes one digit of the hash.
func alter(link string) string {
	parts := strings.Split(link, "/")
	first := "0"
	if parts[3][0] == '0' {
		first = "1"
	}
	parts[3] = first + parts[3][1:]
	return strings.Join(parts, "/")
}

// Half an answer is none: what was cited is the whole.
func TestAReplayThatFailsHasNoData(t *testing.T) {
	link := permalinkOf(t, curatedEngine(), `{ tally(by: [FACTOR]) { citation { permalink } } }`, "")
	for verb, code := range map[string]fault.Code{"tally": fault.Internal, "get": fault.Internal, "info": fault.Internal} {
		e := failing(t, func(called string, _ any) error {
			if called == verb {
				return errBoom
			}
			return nil
		})
		a := read(t, e.Replay(t.Context(), link))
		if len(a.Errors) == 0 || a.Errors[0].code() != string(code) || a.resp.Executed || strings.Contains(a.raw, errBoom.Error()) {
			t.Errorf("without %s: %.400s", verb, a.raw)
		}
	}
	e := failing(t, func(string, any) error { panic("boom") })
	if a := read(t, e.Replay(t.Context(), link)); len(a.Errors) == 0 || a.Errors[0].code() != string(fault.Internal) || a.resp.Executed {
		t.Errorf("with a panic: %.400s", a.raw)
	}
}

func TestACitationCostsOneCallWhateverItTells(t *testing.T) {
	e := curatedEngine()
	calls := func(query string) int { return ask(t, e, query, "").resp.Info.StoreCalls }
	bare := calls(`{ evidenceMatrix { total { findings } } }`)
	for _, fields := range []string{"hash", "permalink", "release hash permalink text", "text(style: RIS) other: text(style: BIBTEX)"} {
		if got := calls(`{ evidenceMatrix { total { findings } citation { ` + fields + ` } } }`); got > bare+1 {
			t.Errorf("%s needs %d calls, and without it %d", fields, got, bare)
		}
	}
	if one, all := calls(`{ reports(first: 1) { nodes { citation } } }`), calls(`{ reports(first: 90) { nodes { citation(style: RIS) } } }`); one != all || one != 1 {
		t.Errorf("references of one report need %d calls, of all %d", one, all)
	}
}

func TestReferencesAreServedInTheStyleAskedFor(t *testing.T) {
	e := curatedEngine()
	got, err := curated().Get(t.Context(), graph.Get{Keys: []string{"hickle-2017-report"}})
	if err != nil {
		t.Fatal(err)
	}
	item := citation.Report(got.Records[0].(*graph.Report))
	data := must(t, e, `query($s: CitationStyle, $none: CitationStyle) { report(key: "hickle-2017-report") { plain: citation none: citation(style: $none) given: citation(style: $s) ris: citation(style: RIS) } }`, `{"s": "BIBTEX"}`)
	for name, style := range map[string]citation.Style{"plain": citation.CSLJSON, "none": citation.CSLJSON, "given": citation.BibTeX, "ris": citation.RIS} {
		if got := dig(t, data, "report", name); got != item.Text(style) {
			t.Errorf("%s is %s", name, got)
		}
	}
	for _, c := range []struct{ query, variables, code string }{
		{`{ release { citation(style: null) } }`, ``, "GRAPHQL_VALIDATION_FAILED"},
		{`{ release { citation(style: APA) } }`, ``, "GRAPHQL_VALIDATION_FAILED"},
		{`query($s: CitationStyle) { release { citation(style: $s) } }`, `{"s": null}`, "BAD_USER_INPUT"},
		{`query($s: CitationStyle = RIS) { release { citation(style: $s) } }`, `{"s": null}`, "BAD_USER_INPUT"},
		{`query($s: CitationStyle!) { release { citation(style: $s) } }`, `{}`, "BAD_USER_INPUT"},
		{`query($s: String) { release { citation(style: $s) } }`, `{}`, "GRAPHQL_VALIDATION_FAILED"},
	} {
		a := ask(t, e, c.query, c.variables)
		if len(a.Errors) != 1 || a.Errors[0].code() != c.code || a.resp.Executed {
			t.Errorf("%s %s: %s", c.query, c.variables, a.raw)
		}
	}
	if data := must(t, e, `{ __type(name: "Report") { fields { name args { name defaultValue type { kind ofType { name } } } } } }`, ""); !strings.Contains(fmt.Sprint(data), "defaultValue:CSL_JSON") {
		t.Errorf("introspection shows no default: %v", data)
	}
}
