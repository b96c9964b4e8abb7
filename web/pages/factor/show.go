package factor

import (
	"github.com/exitgraph/exitgraph/web/ambivalence"
	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/onefactor"
	"github.com/exitgraph/exitgraph/web/parts"
)

// content is what the template shows.
type content struct {
	*factor
	Brief, All string
	Form       parts.Filters
	Filtered   []string
	LeftOut    []string
	Stations   []station
	Unplaced   []unplaced
	Sides      []side // facilitating and hindering, then both ways and unsigned
	Causes     []parts.Cause
	Voices     []voices
	Unknown    onefactor.Unknown
	Sources    sources
}

// side is the findings of one valence.
type side struct {
	Valence, Class, Title string
	answer.FindingPage
	Studies int
	More    string // the address of all of them, where not all are shown
}

// sources are the studies and reports behind the findings.
type sources struct {
	Studies, Reports int
	ShownStudies     []answer.Study
	ShownReports     []answer.Reference
}

func show(v *frame.Visit) (frame.View, error) {
	d, err := read(v)
	if err != nil {
		return frame.View{}, err
	}
	f, set := d.Factor, filter.Read(v.Address)
	lead := onefactor.Summary(v.Words, f.Counts)
	c := content{
		factor: f,
		Brief:  v.Path("brief", append([]any{"key", f.Key}, set.Pairs()...)...),
		All:    onefactor.Findings(v, set, f.Key),
		Form:   set.Form(v, d.Options), Filtered: set.Words(v.Words),
		LeftOut:  onefactor.LeftOut(v.Words, f.FactorFacts),
		Stations: stations(v, set, f),
		Unplaced: placedNowhere(v, set, d),
		Causes:   ambivalence.Causes(v, f.Ambivalence, f.findings()),
		Voices:   allVoices(v, set, d),
		Unknown:  onefactor.NotKnown(v, set, f.FactorFacts, d.FactorTallies),
		Sources:  behind(d),
	}
	for _, s := range []side{
		{Valence: "FACILITATING", Class: "side-for", FindingPage: f.Facilitating},
		{Valence: "HINDERING", Class: "side-against", FindingPage: f.Hindering},
		{Valence: "AMBIVALENT", Class: "side-both", FindingPage: f.Ambivalent},
		{Valence: "UNSIGNED", Class: "side-unsigned", FindingPage: f.Unsigned},
	} {
		s.Title = onefactor.Side(v.Words, s.Valence)
		s.Studies = f.Counts.Of(s.Valence).Studies
		if s.TotalCount > len(s.Nodes) {
			s.More = onefactor.Findings(v, set, f.Key, "valence", s.Valence)
		}
		c.Sides = append(c.Sides, s)
	}
	view := frame.View{
		Title: f.Label.Value, Of: c.Filtered, Lead: lead, Page: c,
		Crumbs: []frame.Crumb{{Label: v.Words.T("nav.factors"), Href: v.Path("factors")}},
	}
	if f.Label.IsFallback {
		view.TitleLang = f.Label.Lang
	}
	if other := f.Other(v.Words.Lang()); other != nil {
		view.Also, view.AlsoLang = other.Value, other.Lang
	}
	return view, nil
}

func behind(d data) sources {
	return sources{
		Studies: d.Studies.TotalCount, Reports: d.Reports.TotalCount,
		ShownStudies: d.Studies.Nodes, ShownReports: d.Reports.Nodes,
	}
}
