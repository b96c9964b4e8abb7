// Package api is the page of where documents are asked: a form that works without
// scripts, examples to start from, and what programs need to know.
//
// It knows how GraphQL is asked. It must not know what any document is about.
package api

import (
	"embed"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/web/frame"
)

//go:embed page.html en.toml it.toml
var files embed.FS

// Page is where documents are asked.
func Page() frame.Page {
	return frame.Page{
		Name: "api", Path: "api", Files: files, Ask: read, Own: own, Show: show,
		Policy: "worker-src 'self'", // GraphiQL's editors work in workers
	}
}

// read only makes the parameters known: the page itself asks nothing.
func read(a *frame.Address) map[string]any {
	written(a)
	return nil
}

// written gives what the reader wrote, with the ends of lines as they are meant.
func written(a *frame.Address) (document, variables string) {
	unix := strings.NewReplacer("\r\n", "\n", "\r", "\n")
	return unix.Replace(a.Document("query")), unix.Replace(a.Document("variables"))
}

func own(a *frame.Address) (document string, variables map[string]any, ok bool) {
	document, text := written(a)
	variables, err := objectOf(text)
	return document, variables, err == nil && strings.TrimSpace(document) != ""
}

var errNoObject = errors.New("variables are no JSON object")

// objectOf reads variables as the engine takes them; nil for an empty text.
func objectOf(text string) (map[string]any, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	in := json.NewDecoder(strings.NewReader(text))
	in.UseNumber()
	var variables map[string]any
	if err := in.Decode(&variables); err != nil || variables == nil {
		return nil, errNoObject
	}
	if _, err := in.Token(); !errors.Is(err, io.EOF) {
		return nil, errNoObject // something follows the object
	}
	return variables, nil
}

// content is what the template shows.
type content struct {
	Document, Variables string
	NoVariables         bool // the variables cannot be read
	Listed              bool
	Answer              *answer // nil where nothing was asked
	Endpoint, Contract  string
	First, Others       []example
	Snippets            []snippet
	Codes               []code
	Limits              []limit
	GraphiQL            bool
}

type example struct{ Title, Href string }

// first are the examples that readers see without opening more, in this order. Their
// titles are words of the page.
var first = []string{
	"initial-exit", "matrix", "contradictions", "gaps", "by-route", "by-setting",
	"lived-experience", "not-reported", "one-factor", "readiness-by-route", "overlap-of-reviews", "cited-matrix",
}

func show(v *frame.Visit) (frame.View, error) {
	c := content{
		Listed: v.Listed(), Endpoint: v.GraphQL(), Contract: v.Contract(),
		Snippets: snippets(v.Public(v.GraphQL())), Codes: codes(v.Words), Limits: limits(v.Words),
	}
	c.Document, c.Variables = written(v.Address)
	view := frame.View{Lead: v.Words.T("lead"), NoIndex: c.Document != ""}
	if _, err := objectOf(c.Variables); err != nil {
		c.NoVariables, view.Status = true, http.StatusBadRequest
	}
	if v.Reply != nil {
		c.Answer = answered(v, c)
	}
	c.First, c.Others = examples(v)
	if c.Document == "" {
		c.Document, c.Variables = starting(v)
	}
	script, ok := v.BuiltIn("graphiql.js")
	sheet, also := v.BuiltIn("graphiql.css")
	if ok && also && !c.Listed {
		c.GraphiQL = true
		view.Scripts, view.Styles = []string{script}, []string{sheet}
	}
	view.Page = c
	return view, nil
}

// starting gives the example that stands in the form where the reader wrote nothing.
func starting(v *frame.Visit) (document, variables string) {
	all := v.Examples()
	at := slices.IndexFunc(all, func(e frame.Example) bool { return e.Name == first[0] })
	if at < 0 {
		return "", ""
	}
	return all[at].Document, all[at].Variables
}

func examples(v *frame.Visit) (shown, others []example) {
	shown = make([]example, 0, len(first))
	byName := map[string]frame.Example{}
	for _, e := range v.Examples() {
		byName[e.Name] = e
		if !slices.Contains(first, e.Name) {
			others = append(others, example{e.Title, addressOf(v, e)})
		}
	}
	for _, name := range first {
		if e, ok := byName[name]; ok {
			shown = append(shown, example{v.Words.T("example." + name), addressOf(v, e)})
		}
	}
	return shown, others
}

func addressOf(v *frame.Visit, e frame.Example) string {
	return v.Path("api", "query", e.Document, "variables", e.Variables)
}

// whole gives the address at which the endpoint itself answers what was written.
func whole(v *frame.Visit, c content) string {
	query := url.Values{"query": {c.Document}}
	if c.Variables != "" {
		query.Set("variables", c.Variables)
	}
	return v.GraphQL() + "?" + query.Encode()
}
