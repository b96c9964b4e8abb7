package docs_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template"
)

// The page of findings is written from docs/findings/findings.md.tmpl, whose prose
// asks for its numbers and tables, and says under which condition it is true. The
// numbers come from answers to the documents docs/findings/*.graphql.

// findingsPages are the pages with findings, by the template that each is written
// from. A page links to documents by the path that stands here.
var findingsPages = map[string]struct{ template, documents string }{
	"docs/findings.md": {"docs/findings/findings.md.tmpl", "findings/"},
	"README.md":        {"docs/findings/readme.md.tmpl", "docs/findings/"},
}

func TestTheFindingsAreThoseOfTheData(t *testing.T) {
	current(t, "docs/findings.md", writeFindings(t, "docs/findings.md"))
}

// writeAnswers prints findings within another page.
func writeAnswers(t *testing.T, page string, _ []string) string {
	t.Helper()
	return "\n" + writeFindings(t, page) + "\n"
}

// writeFindings executes the template of a page.
func writeFindings(t *testing.T, page string) string {
	t.Helper()
	from := findingsPages[page]
	if from.template == "" {
		t.Fatalf("%s has no template of findings", page)
	}
	functions := template.FuncMap{
		"answer": func(name string) (map[string]any, error) { return findingsAnswer(t, name) },
		"document": func(name string) string {
			return fmt.Sprintf("[%s.graphql](%s%s.graphql)", name, from.documents, name)
		},
		"require": require,
	}
	for _, more := range []template.FuncMap{findingsWords, findingsTables, findingsReading, findingsDisputed, findingsGaps} {
		maps.Copy(functions, more)
	}
	parsed, err := template.New("").Funcs(functions).Option("missingkey=error").Parse(read(t, from.template))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := parsed.Execute(&b, nil); err != nil {
		t.Fatalf("%s: %v", from.template, err)
	}
	return filled(emptyLines.ReplaceAllString(b.String(), "\n\n"))
}

var emptyLines = regexp.MustCompile(`\n{3,}`)

// require ends the writing of a page when what its prose says is not so any more.
func require(holds bool, prose string) (string, error) {
	if !holds {
		return "", fmt.Errorf("the data do not say %q any more: read them and write this part of the page anew", prose)
	}
	return "", nil
}

// findingsAnswer is the data of the answer to a document of docs/findings.
func findingsAnswer(t *testing.T, name string) (map[string]any, error) {
	t.Helper()
	answer := ask(t, read(t, "docs/findings/"+name+".graphql"), "")
	if len(answer.Errors) > 0 {
		return nil, fmt.Errorf("%s.graphql fails: %v", name, answer.Errors)
	}
	d := json.NewDecoder(bytes.NewReader(answer.Body.Bytes()))
	d.UseNumber()
	var body struct{ Data map[string]any }
	if err := d.Decode(&body); err != nil {
		return nil, err
	}
	return withNumbers(body.Data).(map[string]any), nil
}

// withNumbers makes whole numbers int and others float64, so that templates can
// compare them.
func withNumbers(v any) any {
	switch v := v.(type) {
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return int(n)
		}
		f, err := v.Float64()
		if err != nil {
			panic(err) // a decoder gave it
		}
		return f
	case []any:
		for i := range v {
			v[i] = withNumbers(v[i])
		}
	case map[string]any:
		for name := range v {
			v[name] = withNumbers(v[name])
		}
	}
	return v
}

// findingsDocuments lists the names of the documents in docs/findings.
func findingsDocuments(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob("findings/*.graphql")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, name := range found {
		names = append(names, strings.TrimSuffix(filepath.Base(name), ".graphql"))
	}
	if len(names) < 3 {
		t.Fatalf("only %d documents of findings were found", len(names))
	}
	return names
}

var (
	action    = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	comment   = regexp.MustCompile(`(?s)<!--.*?-->`)
	linkEnd   = regexp.MustCompile(`\]\([^)]*\)`)
	yearAfter = regexp.MustCompile(`\b[A-Z]\p{L}+ (19|20)\d\d\b`) // as in "Ferrari 2021"
	// numeral finds a number in prose. "One" is left out: it is mostly no number.
	numeral = regexp.MustCompile(`(?i)\d|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|dozens?|half|hundreds?|twice)\b`)
)

func TestNoNumberOfTheFindingsIsWrittenByHand(t *testing.T) {
	for _, page := range findingsPages {
		text := comment.ReplaceAllString(read(t, page.template), "")
		text = linkEnd.ReplaceAllString(fence.ReplaceAllString(action.ReplaceAllString(text, ""), ""), "]")
		text = yearAfter.ReplaceAllString(text, "")
		for line := range strings.Lines(text) {
			if found := numeral.FindString(line); found != "" {
				t.Errorf("%s has the number %q in its prose, where no document stands behind it: %s", page.template, found, strings.TrimSpace(line))
			}
		}
	}
}

var (
	asked = regexp.MustCompile(`\{\{-? ?\$([a-zA-Z]+) :?= answer "([a-z-]+)"`)
	named = regexp.MustCompile(`\{\{document "([a-z-]+)"\}\}`)
	used  = regexp.MustCompile(`\$([a-zA-Z]+)`)
)

// TestEverySectionOfTheFindingsNamesItsDocuments holds what makes a number
// checkable: under the heading where it stands, a link to the document behind it.
func TestEverySectionOfTheFindingsNamesItsDocuments(t *testing.T) {
	ofPages := map[string]bool{}
	for page, from := range findingsPages {
		text := read(t, from.template)
		documents := map[string]string{}
		for _, found := range asked.FindAllStringSubmatch(text, -1) {
			documents[found[1]] = found[2]
			ofPages[found[2]] = true
		}
		for i, section := range regexp.MustCompile(`(?m)^##? `).Split(text, -1) {
			said, behind := map[string]bool{}, map[string]bool{}
			for _, found := range named.FindAllStringSubmatch(section, -1) {
				said[found[1]] = true
			}
			for _, part := range action.FindAllString(section, -1) {
				for _, found := range used.FindAllStringSubmatch(part, -1) {
					if name := documents[found[1]]; name != "" && !asked.MatchString(part) {
						behind[name] = true
					}
				}
			}
			heading, _, _ := strings.Cut(section, "\n")
			if !maps.Equal(said, behind) && i > 0 {
				t.Errorf("%s, %q takes numbers from %v and links to %v", page, heading,
					slices.Sorted(maps.Keys(behind)), slices.Sorted(maps.Keys(said)))
			}
		}
	}
	for _, name := range findingsDocuments(t) {
		if !ofPages[name] {
			t.Errorf("no page takes anything from docs/findings/%s.graphql: remove it", name)
		}
		if !strings.HasPrefix(read(t, "docs/findings/"+name+".graphql"), "# ") {
			t.Errorf("docs/findings/%s.graphql does not begin with a line that says what it asks", name)
		}
	}
}

func TestAPageOfFindingsIsNotWrittenWhenItsProseIsNotTrue(t *testing.T) {
	if _, err := require(true, "so it is"); err != nil {
		t.Error(err)
	}
	if _, err := require(false, "so it is"); err == nil || !strings.Contains(err.Error(), `"so it is"`) {
		t.Errorf("prose that is not true is written: %v", err)
	}
}

var permalinkIn = regexp.MustCompile(`(?m)^/cite/\S+$`)

func TestEveryPermalinkOfTheFindingsIsAnswered(t *testing.T) {
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	found := permalinkIn.FindAllString(read(t, "docs/findings.md"), -1)
	for _, link := range found {
		if answer := e.Replay(context.Background(), link); len(answer.Errors) > 0 {
			t.Errorf("%s is refused: %v", link, answer.Errors)
		}
	}
	if len(found) == 0 {
		t.Error("docs/findings.md has no permalink")
	}
}
