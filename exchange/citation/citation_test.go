package citation_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/exchange/citation"
	"github.com/exitgraph/exitgraph/graph"
)

var article = &graph.Report{
	Key: "rossi-2020-report", Kind: "ARTICLE", Authors: []string{"Rossi M.-L. G.", "van der Heide R.", "UNICRI"}, Year: 2020,
	Title: "Leaving: 50% of women in Nepal & the U.S.", Container: "Gender Issues", Volume: "35", Issue: "2", Pages: "98-112",
	DOI: "10.1007/s12147_017", URL: "https://doi.org/10.1007/s12147_017", Language: "en", Notes: "Seen in part.",
}

func TestAReportIsWrittenInEachStyle(t *testing.T) {
	for style, want := range map[citation.Style]string{
		citation.CSLJSON: `{"id":"rossi-2020-report","type":"article-journal","author":[{"family":"Rossi","given":"M.-L. G."},` +
			`{"family":"Heide","non-dropping-particle":"van der","given":"R."},{"literal":"UNICRI"}],"issued":{"date-parts":[[2020]]},` +
			`"title":"Leaving: 50% of women in Nepal & the U.S.","container-title":"Gender Issues","volume":"35","issue":"2","page":"98-112",` +
			`"DOI":"10.1007/s12147_017","URL":"https://doi.org/10.1007/s12147_017","language":"en","note":"Seen in part."}`,
		citation.RIS: strings.ReplaceAll(`TY  - JOUR
ID  - rossi-2020-report
AU  - Rossi, M.-L. G.
AU  - van der Heide, R.
AU  - UNICRI
PY  - 2020
TI  - Leaving: 50% of women in Nepal & the U.S.
T2  - Gender Issues
JO  - Gender Issues
VL  - 35
IS  - 2
SP  - 98
EP  - 112
DO  - 10.1007/s12147_017
UR  - https://doi.org/10.1007/s12147_017
LA  - en
N1  - Seen in part.
ER  - 
`, "\n", "\r\n"),
		citation.BibTeX: `@article{rossi-2020-report,
  author = {Rossi, M.-L. G. and van der Heide, R. and {UNICRI}},
  title = {Leaving: 50\% of women in {Nepal} \& the {U.S}.},
  year = {2020},
  journal = {Gender Issues},
  volume = {35},
  number = {2},
  pages = {98--112},
  doi = {10.1007/s12147_017},
  url = {https://doi.org/10.1007/s12147_017},
  langid = {english},
  annote = {Seen in part.}
}
`,
	} {
		if got := citation.Report(article).Text(style); got != want {
			t.Errorf("%s\n got %s\nwant %s", style, got, want)
		}
	}
}

func TestWhatIsNotRecordedIsLeftOut(t *testing.T) {
	r := &graph.Report{Key: "unknown", Kind: "OTHER", Title: "[Thesis on protection; title not recorded]"}
	for style, want := range map[citation.Style]string{
		citation.CSLJSON: `{"id":"unknown","type":"document","title":"[Thesis on protection; title not recorded]"}`,
		citation.RIS:     "TY  - GEN\r\nID  - unknown\r\nTI  - [Thesis on protection; title not recorded]\r\nER  - \r\n",
		citation.BibTeX:  "@misc{unknown,\n  title = {[Thesis on protection; title not recorded]}\n}\n",
	} {
		if got := citation.Report(r).Text(style); got != want {
			t.Errorf("%s\n got %q\nwant %q", style, got, want)
		}
	}
}

func TestAThesisHasItsSchoolAndItsDegreeWhereTheyAreToldApart(t *testing.T) {
	for container, want := range map[string][3]string{ // entry, type and school in BibTeX
		"PhD dissertation, Arizona State University":                     {"phdthesis", "PhD dissertation", "Arizona State University"},
		"Master's thesis, University of Manitoba":                        {"mastersthesis", "Master's thesis", "University of Manitoba"},
		"MSc thesis, University of Amsterdam":                            {"mastersthesis", "MSc thesis", "University of Amsterdam"},
		"Thesis, University of Turin":                                    {"phdthesis", "Thesis", "University of Turin"},
		"University of Valencia":                                         {"phdthesis", "Thesis", "University of Valencia"},
		"PhD thesis in Sociology, Organizations and Cultures, Cattolica": {"phdthesis", "Thesis", "{PhD thesis in Sociology, Organizations and Cultures, Cattolica}"},
	} {
		got := citation.Report(&graph.Report{Key: "t", Kind: "THESIS", Title: "A", Container: container}).Text(citation.BibTeX)
		for _, line := range []string{"@" + want[0] + "{t,", "  type = {" + want[1] + "},", "  school = {" + want[2] + "}\n"} {
			if !strings.Contains(got, line) {
				t.Errorf("%s lacks %q:\n%s", container, line, got)
			}
		}
	}
}

func TestNamesAreFamilyAndInitialsOrStayWhole(t *testing.T) {
	for recorded, want := range map[string]string{
		"Hickle K. E.":             `{"family":"Hickle","given":"K. E."}`,
		"Fuchs Ebaugh H. R.":       `{"family":"Fuchs Ebaugh","given":"H. R."}`,
		"Månsson S.-A.":            `{"family":"Månsson","given":"S.-A."}`,
		"Lessard É.":               `{"family":"Lessard","given":"É."}`,
		"Zúquete J. G. P. E. S.":   `{"family":"Zúquete","given":"J. G. P. E. S."}`,
		"KC R.":                    `{"family":"KC","given":"R."}`,
		"del Prado A.":             `{"family":"Prado","non-dropping-particle":"del","given":"A."}`,
		"O'Brien J. E.":            `{"family":"O'Brien","given":"J. E."}`,
		"UNICRI":                   `{"literal":"UNICRI"}`,
		"InterVal GmbH":            `{"literal":"InterVal GmbH"}`,
		"  Spaced \n Out  A. ":     `{"family":"Spaced Out","given":"A."}`,
		"Cooperazione italiana":    `{"literal":"Cooperazione italiana"}`,
		"U.S. Department of State": `{"literal":"U.S. Department of State"}`,
	} {
		got := citation.Report(&graph.Report{Key: "k", Kind: "REPORT", Title: "A", Authors: []string{recorded}}).Text(citation.CSLJSON)
		if !strings.Contains(got, `"author":[`+want+`]`) {
			t.Errorf("%q becomes %s", recorded, got)
		}
	}
}

func TestAReleaseAndAnAnswerAreCitedWithWhatBringsThemBack(t *testing.T) {
	info := graph.Info{Hash: "abc123", Release: graph.Release{Name: "set", Title: "A dataset", Version: "1.2.0", Date: "2026-11-21", License: "CC-BY-4.0"}}
	if got, want := citation.Release(info).Text(citation.CSLJSON), `{"id":"set-1.2.0","type":"dataset","issued":{"date-parts":[[2026,11,21]]},"title":"A dataset","version":"1.2.0","note":"Licence CC-BY-4.0; SHA-256 of the content abc123."}`; got != want {
		t.Errorf("got %s", got)
	}
	answer := citation.Answer{Kind: "tally", Title: "Tally by setting", Filter: "{}", Permalink: "/cite/1.2.0/abc123/tally?v=1", Digest: "9f"}
	got := citation.Result(info, answer).Text(citation.BibTeX)
	for _, want := range []string{"@misc{set-1.2.0-tally-9f,", "title = {Tally by setting}", "howpublished = {A dataset}", "version = {1.2.0}", "month = nov,", "abc123. Permalink: /cite/1.2.0/abc123/tally?v=1}"} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "Only findings") || strings.Contains(got, "url =") {
		t.Errorf("an answer without a filter and without an address:\n%s", got)
	}
	answer.Permalink, answer.Filter = "https://e.example/cite/1.2.0/abc123/tally?v=1", `{"a":1}`
	got = citation.Result(info, answer).Text(citation.RIS)
	for _, want := range []string{"TY  - DATA\r\n", "T2  - A dataset\r\n", "UR  - https://e.example/cite/1.2.0/abc123/tally?v=1\r\n", `Only findings that meet {"a":1}.`, "DA  - 2026/11/21\r\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %q in\n%s", want, got)
		}
	}
}

func TestAnUnknownStyleHasNoText(t *testing.T) {
	if got := citation.Report(article).Text("APA"); got != "" {
		t.Errorf("got %q", got)
	}
}

var risLine = regexp.MustCompile(`^[A-Z][A-Z0-9]  - .*$`)

// Whatever the texts, the form of each format holds.
func TestNoTextBreaksTheFormOfAReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[{}\\%\n\r@, andAB.=~]{0,30}`), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }))
		r := &graph.Report{
			Key: text.Draw(t, "key"), Kind: graph.ReportKind(rapid.SampledFrom(graph.VocabReportKind.Names()).Draw(t, "kind")),
			Authors: rapid.SliceOfN(text, 0, 3).Draw(t, "authors"), Year: rapid.IntRange(0, 2100).Draw(t, "year"),
			Title: text.Draw(t, "title"), Container: text.Draw(t, "container"), Volume: text.Draw(t, "volume"), Issue: text.Draw(t, "issue"),
			Pages: text.Draw(t, "pages"), DOI: text.Draw(t, "doi"), URL: text.Draw(t, "url"), Language: text.Draw(t, "language"), Notes: text.Draw(t, "notes"),
		}
		item := citation.Report(r)
		checkCSL(t, item.Text(citation.CSLJSON))
		checkRIS(t, item.Text(citation.RIS))
		checkBibTeX(t, item.Text(citation.BibTeX))
	})
}

// cslVariables are those of the schema csl-data.json that we write, with the sort of
// their values; cslTypes are its types that we use.
var (
	cslVariables = map[string]string{
		"id": "string", "type": "string", "title": "string", "container-title": "string", "event-title": "string", "volume": "string", "issue": "string", "page": "string",
		"genre": "string", "publisher": "string", "version": "string", "DOI": "string", "URL": "string", "language": "string", "note": "string",
		"author": "[]interface {}", "issued": "map[string]interface {}",
	}
	cslTypes = []string{"article-journal", "article-magazine", "chapter", "paper-conference", "thesis", "report", "document", "dataset"}
)

func checkCSL(t *rapid.T, text string) {
	var item map[string]any
	if err := json.Unmarshal([]byte(text), &item); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	for name, value := range item {
		if got := fmt.Sprintf("%T", value); got != cslVariables[name] {
			t.Fatalf("%s is a %s, and the schema wants %q: %s", name, got, cslVariables[name], text)
		}
	}
	if kind, _ := item["type"].(string); !slices.Contains(cslTypes, kind) || item["id"] == "" {
		t.Fatalf("no type or no id: %s", text)
	}
}

func checkRIS(t *rapid.T, text string) {
	lines := strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n")
	for i, l := range lines {
		if !risLine.MatchString(l) || strings.ContainsAny(l, "\r\n") {
			t.Fatalf("line %q", l)
		}
		if tag := l[:2]; (tag == "TY") != (i == 0) || (tag == "ER") != (i == len(lines)-1) {
			t.Fatalf("%s stands at line %d of %d", tag, i+1, len(lines))
		}
	}
	if !strings.HasSuffix(text, "\r\nER  - \r\n") {
		t.Fatalf("the record ends with %q", text)
	}
}

// checkBibTeX counts braces as BibTeX does, which heeds no backslash.
func checkBibTeX(t *rapid.T, text string) {
	depth := 0
	for i, r := range text {
		switch r {
		case '{':
			depth++
		case '}':
			depth--
		}
		if (depth == 0) != (i < strings.IndexByte(text, '{') || i >= len(text)-2) {
			t.Fatalf("the entry ends at byte %d:\n%s", i, text)
		}
	}
	if depth != 0 || !utf8.ValidString(text) || !strings.HasPrefix(text, "@") {
		t.Fatalf("%d braces are open:\n%s", depth, text)
	}
}
