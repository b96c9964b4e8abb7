package brief

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
	answer.FactorFacts
	Other           *answer.LocalText // the name in the other language
	OtherLang       string
	Summary         string
	ManyPhases      bool // too many to stand side by side
	LeftOut         []string
	Filtered        []string
	Sides           []side
	FindingsLeftOut int
	Causes          []parts.Cause
	Unknown         onefactor.Unknown
	CaveatsShown    []answer.CaveatShown
	CaveatsLeftOut  int
	References      []reference
	SourcesLeftOut  int
	Factor, All     string // addresses of the page of the factor, and of all findings
	RIS, BibTeX     string
}

// side is the findings of one valence.
type side struct {
	Valence, Title string
	Findings       []cited
	Total          int
}

// reference is an entry of the numbered list.
type reference struct {
	answer.Reference
	Number int
	Cited  bool // a finding of the brief was read in it
}

func show(v *frame.Visit) (frame.View, error) {
	d, err := read(v)
	if err != nil {
		return frame.View{}, err
	}
	f, set := d.Factor, filter.Read(v.Address)
	c := content{
		FactorFacts: f.FactorFacts, OtherLang: "it",
		Summary: onefactor.Summary(v.Words, f.Counts), LeftOut: onefactor.LeftOut(v.Words, f.FactorFacts),
		Filtered: set.Words(v.Words),
		Causes:   ambivalence.Causes(v, f.Ambivalence, nil),
		Unknown:  onefactor.NotKnown(v, set, f.FactorFacts, d.FactorTallies),
		Factor:   v.Path("factor", append([]any{"key", f.Key}, set.Pairs()...)...),
		All:      onefactor.Findings(v, set, f.Key),
		RIS:      form(v, "ris"), BibTeX: form(v, "bibtex"),
	}
	if v.Words.Lang() == "it" {
		c.OtherLang = "en"
	}
	c.Other = f.Other(v.Words.Lang())
	for i := range c.Causes {
		cause := &c.Causes[i]
		if over := len(cause.Groups) - mostGroups; over > 0 {
			cause.Groups, cause.MoreGroups = cause.Groups[:mostGroups], cause.MoreGroups+over
		}
	}
	c.ManyPhases = len(f.ByPhase) > mostColumns
	c.CaveatsShown = f.Caveats[:min(len(f.Caveats), mostCaveats)]
	c.CaveatsLeftOut = len(f.Caveats) - len(c.CaveatsShown)
	c.Sides = []side{
		{"FACILITATING", onefactor.Side(v.Words, "FACILITATING"), f.Facilitating.Nodes, f.Facilitating.TotalCount},
		{"HINDERING", onefactor.Side(v.Words, "HINDERING"), f.Hindering.Nodes, f.Hindering.TotalCount},
		{"AMBIVALENT", onefactor.Side(v.Words, "AMBIVALENT"), f.Ambivalent.Nodes, f.Ambivalent.TotalCount},
		{"UNSIGNED", onefactor.Side(v.Words, "UNSIGNED"), f.Unsigned.Nodes, f.Unsigned.TotalCount},
	}
	c.FindingsLeftOut = fit(c.Sides, mostFindings)
	c.References = number(c.Sides, d.Reports.Nodes)
	c.SourcesLeftOut = max(0, d.Reports.TotalCount-len(c.References))
	return frame.View{Title: v.Words.T("title-of", "name", f.Label.Value), Of: c.Filtered, Description: c.Summary, Page: c, Bare: true, Crumbs: []frame.Crumb{
		{Label: v.Words.T("nav.factors"), Href: v.Path("factors")}, {Label: f.Label.Value, Href: c.Factor},
	}}, nil
}

// form gives the address of the same brief's references in a form.
func form(v *frame.Visit, name string) string {
	query := v.Values()
	query.Set("format", name)
	return v.Here(query)
}

// fit keeps so many findings over all sides that they fit, taking from the longest side
// first so that no side is lost, and gives how many are left out of all there are.
func fit(sides []side, most int) int {
	kept, total := 0, 0
	for _, s := range sides {
		kept += len(s.Findings)
		total += s.Total
	}
	for ; kept > most; kept-- {
		longest := &sides[0]
		for i := range sides {
			if len(sides[i].Findings) > len(longest.Findings) {
				longest = &sides[i]
			}
		}
		longest.Findings = longest.Findings[:len(longest.Findings)-1]
	}
	return total - kept
}

// number gives each report a number, in the order in which the findings name them, and
// after them the other reports of the studies.
func number(sides []side, others []answer.Reference) []reference {
	var list []reference
	numbers := map[string]int{}
	for _, s := range sides {
		for i := range s.Findings {
			report := s.Findings[i].Report
			if numbers[report.Key] == 0 {
				list = append(list, reference{Reference: report, Number: len(list) + 1, Cited: true})
				numbers[report.Key] = len(list)
			}
			s.Findings[i].Number = numbers[report.Key]
		}
	}
	for _, report := range others {
		if numbers[report.Key] == 0 && len(list) < mostReferences {
			list = append(list, reference{Reference: report, Number: len(list) + 1})
			numbers[report.Key] = len(list)
		}
	}
	return list
}
