package studies

import (
	"slices"

	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/listing"
	"github.com/exitgraph/exitgraph/web/parts"
)

// content is what the template shows.
type content struct {
	Form     parts.Filters
	Chips    []parts.Chip
	Heads    []parts.Head
	Studies  []row
	Pager    parts.Pager
	MadeUpOf []group
}

// row is one study in the table.
type row struct {
	study
	Countries, Sizes []string
	FindingsHref     string
}

// group is how many studies have each value of one property.
type group struct {
	Title, Enum string
	Values      []value
	Max         int
}

type value struct {
	Key, Href string
	Studies   int
}

func show(v *frame.Visit) (frame.View, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.View{}, err
	}
	set, w := filter.Studies(v.Address), v.Words
	list := d.Studies
	c := content{
		Form: set.Form(v, d.Options), Heads: order(v.Address).Heads(v),
		Pager: listing.Pager(v, len(list.Nodes), list.TotalCount, list.PageInfo),
		MadeUpOf: []group{
			madeUp(v, w.T("filter.design"), "StudyDesign", "design", list.Designs),
			madeUp(v, w.T("filter.route"), "TraffickingScope", "route", list.Routes),
			madeUp(v, w.T("filter.setting"), "ExploitationSetting", "setting", list.Settings),
			madeUp(v, w.T("filter.subject"), "DefinitionScope", "subject", list.Subjects),
		},
	}
	c.Chips, c.Form.Chips = c.Form.Chips, nil
	for _, s := range list.Nodes {
		r := row{study: s, Countries: listing.Countries(w, s.countries()), FindingsHref: v.Path("findings", "study", s.Key)}
		for _, p := range s.Samples {
			r.Sizes = append(r.Sizes, listing.Size(w, p.Size, p.SizeUnit))
		}
		c.Studies = append(c.Studies, r)
	}
	return frame.View{Of: set.Words(w), Lead: w.T("lead"), Page: c, NoIndex: set.Any()}, nil
}

// countries gives the codes of where the data of a study come from, each once.
func (s study) countries() []string {
	var list []string
	for _, p := range s.Samples {
		for _, code := range p.CountriesOfStudy {
			if !slices.Contains(list, code) {
				list = append(list, code)
			}
		}
	}
	return list
}

// madeUp counts the studies of the whole list by one property, each with the address of
// the list of these alone.
func madeUp(v *frame.Visit, title, enum, name string, facets []facet) group {
	g := group{Title: title, Enum: enum}
	for _, f := range facets {
		if len(f.Keys) != 1 {
			continue
		}
		query := v.Values()
		query.Del("after")
		query.Del("before")
		query.Set(name, f.Keys[0].Key)
		g.Values = append(g.Values, value{Key: f.Keys[0].Key, Studies: f.Nodes, Href: v.Here(query)})
		g.Max = max(g.Max, f.Nodes)
	}
	return g
}
