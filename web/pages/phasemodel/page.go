// Package phasemodel is the page of one model of leaving: drawn, as a list, and with its links
// to the phases of other models.
package phasemodel

import (
	"embed"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/leaving"
	"github.com/exitgraph/exitgraph/web/parts"
)

//go:embed page.html page.graphql en.toml it.toml
var files embed.FS

const kind = "PHASE_MODEL"

// Page is one model of leaving.
func Page() frame.Page {
	return frame.Page{Name: "model", Path: "models/{key}", Kind: kind, Files: files, Ask: ask, Show: show, Table: table}
}

func ask(a *frame.Address) map[string]any {
	where, key := filter.Read(a), a.Part("key")
	return map[string]any{
		"key": key, "where": where.Where(),
		"inModel": where.Where(map[string]any{"phase": map[string]any{"model": map[string]any{"key": map[string]any{"eq": key}}}}),
	}
}

type data struct {
	PhaseModel *record
	InModel    struct{ Total answer.Counts }
	answer.Options
}

type record struct {
	answer.ModelRecord
	Scope, Reference string
	Description      *answer.LocalText
	Report           *answer.Report
}

type content struct {
	leaving.Shown
	Description *answer.LocalText
	Facts       []parts.Fact
	Report      *answer.Report
	Form        parts.Filters
	Filtered    bool
	Total       answer.Counts
	Findings    string // address of the findings in any phase of the model
	Mappings    []answer.Mapping
	Levels      bool // the model has levels in place of phases
}

func show(v *frame.Visit) (frame.View, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.View{}, err
	}
	m := d.PhaseModel
	if m == nil {
		return frame.View{}, frame.Missing{Kind: kind, Key: v.Part("key")}
	}
	where := filter.Read(v.Address)
	c := content{
		Shown: leaving.Of(v, m.Model(), where, ""), Description: m.Description, Facts: facts(v.Words, *m), Report: m.Report,
		Form: where.Form(v, d.Options), Filtered: where.Any(), Total: d.InModel.Total, Mappings: m.Mappings(),
		Findings: v.Path("findings", append([]any{"model", m.Key}, where.Pairs()...)...),
		Levels:   m.Structure == "ECOLOGICAL_LEVELS",
	}
	return frame.View{
		Title: m.Name, TitleLang: english(v.Words), Page: c,
		Crumbs: []frame.Crumb{{Label: v.Words.T("nav.phases"), Href: v.Path("phases")}},
	}, nil
}

// english gives the language of texts that are there in English only, where the page is
// in another.
func english(w frame.Words) string {
	if w.Lang() == "en" {
		return ""
	}
	return "en"
}

func facts(w frame.Words, m record) []parts.Fact {
	list := []parts.Fact{
		{Label: w.T("noun.authors"), Text: strings.Join(m.Authors, "; ")},
	}
	if m.Year != nil {
		list = append(list, parts.Fact{Label: w.T("noun.year"), Text: strconv.Itoa(*m.Year)})
	}
	return append(list,
		inEnglish(w, w.T("scope"), m.Scope),
		parts.Fact{Label: w.T("structure"), Text: w.About("ModelStructure", m.Structure)},
		inEnglish(w, w.T("reference"), m.Reference),
	)
}

// inEnglish is a fact whose text is there in English only.
func inEnglish(w frame.Words, label, text string) parts.Fact {
	f := parts.Fact{Label: label}
	if text != "" {
		f.Local = answer.LocalText{Value: text, Lang: "en", IsFallback: w.Lang() != "en"}
	}
	return f
}
