package evidence

import "slices"

// SplitShare is the part of studies, in percent, from which a dimension splits the
// valences of a factor nearly. 80 leaves room for one study in five that does not go
// along; at 100 the split is complete. The number is a convention of exitgraph, not
// a test of significance.
const SplitShare = 80

// MinStudies is how many distinct studies a value, or a pair of values, needs so that
// it is not said to rest on a small number, where a pattern may well be chance.
const MinStudies = 3

// saysNothing are the values that cannot decide a split: no value is known, or
// several are mixed.
var saysNothing = []string{notReported, notExtracted, notApplicable, mixed}

// level is a value of a dimension, with the distinct studies that have a direction
// there: of each signed valence, and in all. A study may be on several sides.
type level struct {
	key     string
	sides   [len(signed)]int32
	studies int32
}

// speaks says whether the level can decide.
func (l level) speaks() bool { return !slices.Contains(saysNothing, l.key) }

// lead gives the valence that most studies have at the level, as a place in signed;
// -1 where two valences tie, or no study has any.
func (l level) lead() int {
	lead, most := -1, int32(0)
	for v, n := range l.sides {
		switch {
		case n > most:
			lead, most = v, n
		case n == most:
			lead = -1
		}
	}
	return lead
}

// aside counts the studies of each side that does not lead, all where none does.
func (l level) aside() int32 {
	n, lead := int32(0), l.lead()
	for v, studies := range l.sides {
		if v != lead {
			n += studies
		}
	}
	return n
}

// split is what levels say of the valences.
type split struct {
	is, completely bool
	// along counts the studies that are on leading sides only, of those that can tell:
	// exactly where each study has one value, else at least.
	along int32
}

// splitOf is the rule. studies are the distinct studies of all levels that can
// decide. A split needs two of these levels that lead to different valences, and at
// least SplitShare percent of the studies on leading sides only. A study that stands
// at several levels, such as one of seven countries, is one study, and whatever of it
// is on a side that does not lead counts against the split. Other levels count
// nothing, so that more studies of which nothing is known change nothing.
func splitOf(levels []level, studies int32) split {
	leads, aside := map[int]bool{}, int32(0)
	for _, l := range levels {
		if !l.speaks() {
			continue
		}
		aside += l.aside()
		if lead := l.lead(); lead >= 0 {
			leads[lead] = true
		}
	}
	s := split{along: max(studies-aside, 0)}
	s.is = len(leads) >= 2 && s.along*100 >= studies*SplitShare
	s.completely = s.is && aside == 0
	return s
}
