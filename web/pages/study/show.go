package study

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/listing"
	"github.com/exitgraph/exitgraph/web/parts"
)

// content is what the template shows.
type content struct {
	*study
	Facts       []based
	Years       string
	People      []people
	Roles       []role
	MoreReports bool
	Counts      answer.Counts
	LeftOut     []string
	Groups      []group
	ByPhase     bool
	ByOther     string // the address of the other grouping
	Pager       parts.Pager
	All         string
}

// based is a property of a study with where it comes from.
type based struct {
	Label, Enum, Value string
	Basis              string // empty where none is recorded for the property
	Anchor             string // in the glossary
}

// people is one sample in words.
type people struct {
	sample
	HowMany string
	Places  []string
	Shared  []answer.Study // other studies of the same people
}

// role is what reports have to do with the study, and which these are.
type role struct {
	Role    string
	Reports []told
}

// group is the findings on one factor, or in one phase.
type group struct {
	Key      string // empty for findings in no phase
	Label    answer.LocalText
	Findings []answer.Finding
}

func show(v *frame.Visit) (frame.View, error) {
	d, err := read(v)
	if err != nil {
		return frame.View{}, err
	}
	s, w := d.Study, v.Words
	c := content{
		study: s, Counts: d.Amounts.Total, Years: years(s.DataCollectedFrom, s.DataCollectedTo),
		Facts: []based{
			{w.T("filter.subject"), "DefinitionScope", s.DefinitionScope, "", "definition-scope"},
			{w.T("filter.design"), "StudyDesign", s.Design, s.DesignBasis, "study-design"},
			{w.T("filter.route"), "TraffickingScope", s.TraffickingScope, s.TraffickingScopeBasis, "trafficking-scope"},
			{w.T("filter.setting"), "ExploitationSetting", s.Setting, s.SettingBasis, "exploitation-setting"},
		},
		ByPhase:     v.Option("group", byPhase) == byPhase,
		Pager:       listing.Pager(v, len(d.Findings.Nodes), d.Findings.TotalCount, d.Findings.PageInfo),
		All:         v.Path("findings", "study", s.Key),
		MoreReports: s.Reports.TotalCount > len(s.Reports.Edges),
	}
	c.ByOther = v.Path("study", "key", s.Key, "group", byPhase)
	if c.ByPhase {
		c.ByOther = v.Path("study", "key", s.Key)
	}
	for _, p := range s.Samples {
		one := people{sample: p, HowMany: listing.Size(w, p.Size, p.SizeUnit), Places: listing.Countries(w, p.CountriesOfStudy)}
		for _, other := range p.Studies {
			if other.Key != s.Key {
				one.Shared = append(one.Shared, other)
			}
		}
		c.People = append(c.People, one)
	}
	for _, name := range w.Terms("StudyReportRole") {
		r := role{Role: name}
		for _, edge := range s.Reports.Edges {
			if edge.Role == name {
				r.Reports = append(r.Reports, edge)
			}
		}
		if len(r.Reports) > 0 {
			c.Roles = append(c.Roles, r)
		}
	}
	c.Groups = grouped(d.Findings.Nodes, c.ByPhase)
	if c.ByPhase {
		inOrder(c.Groups, d.Phases)
	}
	if n := c.Counts.SamplesOfUnknownSize; n > 0 {
		c.LeftOut = append(c.LeftOut, w.T("frame.size-unknown", "count", n))
	}
	if n := c.Counts.FromAbsence; n > 0 {
		c.LeftOut = append(c.LeftOut, w.T("frame.from-absence", "count", n))
	}
	return frame.View{
		Title: s.Title, Lead: lead(w, d), Page: c, Permalink: d.Amounts.Citation.Permalink,
		Crumbs: []frame.Crumb{{Label: w.T("nav.studies"), Href: v.Path("studies")}},
	}, nil
}

// lead says in one sentence how much is recorded of the study.
func lead(w frame.Words, d data) string {
	return w.T("lead", "findings", w.T("count.findings", "count", d.Amounts.Total.Findings),
		"samples", w.T("count.samples", "count", len(d.Study.Samples)),
		"reports", w.T("count.reports", "count", d.Study.Reports.TotalCount))
}

func years(from, to *int) string {
	switch {
	case from == nil && to == nil:
		return ""
	case from == nil:
		return "–" + strconv.Itoa(*to)
	case to == nil:
		return strconv.Itoa(*from) + "–"
	case *from == *to:
		return strconv.Itoa(*from)
	default:
		return strconv.Itoa(*from) + "–" + strconv.Itoa(*to)
	}
}

// inOrder puts groups by phase in the order of the default model; those of other models
// follow, and those in no phase come last.
func inOrder(groups []group, phases []phase) {
	place, n := map[string]int{}, 0
	for _, p := range phases {
		for _, key := range append([]phase{p}, p.Parts...) {
			n++
			place[key.Key] = n
		}
	}
	rank := func(g group) int {
		switch at := place[g.Key]; {
		case g.Key == "":
			return n + 2
		case at == 0:
			return n + 1
		default:
			return at
		}
	}
	slices.SortStableFunc(groups, func(x, y group) int { return cmp.Compare(rank(x), rank(y)) })
}

// grouped puts findings that follow each other on one factor, or in one phase, together.
func grouped(list []answer.Finding, phases bool) []group {
	var groups []group
	for _, f := range list {
		g := group{Key: f.Factor.Key, Label: f.Factor.Label}
		if phases {
			g = group{}
			if f.Phase != nil {
				g = group{Key: f.Phase.Key, Label: f.Phase.Label}
			}
		}
		if last := len(groups) - 1; last < 0 || groups[last].Key != g.Key {
			groups = append(groups, g)
		}
		last := &groups[len(groups)-1]
		last.Findings = append(last.Findings, f)
	}
	return groups
}
