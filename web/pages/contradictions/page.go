// Package contradictions is the page of where studies point different ways.
package contradictions

import (
	"embed"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
)

//go:embed page.html page.graphql en.toml it.toml
var files embed.FS

// Page is where studies point different ways.
func Page() frame.Page {
	return frame.Page{Name: "contradictions", Path: "contradictions", Files: files, Ask: ask, Show: show, Table: table}
}

// Amounts that keep a page light.
const (
	rowsOfPage = 20
	mostOfSide = 40 // findings of a side whose studies are named
)

// inPhases is the scope within one factor and one phase.
const inPhases = "FACTOR_AND_PHASE"

// choice is what an address asks for.
type choice struct {
	where  filter.Filter
	within string // of the contract's ContradictionScope; empty for the whole factor
	level  string // of the factors; empty for all
	after  string
}

func read(a *frame.Address) choice {
	return choice{
		where: filter.Read(a), within: a.Choice("within", "ContradictionScope"),
		level: a.Choice("level", "FactorLevel"), after: a.Key("after"),
	}
}

func ask(a *frame.Address) map[string]any {
	c := read(a)
	level := map[string]any{}
	if c.level != "" {
		level["factor"] = map[string]any{"level": map[string]any{"eq": c.level}}
	}
	variables := map[string]any{"where": c.where.Where(level), "first": rowsOfPage, "ofSide": mostOfSide}
	if c.within != "" {
		variables["within"] = c.within
	}
	if c.after != "" {
		variables["after"] = c.after
	}
	return variables
}

type data struct {
	Contradictions struct {
		TotalCount int
		PageInfo   answer.PageInfo
		Nodes      []contradiction
	}
	Looked answer.Tally
	answer.Options
}

// contradiction is a factor, or a factor in a phase, on which studies differ.
type contradiction struct {
	Factor             answer.Factor
	Phase              *answer.Named
	Studies            int
	OnlyThroughTurning bool
	Sides              []side
	Explanation        answer.Ambivalence
}

type side struct {
	Valence string
	Counts  answer.Counts // findings, studies and turned findings only
	// Findings are the first of the side, those without a study among them.
	Findings struct {
		TotalCount int
		Nodes      []struct {
			Key   string
			Study *answer.Study
		}
	}
}

// columns of the download: one row for each side.
var columns = []string{
	"factor", "level", "phase", "studies", "onlyThroughTurning",
	"valence", "sideStudies", "sideFindings", "sideFromAbsence", "goesAlongWith",
}

// table gives the sides of the contradictions that the page shows.
func table(v *frame.Visit) (frame.Table, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.Table{}, err
	}
	t := frame.Table{Columns: columns}
	for _, c := range d.Contradictions.Nodes {
		phase := ""
		if c.Phase != nil {
			phase = c.Phase.Key
		}
		var along []string
		for _, cause := range c.Explanation.Causes {
			if cause.Moderator != "" {
				along = append(along, cause.Kind+":"+cause.Moderator)
			} else {
				along = append(along, cause.Kind)
			}
		}
		for _, s := range c.Sides {
			t.Rows = append(t.Rows, []string{
				c.Factor.Key, c.Factor.Level, phase, strconv.Itoa(c.Studies), strconv.FormatBool(c.OnlyThroughTurning),
				s.Valence, strconv.Itoa(s.Counts.Studies), strconv.Itoa(s.Counts.Findings), strconv.Itoa(s.Counts.FromAbsence),
				strings.Join(along, ";"),
			})
		}
	}
	return t, nil
}
