package api_test

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/web/pagestest"
)

// longestAddress is how long the target of a request may be unless the operator says
// otherwise (docs/graphql.md, urlBytes).
const longestAddress = 16384

func compact(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Compact(&b, []byte(text)); err != nil {
		t.Fatalf("%.80q is no JSON: %v", text, err)
	}
	return b.String()
}

// engineAnswer gives what the engine says to what stands in the form of a page.
func engineAnswer(t *testing.T, s *pagestest.Site, p *pagestest.Page) string {
	t.Helper()
	var variables map[string]any
	if text := p.Find("#ask-variables").Text(); text != "" {
		in := json.NewDecoder(strings.NewReader(text))
		in.UseNumber()
		if err := in.Decode(&variables); err != nil {
			t.Fatal(err)
		}
	}
	return compact(t, s.JSON(t, p.Find("#ask-query").Text(), variables))
}

func TestEveryExampleOfTheGuideIsOfferedAndAnsweredAsTheEngineDoes(t *testing.T) {
	s := pagestest.Builtin(t)
	files, err := filepath.Glob("../../../docs/examples/*.graphql")
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, lang := range []string{"en", "it"} {
		links := s.Open(t, "/"+lang+"/api").Links("main .page-list a")
		if len(links) != len(files) {
			t.Errorf("%s: %d examples are offered, and there are %d", lang, len(links), len(files))
		}
		for _, link := range links {
			p := s.Open(t, link)
			if shown := p.Find("pre.answer").Text(); compact(t, shown) != engineAnswer(t, s, p) {
				t.Errorf("%s: the page shows another answer than the engine's", link)
			}
			if p.Find(".notice-warning").Length() > 0 {
				t.Errorf("%s: an example has errors: %s", link, p.Text(".notice-warning"))
			}
		}
	}
}

// Whoever follows the link of a page to its question sees the data of that page.
func TestTheQuestionOfEachPageIsAnsweredAsItsJSONDownload(t *testing.T) {
	s := pagestest.Builtin(t)
	home := s.Open(t, "/en/")
	pages := append(home.Links("nav a"),
		"/en/", "/it/map?unit=findings&gaps=thin", "/it/factors/family", "/en/findings?factor=family&valence=HINDERING",
		"/en/findings/finding-010", "/en/network?node=family&depth=2", "/it/network?text=family", "/en/phases/baker-reentry")
	asked := 0
	for _, address := range pages {
		p := s.Open(t, address)
		link, found := "", false
		for _, href := range p.Links("#tools a") {
			if strings.Contains(href, "/api?") {
				link, found = href, true
			}
		}
		if !found {
			continue // a page that asks nothing
		}
		asked++
		if len(link) >= longestAddress {
			t.Errorf("%s: the address of its question has %d bytes, and a server takes %d", address, len(link), longestAddress)
		}
		with := "?"
		if strings.Contains(address, "?") {
			with = "&"
		}
		download := compact(t, s.Get(t, address+with+"format=json").Body)
		question := s.Open(t, link)
		if got := engineAnswer(t, s, question); got != download {
			t.Errorf("%s: its question has another answer than its download", address)
		}
		if shown := question.Find("pre.answer").Text(); shown != "" && compact(t, shown) != download {
			t.Errorf("%s: its question is shown with another answer than its download", address)
		}
	}
	if asked < 8 {
		t.Errorf("only %d pages have a question", asked)
	}
}

func TestErrorsAreExplainedAndWhatWasWrittenIsKept(t *testing.T) {
	s := pagestest.Builtin(t)
	const document = "{\n  nope\n}"
	p := s.Open(t, "/en/api?"+url.Values{"query": {document}}.Encode())
	if got := p.Find("#ask-query").Text(); got != document {
		t.Errorf("the form holds %q", got)
	}
	told := p.Text(".notice-warning")
	for _, want := range []string{"GRAPHQL_VALIDATION_FAILED", "Line 2, column 3.", "does not fit the schema"} {
		if !strings.Contains(told, want) {
			t.Errorf("the page does not say %q: %s", want, told)
		}
	}
	it := s.Open(t, "/it/api?"+url.Values{"query": {document}}.Encode())
	if it.Find(`.notice-warning [lang="en"]`).Length() == 0 || !strings.Contains(it.Text(".notice-warning"), "Riga 2, colonna 3.") {
		t.Errorf("the Italian page says %s", it.Text(".notice-warning"))
	}
}

func TestVariablesThatAreNoObjectAreToldAndNothingIsAsked(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, variables := range []string{"{", "[]", "null", "3", `{"a": 1} {}`, `{"a": 1}]`} {
		p := s.Get(t, "/en/api?"+url.Values{"query": {"{release{name}}"}, "variables": {variables}}.Encode())
		if p.Status != http.StatusBadRequest || p.Find("#ask-wrong").Length() != 1 || p.Find("pre.answer").Length() != 0 {
			t.Errorf("variables %q: status %d, answer %q", variables, p.Status, p.Find("pre.answer").Text())
		}
		if got := p.Find("#ask-variables").Text(); got != variables {
			t.Errorf("the form holds %q, and %q was written", got, variables)
		}
	}
}

func TestAnAnswerThatIsTooLongToShowIsToldAndLinked(t *testing.T) {
	s := pagestest.Builtin(t)
	const document = "{ __schema { types { name description fields { name description args { name description } } } } }"
	p := s.Open(t, "/en/api?"+url.Values{"query": {document}}.Encode())
	if p.Find("pre.answer").Length() != 0 || len(p.Body) > 200_000 {
		t.Errorf("a page of %d bytes shows the answer", len(p.Body))
	}
	want := "/graphql?" + url.Values{"query": {document}}.Encode()
	if href, _ := p.Find("#answer-title").Parent().Find("a").Attr("href"); href != want {
		t.Errorf("the answer is linked as %q, want %q", href, want)
	}
}

func TestWhatReadersWriteStaysText(t *testing.T) {
	s := pagestest.Builtin(t)
	const hostile = `</textarea><script>alert(1)</script>{ a(b: "</code></pre><img src=x onerror=alert(1)>") }`
	p := s.Open(t, "/en/api?"+url.Values{"query": {hostile}}.Encode())
	if got := p.Find("#ask-query").Text(); got != hostile {
		t.Errorf("the form holds %q", got)
	}
	if p.Find("main script:not([src]), main img").Length() != 0 {
		t.Error("what was written became part of the page")
	}
}

func TestEveryCodeOfTheEngineIsExplained(t *testing.T) {
	s := pagestest.Builtin(t)
	table := s.Open(t, "/en/api").Text("#codes dt")
	file, err := parser.ParseFile(token.NewFileSet(), "../../../schema/fault/fault.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if kind, ok := spec.Type.(*ast.Ident); !ok || kind.Name != "Code" {
			return true
		}
		for _, value := range spec.Values {
			code, err := strconv.Unquote(value.(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			found++
			if !strings.Contains(table, code) {
				t.Errorf("the code %s is not explained", code)
			}
		}
		return true
	})
	if found == 0 {
		t.Fatal("no codes were found")
	}
}

func TestTheProgramsAskWhatTheEngineAnswers(t *testing.T) {
	s := pagestest.Builtin(t)
	programs := s.Open(t, "/en/api").Find("main details pre")
	if programs.Length() != 3 {
		t.Fatalf("there are %d programs", programs.Length())
	}
	_, after, _ := strings.Cut(programs.Eq(0).Text(), "--data '")
	text, _, _ := strings.Cut(after, "'")
	var body struct {
		Query     string
		Variables map[string]any
	}
	in := json.NewDecoder(strings.NewReader(text))
	in.UseNumber()
	if err := in.Decode(&body); err != nil {
		t.Fatalf("curl sends %q: %v", text, err)
	}
	if answer := s.JSON(t, body.Query, body.Variables); !strings.Contains(answer, `"totalCount"`) {
		t.Errorf("the engine answers %s", answer)
	}
	for i := range 3 {
		if !strings.Contains(programs.Eq(i).Text(), body.Query) {
			t.Errorf("program %d asks something else", i+1)
		}
	}
}
