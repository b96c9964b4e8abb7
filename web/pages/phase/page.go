// Package phase is the page of one phase: what acts in it, what nobody studied there, and
// where it stands in its model.
package phase

import (
	"embed"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/leaving"
	"github.com/exitgraph/exitgraph/web/listing"
	"github.com/exitgraph/exitgraph/web/parts"
)

//go:embed page.html page.graphql en.toml it.toml
var files embed.FS

const (
	kind     = "PHASE"
	pageSize = 25
)

// Page is one phase.
func Page() frame.Page {
	return frame.Page{Name: "phase", Path: "phases/{key}", Kind: kind, Files: files, Ask: ask, Show: show, Table: table}
}

type object = map[string]any

func ask(a *frame.Address) map[string]any {
	where, key := filter.Read(a), a.Part("key")
	here := object{"phase": object{"key": object{"eq": key}}}
	variables := a.Paging(pageSize)
	if variables == nil {
		variables = object{}
	}
	variables["key"], variables["where"], variables["here"] = key, where.Where(), where.Where(here)
	variables["stated"] = where.Where(here, object{"phaseBasis": object{"eq": "STATED"}})
	variables["near"] = where.Where(object{"phase": object{"equivalentTo": object{"eq": key}}})
	variables["absent"] = object{"findings": object{"none": where.Where(here)}}
	return variables
}

type data struct {
	Phase  *record
	Here   tally
	Stated struct{ Total answer.Counts }
	Near   struct{ Total answer.Counts }
	Absent struct {
		TotalCount int
		Nodes      []answer.Factor
	}
	All                        struct{ TotalCount int }
	Informants, Stages, Places groups
	answer.Options
}

type record struct {
	answer.Phase
	Confidence string
	Parent     *answer.Named
	Model      answer.Model
	Mappings   []answer.Mapping
	Findings   answer.FindingPage
}

type tally struct {
	Groups []struct {
		Keys []struct {
			answer.Value
			Node *struct{ Level string }
		}
		Counts answer.Counts
	}
	Total answer.Counts
}

type groups struct {
	Groups []struct {
		Keys   []answer.Value
		Counts answer.Counts
	}
	Unplaced answer.Counts
}

type content struct {
	answer.Phase
	Confidence   string
	Parent       *answer.Named
	Model        leaving.Shown
	Own          leaving.Station // this phase in its model
	Place, Of    int             // its place and the number of places; 0 where there is no order
	Form         parts.Filters
	Filtered     bool
	Total        answer.Counts
	Stated       int
	Sides        []side
	Both         []act // factors for which findings point different ways
	BothShown    []act // the first of them
	Absent       []answer.Factor
	AbsentCount  int
	FactorCount  int
	Mappings     []answer.Mapping
	Who          []amounts
	Unlocated    int
	Findings     []answer.Finding
	Pager        parts.Pager
	FindingsHref string
	Near         int    // findings in phases of other models that mean the same, or nearly
	NearHref     string // those of this phase, and these
	Protects     bool   // a step back leaves the phase: to help means to protect from it
}

func show(v *frame.Visit) (frame.View, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.View{}, err
	}
	p := d.Phase
	if p == nil {
		return frame.View{}, frame.Missing{Kind: kind, Key: v.Part("key")}
	}
	where := filter.Read(v.Address)
	c := content{
		Phase: p.Phase, Confidence: p.Confidence, Parent: p.Parent, Model: leaving.Of(v, p.Model, where, p.Key),
		Form: where.Form(v, d.Options), Filtered: where.Any(), Total: d.Here.Total, Stated: d.Stated.Total.Findings,
		Absent: d.Absent.Nodes, AbsentCount: d.Absent.TotalCount, FactorCount: d.All.TotalCount,
		Who: who(v, d), Unlocated: d.Places.Unplaced.Studies, Findings: p.Findings.Nodes,
		FindingsHref: v.Path("findings", append([]any{"phase", p.Key, "direct", "yes"}, where.Pairs()...)...),
		Near:         d.Near.Total.Findings - d.Here.Total.Findings,
		NearHref:     v.Path("findings", append([]any{"phase", p.Key}, where.Pairs()...)...),
	}
	c.Sides, c.Both = sides(v, d.Here, p.Key, where)
	c.BothShown = c.Both[:min(mostShown, len(c.Both))]
	c.place()
	for _, m := range p.Mappings {
		c.Mappings = append(c.Mappings, m.Seen(func(end answer.MappedPhase) bool { return end.Key == p.Key }))
	}
	c.Pager = listing.Pager(v, len(c.Findings), p.Findings.TotalCount, p.Findings.PageInfo)
	view := frame.View{Title: p.Label.Value, Of: append([]string{p.Model.Name}, where.Words(v.Words)...), Page: c, Crumbs: []frame.Crumb{
		{Label: v.Words.T("nav.phases"), Href: v.Path("phases")},
		{Label: p.Model.Name, Href: c.Model.Href},
	}}
	if p.Label.IsFallback {
		view.TitleLang = p.Label.Lang
	}
	if p.Definition != nil && !p.Definition.IsFallback {
		view.Lead = p.Definition.Value
	}
	return view, nil
}

// place finds the phase among the stations of its model.
func (c *content) place() {
	for _, station := range c.Model.All() {
		if station.Key == c.Key {
			c.Own = station
			c.Protects = len(station.Back) > 0
		}
	}
	if c.Own.Number != "" {
		c.Place, c.Of = *c.Position, len(c.Model.Stations)
	}
}
