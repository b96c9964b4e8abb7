package citation_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/exchange/citation"
	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/internal/nodetest"
	"github.com/exitgraph/exitgraph/seed"
)

// written is a reference in one style.
type written struct {
	Style citation.Style `json:"style"`
	Text  string         `json:"text"`
}

// found is what an independent reader sees in one.
type found struct {
	Count   int
	Type    string
	Title   string
	Authors []string
	Year    int
	DOI     string
	URL     string
	Pages   string
	Printed string
}

// readBack lets the reader read each item in each style, in the order of Styles.
func readBack(t *testing.T, items []citation.Item) [][]found {
	t.Helper()
	var all []written
	for _, i := range items {
		for _, s := range citation.Styles() {
			all = append(all, written{s.Style, i.Text(s.Style)})
		}
	}
	stdin, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	var flat []found
	if err := json.Unmarshal(nodetest.Run(t, "testdata/readers.mjs", stdin), &flat); err != nil {
		t.Fatal(err)
	}
	if len(flat) != len(all) {
		t.Fatalf("%d references were read of %d", len(flat), len(all))
	}
	return slices.Collect(slices.Chunk(flat, len(citation.Styles())))
}

// builtin gives the references of every report of the built-in data, of the
// dataset and of an answer, with the authors as the data has them.
func builtin(t *testing.T) (items []citation.Item, authors [][]string) {
	t.Helper()
	data, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range data.Records {
		if r, ok := record.(*graph.Report); ok {
			items, authors = append(items, citation.Report(r)), append(authors, r.Authors)
		}
	}
	info := graph.Info{Release: data.Release, Hash: strings.Repeat("0f", 32)}
	answer := citation.Answer{
		Kind: "matrix", Title: "Evidence matrix: factor by phase", Filter: `{"factor":{"key":{"eq":"a{b}_%"}}}`, Digest: "01ab",
		Permalink: "https://e.example/cite/1.0.0/0f0f/matrix?v=1&rows=FACTOR&where=%7B%22a_b%22%3A%22%25%22%7D",
	}
	items = append(items, citation.Release(info), citation.Result(info, answer))
	return items, append(authors, nil, nil)
}

func TestIndependentReadersSeeTheSameReferenceInEveryStyle(t *testing.T) {
	items, authors := builtin(t)
	if len(items) < 90 {
		t.Fatalf("only %d references", len(items))
	}
	for i, read := range readBack(t, items) {
		item := items[i]
		for j, s := range citation.Styles() {
			got := read[j]
			got.Type, got.Printed, got.Pages = "", "", strings.ReplaceAll(got.Pages, "--", "-")
			want := found{Count: 1, Title: item.Title, Authors: authors[i], Year: item.Year, DOI: item.DOI, URL: item.URL, Pages: item.Pages}
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%s in %s is read as\n     %v\nwant %v\n%s", item.Key, s.Style, got, want, item.Text(s.Style))
			}
		}
		// The processor makes a list of literature of it, with the year where there is one.
		printed := read[0].Printed
		if printed == "" || item.Year > 0 && !strings.Contains(printed, strconv.Itoa(item.Year)) || item.Year == 0 && !strings.Contains(printed, "n.d.") {
			t.Errorf("%s is printed as %q", item.Key, printed)
		}
	}
}

func TestReadersAgreeOnTheTypeOfEachKindOfReport(t *testing.T) {
	kinds := graph.VocabReportKind.Names()
	var items []citation.Item
	for _, kind := range kinds {
		items = append(items, citation.Report(&graph.Report{Key: "k", Kind: graph.ReportKind(kind), Title: "A title", Container: "Somewhere", Year: 2020}))
	}
	// In the order of Styles. BibTeX knows no magazines and has misc for the rest.
	want := map[string][3]string{
		"ARTICLE": {"article-journal", "article-journal", "article-journal"}, "REVIEW": {"article-journal", "article-journal", "article-journal"},
		"THESIS": {"thesis", "thesis", "thesis"}, "BOOK_CHAPTER": {"chapter", "chapter", "chapter"},
		"REPORT": {"report", "report", "report"}, "PROGRAMME_EVALUATION": {"report", "report", "report"},
		"CONFERENCE_PAPER": {"paper-conference", "paper-conference", "paper-conference"},
		"JOURNALISM":       {"article-magazine", "article-magazine", "article-journal"}, "OTHER": {"document", "document", "document"},
	}
	for i, read := range readBack(t, items) {
		if got := [3]string{read[0].Type, read[1].Type, read[2].Type}; got != want[kinds[i]] {
			t.Errorf("%s is read as %v, want %v", kinds[i], got, want[kinds[i]])
		}
	}
}

// What people could put into a dataset of their own.
func TestHostileTextsBreakNoReader(t *testing.T) {
	texts := []string{
		`{`, `}`, `}}}`, `{{{`, `\`, `\\`, `\}`, `a}, author = {x`, `%`, `50% of all`, `# _ & $ ~ ^`, `$x$`, `"`, `'`, `@article{x,`,
		"a\nER  - \nTY  - BOOK", "a\r\nTI  - b", "a\u2028b", "a\u0085b", "tab\tand\vmore", "\u202eright to left", "\u200fשלום", "a\x00b", "a\xffb",
		strings.Repeat("long ", 2000) + "end", strings.Repeat("{", 300), "<b>bold</b> & <i>", `{"json": [1]}`, "Straße, ÉCOLE, İstanbul", "日本語", "a  b   c", "NaN", "null", "and", "A and B", "x, y, z", "=", "--",
	}
	var items []citation.Item
	for i, text := range texts {
		items = append(items,
			citation.Report(&graph.Report{Key: "title-" + strconv.Itoa(i), Kind: "ARTICLE", Title: "A " + text + " z", Container: "B " + text + " z", Volume: text, Notes: text, Authors: []string{"Name B."}, Year: 2020}),
			citation.Report(&graph.Report{Key: "author-" + strconv.Itoa(i), Kind: "REPORT", Title: "A title", Container: text, Authors: []string{"A" + text + "z", "B" + text + "z C. D.", "Last N."}}),
		)
	}
	for i, read := range readBack(t, items) {
		for j, s := range citation.Styles() {
			got, item := read[j], items[i]
			if got.Count != 1 || len(got.Authors) != len(item.Authors) || got.Authors[len(got.Authors)-1] != map[bool]string{true: "Name B.", false: "Last N."}[i%2 == 0] {
				t.Errorf("%s in %s is read as %.400s\n%.300q", item.Key, s.Style, fmt.Sprint(got), item.Text(s.Style))
				continue
			}
			if got.Title != item.Title {
				t.Errorf("%s in %s has the title %.200q, want %.200q", item.Key, s.Style, got.Title, item.Title)
			}
		}
	}
}
