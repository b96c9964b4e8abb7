// Package ambivalence tells in plain words why the evidence on a factor points both
// ways: it turns the causes that the engine names into what the template "causes" shows.
//
// It must not know a page; pages tell it which findings they show, and where.
package ambivalence

import (
	"slices"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/parts"
)

// few is below how many studies a value is said to rest on small numbers, as the engine
// says it.
const few = 3

// most is how many groups of a cause are shown: values of a dimension are few, but
// studies that point both ways by themselves may be thousands.
const most = 12

// ids are the words of each kind, in web/frame's catalogues.
var ids = map[string]string{
	"WITHIN_ONE_ACCOUNT": "within", "BETWEEN_STUDIES": "between", "BY_PHASE": "phase",
	"BY_MODERATOR": "moderator", "BY_STATE": "state",
}

// Causes gives each cause in words. shown are the findings that the page shows, each
// with the id that the template "finding" gives it: the deciding ones among them become
// links, the others are counted.
func Causes(v *frame.Visit, given answer.Ambivalence, shown []answer.Finding) []parts.Cause {
	var list []parts.Cause
	for _, c := range given.Causes {
		id, known := ids[c.Kind]
		if !known {
			continue
		}
		cause := parts.Cause{
			Kind: c.Kind, Note: c.Note,
			Title:    v.Words.T("frame.cause."+id, "what", moderator(v, c.Moderator)),
			Means:    v.Words.T("frame.cause." + id + "-means"),
			Splits:   id != "within" && id != "between",
			Deciding: c.TotalFindings,
		}
		var small []string
		for _, g := range c.Groups {
			group := group(v, g)
			if len(cause.Groups) < most {
				cause.Groups = append(cause.Groups, group)
			}
			if cause.Splits && !group.Silent && g.Counts.Studies > 0 && g.Counts.Studies < few {
				small = append(small, group.Label)
			}
		}
		cause.MoreGroups = len(c.Groups) - len(cause.Groups)
		if len(small) > most {
			small = append(small[:most:most], v.Words.T("frame.cause.others", "count", len(small)-most))
		}
		if len(small) > 0 {
			cause.Small = v.Words.T("frame.cause.small", "values", v.Words.List(small))
		}
		for _, f := range shown {
			if slices.ContainsFunc(c.Findings, func(d struct{ Key string }) bool { return d.Key == f.Key }) {
				cause.Findings = append(cause.Findings, parts.CauseFinding{Href: "#finding-" + f.Key, Valence: f.FactorValence, Label: source(f)})
			}
		}
		cause.More = c.TotalFindings - len(cause.Findings)
		list = append(list, cause)
	}
	return list
}

func moderator(v *frame.Visit, name string) string {
	if name == "" {
		return ""
	}
	return v.Words.Dimension(name)
}

// source names a finding shortly: by its study, or by the report in which it was read.
func source(f answer.Finding) string {
	if f.Study != nil {
		return f.Study.Title
	}
	return f.Report.Title
}

func group(v *frame.Visit, g answer.CauseGroup) parts.CauseGroup {
	shown := parts.CauseGroup{Label: v.Words.Value(g.Value.Dimension, g.Value.Key, g.Value.Label), Studies: g.Counts.Studies}
	for _, count := range g.Counts.ByValence {
		shown.Values = append(shown.Values, parts.Amount{Valence: count.Valence, Findings: count.Findings, Studies: count.Studies})
	}
	switch g.Value.Key {
	case "NOT_REPORTED", "NOT_EXTRACTED":
		shown.Absent, shown.Silent = g.Value.Key, true
	case "NOT_APPLICABLE", "MIXED":
		shown.Silent = true
	}
	switch g.Value.Dimension {
	case "STUDY":
		shown.Href = v.Path("study", "key", g.Value.Key)
	case "REPORT":
		shown.Href = v.Path("report", "key", g.Value.Key)
	case "PHASE":
		shown.Href = v.Path("phase", "key", g.Value.Key)
	case "VALENCE":
		shown.Valence = g.Value.Key
	}
	return shown
}
