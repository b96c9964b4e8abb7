package contradictions

import (
	"slices"

	"github.com/exitgraph/exitgraph/web/ambivalence"
	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/parts"
)

// content is what the template shows.
type content struct {
	Form     parts.Filters
	Filtered bool
	Within   []parts.Way
	InPhases bool
	Total    int
	Factors  int // that have findings under the filters
	List     []shown
	Pager    parts.Pager
	First    string // the address of the first page; empty on it
	Ways     []parts.Link
}

type shown struct {
	contradiction
	ID    string
	Sides []shownSide
	Most  int // studies of the largest side
	// Double says that a study is on several sides, Turned how many findings were read
	// from the side of the factor.
	Double bool
	Turned int
	Along  []parts.Cause
	Page   string // the address of the factor, where it says why
	All    string // the address of all findings
}

type shownSide struct {
	Valence string
	Counts  answer.Counts
	Href    string
	Studies []answer.Study // that the page names
	More    bool           // there are further studies
	Without bool           // there are findings without a study
}

func show(v *frame.Visit) (frame.View, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.View{}, err
	}
	asked, w := read(v.Address), v.Words
	found := d.Contradictions
	c := content{
		Form: form(v, asked, d), Filtered: asked.where.Any() || asked.level != "",
		InPhases: asked.within == inPhases,
		Total:    found.TotalCount, Factors: len(d.Looked.Groups),
		Pager: parts.Pager{Shown: len(found.Nodes), Total: found.TotalCount},
	}
	c.Within = []parts.Way{
		{Label: w.T("within.factor"), Href: v.Here(v.With("within", "")), Current: !c.InPhases},
		{Label: w.T("within.phase"), Href: v.Here(v.With("within", inPhases)), Current: c.InPhases},
	}
	_, c.Pager.Next = v.Pages(false, found.PageInfo.HasNextPage, "", found.PageInfo.EndCursor)
	if asked.after != "" {
		c.First = v.Here(v.With("after", ""))
	}
	for _, node := range found.Nodes {
		c.List = append(c.List, made(v, asked, node))
	}
	if len(c.List) == 0 {
		c.Ways = waysOn(v, asked, c)
	}
	return frame.View{Of: of(w, asked), Lead: w.T("lead"), Page: c}, nil
}

// of tells the choices that are set.
func of(w frame.Words, asked choice) []string {
	list := asked.where.Words(w)
	if asked.level != "" {
		list = append(list, w.T("filter.level")+": "+w.Term("FactorLevel", asked.level))
	}
	if asked.within == inPhases {
		list = append(list, w.T("within.phase"))
	}
	return list
}

func made(v *frame.Visit, asked choice, node contradiction) shown {
	s := shown{contradiction: node, ID: "on-" + node.Factor.Key}
	about := []any{"factor", node.Factor.Key}
	if node.Phase != nil {
		s.ID += "-" + node.Phase.Key
		about = append(about, "phase", node.Phase.Key)
	}
	about = append(about, asked.where.Pairs()...)
	s.All = v.Path("findings", about...)
	s.Page = v.Path("factor", append([]any{"key", node.Factor.Key}, asked.where.Pairs()...)...) + "#both-ways"
	sum := 0
	for _, one := range node.Sides {
		sum += one.Counts.Studies
		s.Most = max(s.Most, one.Counts.Studies)
		s.Turned += one.Counts.FromAbsence
		shown := shownSide{
			Valence: one.Valence, Counts: one.Counts,
			Href: v.Path("findings", append(slices.Clone(about), "valence", one.Valence)...),
		}
		for _, finding := range one.Findings.Nodes {
			switch {
			case finding.Study == nil:
				shown.Without = true
			case !slices.ContainsFunc(shown.Studies, func(known answer.Study) bool { return known.Key == finding.Study.Key }):
				shown.Studies = append(shown.Studies, *finding.Study)
			}
		}
		shown.More = len(shown.Studies) < one.Counts.Studies
		s.Sides = append(s.Sides, shown)
	}
	s.Double = sum > node.Studies
	// That studies differ is what a contradiction is: it needs no saying again.
	for _, cause := range ambivalence.Causes(v, node.Explanation, nil) {
		if cause.Kind != "BETWEEN_STUDIES" {
			s.Along = append(s.Along, cause)
		}
	}
	return s
}

func form(v *frame.Visit, asked choice, d data) parts.Filters {
	w := v.Words
	levels := parts.Field{Name: "level", Label: w.T("filter.level"), Options: []parts.Option{{Label: w.T("filter.any"), Selected: asked.level == ""}}}
	for _, level := range w.Terms("FactorLevel") {
		levels.Options = append(levels.Options, parts.Option{Value: level, Label: w.Term("FactorLevel", level), Selected: level == asked.level})
	}
	f := asked.where.Form(v, d.Options, levels)
	if asked.level != "" {
		f.Chips = append([]parts.Chip{{Label: w.T("filter.level") + ": " + w.Term("FactorLevel", asked.level), Href: v.Here(v.With("level", ""))}}, f.Chips...)
		query := v.With("level", "")
		for _, name := range filter.Names() {
			query.Del(name)
		}
		f.Clear = v.Here(query)
	}
	return f
}

// waysOn gives where to go where nothing was found.
func waysOn(v *frame.Visit, asked choice, c content) []parts.Link {
	var list []parts.Link
	if c.First != "" {
		list = append(list, parts.Link{Label: v.Words.T("pager.first"), Href: c.First})
	}
	if c.InPhases {
		list = append(list, parts.Link{Label: v.Words.T("instead.factor"), Href: v.Here(v.With("within", ""))})
	}
	if c.Form.Clear != "" {
		list = append(list, parts.Link{Label: v.Words.T("filter.clear"), Href: c.Form.Clear})
	}
	return append(list,
		parts.Link{Label: v.Words.T("instead.findings"), Href: v.Path("findings", asked.where.Pairs()...)},
		parts.Link{Label: v.Words.T("instead.gaps"), Href: v.Path("gaps")},
	)
}
