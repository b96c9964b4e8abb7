package onefactor

import (
	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
)

// Summary is one sentence of counts.
func Summary(w frame.Words, c answer.Counts) string {
	switch {
	case c.Findings == 0:
		return w.T("frame.factor.summary-none")
	case c.Studies == 0:
		return w.T("frame.factor.summary-no-study", "findings", w.T("count.findings", "count", c.Findings))
	}
	amounts := w.List([]string{w.T("count.studies", "count", c.Studies), w.T("count.samples", "count", c.Samples), people(w, c)})
	var sides []string
	if n := c.Of("FACILITATING").Studies; n > 0 {
		sides = append(sides, w.T("tally.facilitating", "count", n))
	}
	if n := c.Of("HINDERING").Studies; n > 0 {
		sides = append(sides, w.T("tally.hindering", "count", n))
	}
	if n := c.Of("AMBIVALENT").Studies; n > 0 {
		sides = append(sides, w.T("tally.ambivalent", "count", n))
	}
	if n := c.Of("UNSIGNED").Studies; n > 0 {
		sides = append(sides, w.T("tally.unsigned", "count", n))
	}
	return w.T("frame.factor.summary", "amounts", amounts, "sides", w.List(sides))
}

func people(w frame.Words, c answer.Counts) string {
	switch {
	case c.Participants == 0:
		return w.T("frame.factor.people-unknown")
	case c.SamplesOfUnknownSize > 0:
		return w.T("count.people-known", "count", c.Participants)
	default:
		return w.T("count.people", "count", c.Participants)
	}
}

// Side heads the findings of one valence, in words for everybody.
func Side(w frame.Words, valence string) string {
	switch valence {
	case "FACILITATING":
		return w.T("frame.factor.helps")
	case "HINDERING":
		return w.T("frame.factor.hinders")
	case "AMBIVALENT":
		return w.T("frame.factor.both")
	default:
		return w.T("frame.factor.unsigned")
	}
}

// LeftOut says what the sentence leaves out, and what it takes a liberty with.
func LeftOut(w frame.Words, f answer.FactorFacts) []string {
	c := f.Counts
	var list []string
	sides := 0
	for _, v := range c.ByValence {
		sides += v.Studies
	}
	if sides > c.Studies {
		list = append(list, w.T("frame.several-sides"))
	}
	if n := c.SamplesOfUnknownSize; n > 0 {
		list = append(list, w.T("frame.size-unknown", "count", n))
	}
	if c.ParticipantsMayOverlap {
		list = append(list, w.T("frame.may-overlap"))
	}
	if n := c.FromAbsence; n > 0 {
		list = append(list, w.T("frame.from-absence", "count", n))
	}
	if n := f.WithoutStudy.Findings; n > 0 {
		list = append(list, w.T("frame.factor.without-study", "count", n))
	}
	return list
}
