// Package home is the first page: what this is, three questions to start from, the map
// in small, and the numbers.
package home

import (
	"embed"
	"unicode"
	"unicode/utf8"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/parts"
)

//go:embed page.html page.graphql en.toml it.toml
var files embed.FS

// Page is the first page.
func Page() frame.Page {
	return frame.Page{Name: "home", Path: "", Files: files, Show: show}
}

type total struct{ TotalCount int }

type data struct {
	Findings, Studies, Samples, Reports, Factors total
	PhaseModels                                  []struct{ Key string }
	ByPhase                                      struct{ Groups []phase }
	Contradictions                               struct{ Nodes []contradiction }
	EvidenceMatrix                               matrix
	answer.Options
}

type phase struct {
	Keys   []answer.Value
	Counts struct{ Studies int }
}

type contradiction struct {
	Factor answer.Named
	Sides  []struct {
		Valence string
		Counts  struct{ Studies int }
	}
}

type matrix struct {
	Rows, Columns   []answer.Value
	Cells           []struct{ Counts answer.Counts }
	Total, Unplaced answer.Counts
}

// content is what the template shows.
type content struct {
	// Phase and Factor are those that two of the questions are asked about; nil where
	// the data have none.
	Phase, Factor *asked
	Numbers       []parts.Number
	Columns       []answer.Value
	Rows          []row
	Unplaced      answer.Counts
	Ways          []parts.Link
}

// asked is a record that a question is about, with its label as it stands in a sentence.
type asked struct{ Key, Label string }

type row struct {
	Level string
	Cells []cell
}

type cell struct {
	Href   string
	Values []answer.ValenceCount
}

func show(v *frame.Visit) (frame.View, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.View{}, err
	}
	w := v.Words
	c := content{
		Phase: askedPhase(d.ByPhase.Groups, d.EvidenceMatrix.Columns), Factor: askedFactor(d.Contradictions.Nodes),
		Columns: d.EvidenceMatrix.Columns, Unplaced: d.EvidenceMatrix.Unplaced,
		Numbers: []parts.Number{
			number(d.Studies.TotalCount, w.T("numbers.one-studies"), w.T("numbers.studies"), v.Path("studies")),
			number(d.Samples.TotalCount, w.T("numbers.one-samples"), w.T("numbers.samples"), v.Path("samples")),
			number(d.Reports.TotalCount, w.T("numbers.one-reports"), w.T("numbers.reports"), v.Path("reports")),
			number(d.Findings.TotalCount, w.T("numbers.one-findings"), w.T("numbers.findings"), v.Path("findings")),
			number(d.Factors.TotalCount, w.T("numbers.one-factors"), w.T("numbers.factors"), v.Path("factors")),
			number(len(d.PhaseModels), w.T("numbers.one-models"), w.T("numbers.models"), v.Path("phases")),
			number(len(d.Countries.Keys()), w.T("numbers.one-countries"), w.T("numbers.countries"), v.Path("studies")),
			number(len(d.Languages.Keys()), w.T("numbers.one-languages"), w.T("numbers.languages"), v.Path("reports")),
		},
	}
	for i, level := range d.EvidenceMatrix.Rows {
		r := row{Level: level.Key}
		for j, column := range d.EvidenceMatrix.Columns {
			r.Cells = append(r.Cells, cell{
				Href:   v.Path("findings", "level", level.Key, "phase", column.Key),
				Values: d.EvidenceMatrix.Cells[i*len(d.EvidenceMatrix.Columns)+j].Counts.ByValence,
			})
		}
		c.Rows = append(c.Rows, r)
	}
	c.Ways = []parts.Link{
		{Label: w.T("nav.compare"), Href: v.Path("compare"), Note: w.T("ways.compare")},
		{Label: w.T("nav.readiness"), Href: v.Path("readiness"), Note: w.T("ways.readiness")},
		{Label: w.T("nav.network"), Href: v.Path("network"), Note: w.T("ways.network")},
		{Label: w.T("nav.glossary"), Href: v.Path("glossary"), Note: w.T("ways.glossary")},
		{Label: w.T("nav.about"), Href: v.Path("about"), Note: w.T("ways.about")},
		{Label: w.T("nav.api"), Href: v.Path("api"), Note: w.T("ways.api")},
	}
	return frame.View{Lead: w.T("lead"), Page: c}, nil
}

// inSentence gives a label as it stands within a sentence: without its first capital,
// but for one that goes on in capitals.
func inSentence(label string) string {
	first, size := utf8.DecodeRuneInString(label)
	if second, _ := utf8.DecodeRuneInString(label[size:]); unicode.IsUpper(second) {
		return label
	}
	return string(unicode.ToLower(first)) + label[size:]
}

// number gives an amount with the word for it, and where what it counts is listed.
func number(n int, one, other, href string) parts.Number {
	label := other
	if n == 1 {
		label = one
	}
	return parts.Number{Value: n, Label: label, Href: href}
}

// askedPhase chooses the phase that the first question is about: of all but the last of
// the model, which is where the way ends, the one with the most studies, and of several
// the first.
func askedPhase(phases []phase, model []answer.Value) *asked {
	var chosen *asked
	most := 0
	for _, p := range phases {
		if key := p.Keys[0].Key; key != model[len(model)-1].Key && p.Counts.Studies > most {
			chosen, most = &asked{key, inSentence(p.Keys[0].Label)}, p.Counts.Studies
		}
	}
	return chosen
}

// askedFactor chooses the factor that the second question is about: one that helps some
// and holds back others, with the most sides, and of those where the smaller of the two
// is the largest part.
func askedFactor(contradictions []contradiction) *asked {
	var chosen *asked
	mostSides, bestBalance := 0, 0.0
	for i := range contradictions {
		c := &contradictions[i]
		helps, hinders := 0, 0
		for _, side := range c.Sides {
			switch side.Valence {
			case "FACILITATING":
				helps = side.Counts.Studies
			case "HINDERING":
				hinders = side.Counts.Studies
			}
		}
		if helps == 0 || hinders == 0 {
			continue
		}
		balance := float64(min(helps, hinders)) / float64(max(helps, hinders))
		if len(c.Sides) > mostSides || len(c.Sides) == mostSides && balance > bestBalance {
			chosen, mostSides, bestBalance = &asked{c.Factor.Key, inSentence(c.Factor.Label.Value)}, len(c.Sides), balance
		}
	}
	return chosen
}
