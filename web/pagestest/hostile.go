package pagestest

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/seed"
)

// What hostile records hold. Attack tries to leave an element, an attribute and a
// script, and turns the direction of writing around without ending it; each use of it
// has a number behind, so that values stay distinct. Address is one that runs.
const (
	Attack  = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{.}}\u202e"
	Address = "javascript:alert(1)"
)

// Hostile makes the pages over the built-in records with an attack in each field that
// holds free words, in each language, also where the field was empty. Keys, references,
// numbers and closed vocabularies are as they were, so that addresses of pages stay good.
//
// What a store checks (addresses, DOIs, languages, countries) is changed after the check,
// as in a store that somebody else wrote to: addresses become Address, DOIs and languages
// an attack.
func Hostile(t testing.TB) *Site {
	t.Helper()
	d, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	attack := func() string { n++; return Attack + strconv.Itoa(n) }
	for _, r := range d.Records {
		eachField(r, func(f *graph.Field) {
			switch {
			case f.Check != nil:
			case f.Type == graph.TypeString:
				f.SetStr(r, attack())
			case f.Type == graph.TypeStrings:
				f.SetList(r, []string{attack(), attack()})
			case f.Type == graph.TypeText:
				f.SetText(r, graph.Text{{Lang: "en", Value: attack()}, {Lang: "it", Value: attack()}})
			}
		})
	}
	release := d.Release
	release.Name, release.Title, release.License = attack(), attack(), attack()
	store, err := memstore.New(release, d.Records)
	if err != nil {
		t.Fatal(err)
	}
	// The store keeps these records, and reads them again for each answer.
	for _, r := range d.Records {
		eachField(r, func(f *graph.Field) {
			switch {
			case f.Check == nil || f.Type != graph.TypeString:
			case f.Name == "url":
				f.SetStr(r, Address)
			case f.Name == "doi" || f.Name == "language":
				f.SetStr(r, attack())
			}
		})
	}
	return Over(t, store)
}

// eachField calls visit for the fields of a record that are written.
func eachField(r graph.Record, visit func(*graph.Field)) {
	for _, f := range graph.ModelOf(r.RecordKind()).Fields {
		if !f.Derived {
			visit(f)
		}
	}
}

// tag is anything that HTML reads as the start of an element.
var tag = regexp.MustCompile(`<[a-zA-Z][^\s>]*`)

// Inert fails the test where something of the hostile records became more than text: an
// element, an attribute, an address that runs, or a direction of writing that goes on
// behind it.
func (p *Page) Inert(t testing.TB) {
	t.Helper()
	if n := p.Find(`img[src=x], script:not([src], [type="application/json"]), [onerror]`).Length(); n > 0 {
		t.Errorf("%s: %d elements were made of the data", p.Address, n)
	}
	for _, found := range tag.FindAllString(p.Body, -1) {
		if strings.Contains(found, "alert") {
			t.Errorf("%s: the data opened an element: %s", p.Address, found)
		}
	}
	for _, name := range []string{"href", "src", "action", "formaction"} {
		for _, element := range p.Find("[" + name + "]").EachIter() {
			value := element.AttrOr(name, "")
			if scheme, _, found := strings.Cut(strings.ToLower(strings.TrimSpace(value)), ":"); found &&
				(scheme == "javascript" || scheme == "data" || scheme == "vbscript") {
				t.Errorf("%s: %s holds an address that runs: %s", p.Address, name, value)
			}
		}
	}
	p.isolated(t)
}

// isolated fails the test for text that turns the direction of writing where other text
// may follow it: guarded is what ends the turn, by itself or by the style sheet, and a
// block that holds nothing else does too.
func (p *Page) isolated(t testing.TB) {
	t.Helper()
	const (
		guarded = "bdi, [dir], cite, a, body [lang], option, title, textarea"
		block   = "p, li, dd, dt, td, th, h1, h2, h3, h4, caption, summary, pre"
	)
	for _, element := range p.Find("main *").EachIter() {
		pieces := element.Contents()
		alone := element.Is(block) && pieces.Length() == 1
		for _, piece := range pieces.EachIter() {
			if goquery.NodeName(piece) == "#text" && strings.Contains(piece.Text(), "\u202e") && !alone && element.Closest(guarded).Length() == 0 {
				t.Errorf("%s: text that turns the direction of writing stands unguarded in <%s>", p.Address, goquery.NodeName(element))
			}
		}
	}
}
