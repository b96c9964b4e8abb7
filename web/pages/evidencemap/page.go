// Package evidencemap is the page on which factors stand against phases, with what was
// found in each cell.
package evidencemap

import (
	"embed"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/references"
)

//go:embed page.html page.graphql en.toml it.toml
var files embed.FS

// Page is the evidence map.
func Page() frame.Page {
	return frame.Page{
		Name: "map", Path: "map", Node: "model", NodeKind: "PHASE_MODEL", Files: files, Ask: ask, Show: show, Table: table,
		Forms: references.Forms(itself),
	}
}

// Ways to see the map; the first of each is taken where an address names none.
var (
	units = []string{"studies", "findings", "samples", "participants", "reports"}
	sorts = []string{"level", "studies", "disagreement", "name"}
)

// Amounts that keep a page light.
const (
	rowsOfPage = 100
	maxPages   = 100_000
)

// choice is what an address asks for.
type choice struct {
	where       filter.Filter
	model       string // key of a phase model; empty for the default one
	level, text string // which factors have a row; empty for all
	unit, sort  string
	thin        bool // whether thin evidence is marked
	found       bool // whether only factors with findings have a row
	page        int  // from 1
}

func read(a *frame.Address) choice {
	c := choice{
		where: filter.Read(a),
		model: a.Key("model"), level: a.Choice("level", "FactorLevel"), text: a.Text("text"),
		unit: a.Option("unit", units...), sort: a.Option("sort", sorts...),
		thin: a.Option("gaps", "thin") != "", found: a.Option("rows", "found") != "",
		page: a.Number("page", 1, maxPages, 1),
	}
	if c.unit == "" {
		c.unit = units[0]
	}
	if c.sort == "" {
		c.sort = sorts[0]
	}
	return c
}

func ask(a *frame.Address) map[string]any {
	c := read(a)
	factor := map[string]any{}
	if c.level != "" {
		factor["level"] = map[string]any{"eq": c.level}
	}
	if c.text != "" {
		factor["label"] = map[string]any{"contains": c.text}
	}
	var rows map[string]any
	if len(factor) > 0 {
		rows = map[string]any{"factor": factor}
	}
	variables := map[string]any{
		"where":     c.where.Where(rows),
		"unplaced":  c.where.Where(rows, map[string]any{"phase": map[string]any{"isNull": true}}),
		"everyUnit": a.Form == "csv" || c.unit != "studies" && c.unit != "findings",
		"byName":    c.text != "",
		"named":     factor,
	}
	if c.model != "" {
		variables["model"] = c.model
	}
	references.Ask(a, 0, variables)
	delete(variables, "sources") // it lists none but itself
	return variables
}

// itself is the reference to the numbers of the map.
func itself(v *frame.Visit) (answer.References, error) {
	var d struct {
		EvidenceMatrix struct{ Citation answer.Reference }
	}
	err := v.Decode(&d)
	return answer.References{TotalCount: 1, Nodes: []answer.Reference{d.EvidenceMatrix.Citation}}, err
}

// data is the answer.
type data struct {
	EvidenceMatrix struct {
		Rows []struct {
			answer.Value
			Node *struct{ Level string }
		}
		Columns        []answer.Value
		Cells          []cell
		Total          answer.Counts
		Unplaced       amount
		Overlapping    bool
		Placements     []placement
		UnmappedPhases []phase
		Citation       struct{ Permalink string }
	}
	InAll    groups
	Unplaced struct {
		groups
		Total amount
	}
	Named *struct {
		TotalCount int
		Nodes      []struct{ Key string }
	}
	PhaseModels []model
	answer.Options
}

type (
	amount struct{ Findings, Studies int }
	cell   struct {
		Counts answer.Counts
		Gaps   []string
	}
	groups struct {
		Groups []struct {
			Keys   []answer.Value
			Counts answer.Counts
		}
	}
	model struct {
		Key, Name string
		IsDefault bool
	}
	phase struct {
		answer.Named
		Model model
	}
	placement struct {
		Findings int
		Mapping  struct {
			Relation string
			From     phase
			To       answer.Named
		}
	}
)

// byFactor gives the counts of each factor that has findings.
func (g groups) byFactor() map[string]answer.Counts {
	counts := make(map[string]answer.Counts, len(g.Groups))
	for _, group := range g.Groups {
		if len(group.Keys) == 1 {
			counts[group.Keys[0].Key] = group.Counts
		}
	}
	return counts
}

// model gives the phase model whose phases are the columns.
func (d data) model(key string) model {
	for _, m := range d.PhaseModels {
		if m.Key == key || key == "" && m.IsDefault {
			return m
		}
	}
	return model{Key: key, Name: key}
}
