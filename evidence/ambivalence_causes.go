package evidence

import "github.com/exitgraph/exitgraph/graph"

// ambivalent is the place of AMBIVALENT among the signed valences.
const ambivalent = len(signed) - 1

// withinAccounts tells whether an account at a spot points both ways. That a study
// has findings of two valences shows where the studies of all valences add up to more
// than there are.
func (t *ambivalenceTallies) withinAccounts(i int) (Cause, bool) {
	c := Cause{Kind: WithinOneAccount}
	total := &t.signed[i]
	sum := int32(0)
	for _, n := range studiesOf(total) {
		sum += n
	}
	if total.ByValence[ambivalent].Findings == 0 && sum == total.Studies {
		return c, false
	}
	if t.accounts.ofStudies == nil {
		return c, true
	}
	var seen ambivalentAccounts
	studies := seen.studies(t.accounts.ofStudies[i])
	reports := seen.reports(t.accounts.withoutStudy[i])
	c.Groups = append(t.s.values(studies, t.accounts.study), t.s.values(reports, t.accounts.report)...)
	c.Note = t.note(func() string { return seen.note(total.Studies) })

	var keys []string
	for j := range studies {
		keys = append(keys, t.accounts.study.Keys[t.s.last(&studies[j])])
	}
	finding, study := graph.ModelOf(graph.KindFinding), graph.ModelOf(graph.KindStudy)
	ofThese := graph.Has{Edge: finding.Edge("study"), Quant: graph.Some, Where: graph.KeyIn(study.Kind, keys...)}
	c.filter = graph.Or{
		graph.Equals(finding.Field("factorValence"), string(graph.Ambivalent)),
		graph.And{isSigned(), ofThese},
	}
	return c, true
}

// ambivalentAccounts are counted for the note of WITHIN_ONE_ACCOUNT.
type ambivalentAccounts struct {
	all     int   // studies
	byThem  int   // of these, with a finding that is AMBIVALENT by itself
	several int   // of these, with findings of several valences
	alone   int32 // findings that are AMBIVALENT and have no study
}

// studies keeps those that point both ways, and counts them.
func (a *ambivalentAccounts) studies(groups []graph.Group) []graph.Group {
	var out []graph.Group
	for _, group := range groups {
		valences := 0
		for _, v := range group.Counts.ByValence[:len(signed)] {
			if v.Findings > 0 {
				valences++
			}
		}
		itself := group.Counts.ByValence[ambivalent].Findings > 0
		if valences < 2 && !itself {
			continue
		}
		out = append(out, group)
		a.all++
		if itself {
			a.byThem++
		}
		if valences >= 2 {
			a.several++
		}
	}
	return out
}

// reports keeps those with a finding that is AMBIVALENT by itself, and counts these
// findings.
func (a *ambivalentAccounts) reports(groups []graph.Group) []graph.Group {
	var out []graph.Group
	for _, group := range groups {
		if n := group.Counts.ByValence[ambivalent].Findings; n > 0 {
			a.alone += n
			out = append(out, group)
		}
	}
	return out
}

// betweenStudies is the cause of a spot that is a contradiction.
func (t *ambivalenceTallies) betweenStudies(i int) Cause {
	c := Cause{Kind: BetweenStudies, filter: graph.And{isSigned(), restsOnStudy()}}
	if t.valences != nil {
		c.Groups = t.s.values(t.valences[i], graph.Axis{Dimension: graph.DimValence, Keys: signedNames()})
	}
	c.Note = t.note(func() string {
		var seen ambivalentAccounts
		seen.studies(t.accounts.ofStudies[i])
		return noteBetween(studiesOf(&t.signed[i]), t.signed[i].Studies, seen.several)
	})
	return c
}

// cause tells whether the dimension splits the findings of a spot.
func (s *splitting) cause(t *ambivalenceTallies, i int) (Cause, bool) {
	c := Cause{Kind: s.kind}
	if s.kind == ByModerator {
		c.Moderator = s.axis.Dimension
	}
	levels := s.levels(t.s, s.signed[i])
	verdict := splitOf(levels, s.studies[i])
	if !verdict.is {
		return c, false
	}
	if s.all != nil {
		c.Groups = t.s.values(s.all[i], s.axis)
	}
	c.Note = t.note(func() string { return s.note(t, i, levels, verdict) })
	c.filter = graph.And{isSigned(), restsOnStudy(), within(s.deciding())}
	return c, true
}

func (s *splitting) levels(at *spots, groups []graph.Group) []level {
	out := make([]level, len(groups))
	for i := range groups {
		c := &groups[i].Counts
		out[i] = level{key: s.axis.Keys[at.last(&groups[i])], sides: studiesOf(c), studies: c.Studies}
	}
	return out
}

// deciding narrows the axis to the values that can decide.
func (s *splitting) deciding() graph.Axis {
	return pickWhere(s.axis, func(key string) bool { return level{key: key}.speaks() })
}

// note writes a note where notes are wanted.
func (t *ambivalenceTallies) note(write func() string) string {
	if !t.parts.Notes {
		return ""
	}
	return write()
}
