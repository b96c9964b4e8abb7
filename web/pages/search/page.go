// Package search is the page of the search over all records: hits of every kind in one
// list, with the words that were found, and what may have been meant where there are
// none.
package search

import (
	"embed"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
)

//go:embed page.html page.graphql en.toml it.toml
var files embed.FS

// Page is the search over all records.
func Page() frame.Page {
	return frame.Page{Name: "search", Path: "search", Files: files, Ask: ask, Show: show, Table: table}
}

// Limits of the engine's own, so that a search beyond them is told as a fault of the
// address and not as one of a document that readers never saw.
const (
	mostWords  = 32
	longestOne = 60 // characters of a word
)

func ask(a *frame.Address) map[string]any {
	text, kind, after := a.Text("text"), a.Choice("kind", "NodeKind"), a.Key("after")
	words := wordsOf(text)
	if len(words) > mostWords {
		a.Wrong("text", a.Words.T("too-many-words", "limit", mostWords))
	}
	for _, word := range words {
		if len([]rune(word)) > longestOne {
			a.Wrong("text", a.Words.T("word-too-long", "limit", longestOne))
			break
		}
	}
	variables := map[string]any{"text": text, "asked": len(words) > 0, "begins": len(words) > 0 && after == ""}
	if kind != "" {
		variables["kinds"] = []string{kind}
	}
	if after != "" {
		variables["after"] = after
	}
	return variables
}

// data is the answer. Where nothing was asked for, only the release is there.
type data struct {
	Search struct {
		TotalCount int
		PageInfo   answer.PageInfo
		Nodes      []hit
	}
	All, Factor, Study, Report, Sample, Model, Phase, Finding, Caveat, Term total

	Factors struct{ Nodes []answer.Named }
	Studies struct{ Nodes []struct{ Key, Title string } }
}

type total struct{ TotalCount int }

// hit is a record that was found, and the text in which its first words stand.
type hit struct {
	Snippet    string
	Highlights []span
	Field      string
	Lang       string // empty for texts without a language of their own
	Node       node
}

// span is a part of a text, in characters.
type span struct{ Start, End int }

// node holds what is shown of a record of any kind; most is empty for each.
type node struct {
	Kind, Key                  string
	Label, English, Italian    answer.LocalText
	Definition                 *answer.LocalText
	Level                      string
	Counts                     answer.Counts // studies and findings only
	Title                      string
	Year                       *int
	Design                     string
	Language                   string
	Authors                    []string
	Population, SizeText, Name string
	Model                      struct{ Name string }
	Summary                    answer.LocalText
	FactorValence              string
	Study                      *struct{ Title string }
	Report                     struct{ Title, Language string }
	Topic, Assessment          answer.LocalText
	Vocabulary, Term           string
	Description                string
}

// kindOf gives the contract's kind of a record.
var kindOf = map[string]string{
	"Factor": "FACTOR", "Study": "STUDY", "Report": "REPORT", "Sample": "SAMPLE", "PhaseModel": "PHASE_MODEL",
	"Phase": "PHASE", "Finding": "FINDING", "Caveat": "CAVEAT", "VocabularyTerm": "VOCABULARY_TERM",
}

func table(v *frame.Visit) (frame.Table, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.Table{}, err
	}
	t := frame.Table{Columns: []string{"kind", "key", "name", "snippet", "field", "lang"}}
	for _, h := range d.Search.Nodes {
		t.Rows = append(t.Rows, []string{kindOf[h.Node.Kind], h.Node.Key, h.Node.title().Value, h.Snippet, h.Field, h.Lang})
	}
	return t, nil
}
