package search

import (
	"strings"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/parts"
)

// content is what the template shows.
type content struct {
	Action, Text, Kind string
	Asked              bool // there is something to search for
	Total              int
	Lead               *row // the factor of exactly this name; nil for none
	Rows               []row
	Kinds              []choice
	Pager              parts.Pager
	First              string     // address of the first page, on later ones
	Near               []near     // what may have been meant
	OtherKinds         frame.Link // the same search in all kinds, where this kind has no hit
	Examples           []near     // searches to try, where nothing was asked
	Lists              []parts.Link
}

// row is one hit as it is shown.
type row struct {
	Kind, Href     string // the address is empty for kinds without a page
	Title, Snippet []piece
	TitleLang      string // where it is not the page's
	SnippetLang    string
	Field          string
	Vocabulary     []piece // of a term of one
	Node           node
}

// choice is one of the kinds that can be chosen, with its hits.
type choice struct {
	Label, Href string
	Count       int
	Current     bool
}

// near is a link to a record or a search.
type near struct {
	Href string
	Text string
	Lang string // where it is not the page's
}

func show(v *frame.Visit) (frame.View, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.View{}, err
	}
	w, text := v.Words, v.Values().Get("text")
	c := content{
		Action: v.Path("search"), Text: text, Kind: v.Values().Get("kind"), Asked: len(wordsOf(text)) > 0,
		Total: d.Search.TotalCount,
	}
	if !c.Asked {
		c.Examples, c.Lists = examples(v), lists(v)
		return frame.View{Lead: w.T("lead"), Page: c, NoIndex: true}, nil
	}
	if d.All.TotalCount > 0 {
		c.Kinds = kinds(v, d, text, c.Kind)
	}
	later := v.Values().Get("after") != ""
	for _, h := range d.Search.Nodes {
		r := rowOf(v, h)
		if c.Lead == nil && !later && h.Node.Kind == "Factor" && h.Node.named(text) {
			c.Lead = &r
			continue
		}
		c.Rows = append(c.Rows, r)
	}
	_, next := v.Pages(false, d.Search.PageInfo.HasNextPage, "", d.Search.PageInfo.EndCursor)
	c.Pager = parts.Pager{Shown: len(d.Search.Nodes), Total: c.Total, Next: next}
	if later {
		c.First = v.Path("search", "text", text, "kind", c.Kind)
	}
	if c.Total < fewHits && !later {
		c.Near = meant(v, d, text)
	}
	if c.Total == 0 {
		c.Lists = lists(v)
		if d.All.TotalCount > 0 {
			c.OtherKinds = frame.Link{Label: w.T("other-kinds", "count", d.All.TotalCount), Href: v.Path("search", "text", text)}
		}
	}
	return frame.View{Page: c, NoIndex: true}, nil
}

// kinds gives the kinds that have hits, and the one that is chosen whatever it has.
func kinds(v *frame.Visit, d data, text, chosen string) []choice {
	address := func(kind string) string { return v.Path("search", "text", text, "kind", kind) }
	w := v.Words
	list := []choice{{Label: w.T("kind.all"), Href: address(""), Count: d.All.TotalCount, Current: chosen == ""}}
	for _, k := range []struct {
		kind  string
		total total
	}{
		{"FACTOR", d.Factor}, {"PHASE", d.Phase}, {"PHASE_MODEL", d.Model}, {"FINDING", d.Finding}, {"STUDY", d.Study},
		{"SAMPLE", d.Sample}, {"REPORT", d.Report}, {"CAVEAT", d.Caveat}, {"VOCABULARY_TERM", d.Term},
	} {
		if k.total.TotalCount > 0 || k.kind == chosen {
			label := w.T("kinds." + strings.ToLower(strings.ReplaceAll(k.kind, "_", "-")))
			list = append(list, choice{label, address(k.kind), k.total.TotalCount, k.kind == chosen})
		}
	}
	return list
}

func rowOf(v *frame.Visit, h hit) row {
	lang, title := v.Words.Lang(), h.Node.title()
	r := row{Kind: kindOf[h.Node.Kind], Href: hrefOf(v, h.Node), Node: h.Node}
	if title.Lang != lang {
		r.TitleLang = title.Lang
	}
	marks, found := within(title.Value, h.Snippet, h.Highlights)
	r.Title = cut(title.Value, marks)
	r.Vocabulary = cut(h.Node.Vocabulary, nil)
	if h.Field == "vocabulary" {
		r.Vocabulary = cut(h.Snippet, h.Highlights)
	} else if !found {
		r.Snippet, r.SnippetLang, r.Field = cut(h.Snippet, h.Highlights), h.Lang, fieldName(v.Words, h.Field)
		if h.Lang == "" {
			r.SnippetLang = "en"
		}
		if r.SnippetLang == lang {
			r.SnippetLang = ""
		}
	}
	return r
}

// fieldName gives the words for the field in which a hit stands, where they help.
func fieldName(w frame.Words, field string) string {
	switch field {
	case "definition":
		return w.T("noun.definition")
	case "authors":
		return w.T("noun.authors")
	case "notes":
		return w.T("noun.notes")
	case "method":
		return w.T("noun.method")
	case "population":
		return w.T("noun.population")
	case "venues":
		return w.T("noun.venues")
	case "key":
		return w.T("noun.key")
	}
	return ""
}

// hrefOf gives the page of a record; caveats stand on the page about the data, terms of
// vocabularies on none.
func hrefOf(v *frame.Visit, n node) string {
	switch n.Kind {
	case "Factor":
		return v.Path("factor", "key", n.Key)
	case "Study":
		return v.Path("study", "key", n.Key)
	case "Report":
		return v.Path("report", "key", n.Key)
	case "Sample":
		return v.Path("sample", "key", n.Key)
	case "PhaseModel":
		return v.Path("model", "key", n.Key)
	case "Phase":
		return v.Path("phase", "key", n.Key)
	case "Finding":
		return v.Path("finding", "key", n.Key)
	case "Caveat":
		return v.Path("about") + "#caveat-" + n.Key
	}
	return ""
}

// title gives what a record is called, with its language where that is known.
func (n node) title() answer.LocalText {
	switch n.Kind {
	case "Factor", "Phase":
		return n.Label
	case "Finding":
		return n.Summary
	case "Caveat":
		return n.Topic
	case "Sample":
		return answer.LocalText{Value: n.Population, Lang: "en"}
	case "PhaseModel":
		return answer.LocalText{Value: n.Name, Lang: "en"}
	case "VocabularyTerm":
		return answer.LocalText{Value: n.Term, Lang: "en"}
	case "Report":
		return answer.LocalText{Value: n.Title, Lang: n.Language}
	}
	return answer.LocalText{Value: n.Title}
}

// named says whether a factor has exactly this name, in any of its languages.
func (n node) named(text string) bool {
	text = plainName(text)
	for _, label := range []answer.LocalText{n.Label, n.English, n.Italian} {
		if plainName(label.Value) == text {
			return true
		}
	}
	return false
}

// plainName gives a name as it is compared: its words, in small letters.
func plainName(name string) string { return strings.ToLower(strings.Join(wordsOf(name), " ")) }
