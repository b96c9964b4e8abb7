package network

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/exitgraph/exitgraph/web/frame"
)

// graph is what a page shows: the same for the tables and the drawing.
type graph struct {
	Nodes []node
	Edges []edge
}

type node struct {
	Key, Name, Note string
	Kind            kind
	Href            string // of the page of the record; empty where there is none
	Around          string // of this page, around the record
}

type edge struct {
	From, To node
	Kind     string // of the contract's EdgeKind; empty between factors and phases
	Valence  string // empty where the edge has none
	Studies  int    // zero where the edge counts none
	Href     string // of the findings behind it
}

// drawn is the graph as the drawing takes it.
type drawn struct {
	Kinds map[string]string `json:"kinds"`
	Nodes []drawnNode       `json:"nodes"`
	Edges []drawnEdge       `json:"edges"`
}

type drawnNode struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Kind  string `json:"kind"`
	Href  string `json:"href"`
	Note  string `json:"note"`
}

type drawnEdge struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Kind  string `json:"kind"`
	Label string `json:"label"`
}

// newNode makes the node of a record.
func newNode(v *frame.Visit, r record) node {
	n := node{Key: r.Key, Name: r.name(v.Words), Note: r.note(), Kind: kinds[r.Typename], Around: v.Path("network", "node", r.Key)}
	if n.Kind.Page != "" {
		n.Href = v.Path(n.Kind.Page, "key", r.Key)
	}
	return n
}

// draw gives the graph to the drawing. In it each node leads to its neighbours, and the
// one in the middle to its own page.
func (g graph) draw(v *frame.Visit, middle string) drawn {
	d := drawn{Kinds: map[string]string{}, Nodes: []drawnNode{}, Edges: []drawnEdge{}}
	for _, n := range g.Nodes {
		d.Kinds[n.Kind.Drawn] = v.Words.Term("NodeKind", n.Kind.Enum)
		href := n.Around
		if n.Key == middle {
			href = n.Href
		}
		d.Nodes = append(d.Nodes, drawnNode{n.Key, label(n.Name), n.Kind.Drawn, href, unturned(n.Note)})
	}
	for _, e := range g.Edges {
		words := v.Words.Term("EdgeKind", e.Kind)
		if e.Valence != "" {
			words = v.Words.Term("Valence", e.Valence)
		}
		if e.Studies > 0 {
			words += ", " + v.Words.T("count.studies", "count", e.Studies)
		}
		d.Edges = append(d.Edges, drawnEdge{e.From.Key, e.To.Key, strings.ToLower(e.Valence), words})
	}
	return d
}

// label gives a name as it stands in the drawing; long titles are told by the table.
func label(name string) string {
	const most = 48
	runes := []rune(unturned(name))
	if len(runes) <= most {
		return string(runes)
	}
	return strings.TrimSpace(string(runes[:most-1])) + "…"
}

// unturned takes out what turns the direction of writing: the drawing puts texts one
// behind the other, where a turn would go on.
func unturned(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, text)
}

// around is the graph of a record and what stands around it.
func (d data) around(v *frame.Visit) graph {
	var g graph
	byKey := map[string]node{}
	valence := map[string]string{} // of findings
	for _, r := range d.Neighbourhood.Nodes {
		n := newNode(v, r)
		byKey[r.Key] = n
		valence[r.Key] = r.FactorValence
		g.Nodes = append(g.Nodes, n)
	}
	for _, found := range d.Neighbourhood.Edges {
		e := edge{From: byKey[found.FromKey], To: byKey[found.ToKey], Kind: found.Kind}
		if found.Kind == "ABOUT" {
			e.Valence = valence[found.FromKey]
		}
		g.Edges = append(g.Edges, e)
	}
	return g
}

// left is what the overview does not show.
type left struct {
	Thin       int    // cells with fewer studies than asked for
	NoStudy    int    // cells with findings that rest on no study of their own
	Unplaced   int    // findings in no phase
	Cut        int    // links beyond what one page shows
	Phases     []node // phases without a link
	Findings   string
	Everything string
}

// overview is the graph of factors and phases, one link for each valence that a cell
// holds, so that none hides another.
func (m matrix) overview(v *frame.Visit, least int) (graph, left) {
	out := left{Unplaced: m.Unplaced.Findings, Findings: v.Path("findings", "unplaced", "yes"), Everything: v.Path("map")}
	var g graph
	for i, cell := range m.Cells {
		switch studies := cell.Counts.Studies; {
		case cell.Counts.Findings == 0:
			continue
		case studies == 0:
			out.NoStudy++
			continue
		case studies < least:
			out.Thin++
			continue
		}
		row, column := m.Rows[i/len(m.Columns)], m.Columns[i%len(m.Columns)]
		for _, side := range cell.Counts.ByValence {
			if side.Studies > 0 {
				g.Edges = append(g.Edges, edge{
					From: valueNode(v, "Factor", row.Key, row.Label), To: valueNode(v, "Phase", column.Key, column.Label),
					Valence: side.Valence, Studies: side.Studies,
					Href: v.Path("findings", "factor", row.Key, "phase", column.Key, "valence", side.Valence),
				})
			}
		}
	}
	if len(g.Edges) > mostLinks {
		slices.SortStableFunc(g.Edges, func(x, y edge) int { return cmp.Compare(y.Studies, x.Studies) })
		out.Cut = len(g.Edges) - mostLinks
		g.Edges = g.Edges[:mostLinks]
	}
	linked := map[string]bool{}
	for _, e := range g.Edges {
		linked[e.To.Key] = true
	}
	for _, column := range m.Columns {
		phase := valueNode(v, "Phase", column.Key, column.Label)
		if linked[phase.Key] {
			g.Nodes = append(g.Nodes, phase)
		} else {
			out.Phases = append(out.Phases, phase)
		}
	}
	for _, e := range g.Edges {
		if !linked[e.From.Key] {
			linked[e.From.Key] = true
			g.Nodes = append(g.Nodes, e.From)
		}
	}
	return g, out
}

func valueNode(v *frame.Visit, typename, key, name string) node {
	r := record{Typename: typename, Key: key}
	r.Label.Value = name
	return newNode(v, r)
}
