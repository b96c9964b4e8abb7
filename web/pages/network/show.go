package network

import (
	"strconv"

	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/parts"
)

// content is what the template shows.
type content struct {
	graph
	Middle    *node // nil in the overview
	Text      string
	Hits      []node
	Found     int // hits in all, shown or not
	Searched  bool
	Ways      []parts.Way
	Least     int
	Left      left
	Truncated bool
	Most      int
	Overview  string // address of the overview
	Drawing   *drawn // nil where the program was built without it
}

func show(v *frame.Visit) (frame.View, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.View{}, err
	}
	asked := read(v.Address)
	c := content{Text: asked.text, Least: asked.studies, Most: mostNodes, Searched: d.Search != nil, Overview: v.Path("network")}
	view := frame.View{Lead: v.Words.T("lead"), NoIndex: c.Searched}
	middle := ""
	if d.Neighbourhood != nil {
		c.graph, c.Truncated = d.around(v), d.Neighbourhood.Truncated
		c.Middle = &c.Nodes[0]
		middle = c.Middle.Key
		view.Title = v.Words.T("around", "name", c.Middle.Name)
		view.Lead = v.Words.T("around-lead")
		view.Crumbs = []frame.Crumb{{Label: v.Words.T("title"), Href: c.Overview}}
		c.Ways = []parts.Way{
			{Label: v.Words.T("one-step"), Href: v.Here(v.With("depth", "", "text")), Current: asked.depth == 1},
			{Label: v.Words.T("two-steps"), Href: v.Here(v.With("depth", "2", "text")), Current: asked.depth == 2},
		}
	} else {
		c.graph, c.Left = d.EvidenceMatrix.overview(v, asked.studies)
		view.Permalink = d.EvidenceMatrix.Citation.Permalink
		for _, least := range enough {
			n, _ := strconv.Atoi(least) // one of enough
			c.Ways = append(c.Ways, parts.Way{Label: v.Words.T("at-least", "count", n), Href: v.Here(v.With("studies", least, "text")), Current: n == asked.studies})
		}
	}
	if d.Search != nil {
		c.Found = d.Search.TotalCount
		for _, hit := range d.Search.Nodes {
			c.Hits = append(c.Hits, newNode(v, hit.Node))
		}
	}
	script, ok := v.BuiltIn("network.js")
	sheet, also := v.BuiltIn("network.css")
	if ok && also && len(c.Edges) > 0 {
		drawing := c.draw(v, middle)
		c.Drawing = &drawing
		view.Scripts, view.Styles = []string{script}, []string{sheet}
	}
	view.Page = c
	return view, nil
}

func table(v *frame.Visit) (frame.Table, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.Table{}, err
	}
	var g graph
	if d.Neighbourhood != nil {
		g = d.around(v)
	} else {
		g, _ = d.EvidenceMatrix.overview(v, read(v.Address).studies)
	}
	t := frame.Table{Columns: []string{"from", "fromKind", "fromName", "kind", "factorValence", "to", "toKind", "toName", "studies"}}
	for _, e := range g.Edges {
		studies := ""
		if e.Studies > 0 {
			studies = strconv.Itoa(e.Studies)
		}
		t.Rows = append(t.Rows, []string{
			e.From.Key, e.From.Kind.Enum, e.From.Name, e.Kind, e.Valence, e.To.Key, e.To.Kind.Enum, e.To.Name, studies,
		})
	}
	return t, nil
}
