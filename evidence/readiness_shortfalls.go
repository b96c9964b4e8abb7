package evidence

import (
	"fmt"

	"github.com/exitgraph/exitgraph/graph"
)

// Shortfalls says what exactly is missing, a sentence each, in this order: studies
// that match, levels to compare, levels with too few studies, levels without any,
// effect sizes, what is not reported, what is not extracted, each confounded
// moderator, and studies that depend on each other. A level without studies does not
// stand in the way of the others, and dependence calls for another analysis rather
// than for more studies, so that there may be shortfalls where levels are ready to
// be compared.
func (r *Readiness) Shortfalls() []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	if r.Studies == 0 {
		say("No study has a finding that matches.")
	}
	r.sayLevels(say)
	if r.NotReported > 0 {
		say("Not reported in %s: the sources do not say, and only their authors could.", r.share(r.NotReported))
	}
	if r.NotExtracted > 0 {
		say(r.unread(), r.share(r.NotExtracted))
	}
	for _, c := range r.Confounded {
		say("Cannot be told apart from %s where both are recorded: %s.", c.With, c.named())
	}
	if d := r.Dependence; d.Studies > 0 {
		say("%d of %s share people with another, or may: %s. An analysis must allow for that: the %d make %s that are independent of each other, as far as recorded.",
			d.Studies, many(r.Studies, "study"), d.named(), r.Studies, many(d.apart(r.Studies), "group"))
	}
	return out
}

// sayLevels says what levels lack in studies and in effect sizes.
func (r *Readiness) sayLevels(say func(format string, args ...any)) {
	perLevel := many(r.MinPerLevel, "study")
	var with, without, short, thin []string
	for _, l := range r.Levels {
		if l.Studies == 0 {
			without = append(without, l.Value.Key)
			continue
		}
		with = append(with, l.Value.Key)
		short = r.lacking(short, l, l.Studies)
		thin = r.lacking(thin, l, l.Effects)
	}
	switch len(with) {
	case 0:
		say("No study with a recorded level: a comparison needs two levels with %s each.", perLevel)
	case 1:
		say("Only %s has a study: a comparison needs a second level with %s.", with[0], perLevel)
	}
	levels := many(len(with), "level")
	if len(short) > 0 {
		say("Fewer than %s at %d of %s: %s.", perLevel, len(short), levels, listed(short, ", "))
	}
	if len(without) > 0 {
		say("Without any study: %s. A level cannot be compared before it has %s.", listed(without, ", "), perLevel)
	}
	switch compared := max(2, len(with)); {
	case r.Effects() == 0:
		say("No effect size is recorded: this release of the data model holds directions of findings, not their size. Comparing %d levels would need at least %d for each, %d in all.", compared, r.MinPerLevel, compared*r.MinPerLevel)
	case len(thin) > 0:
		say("Fewer than %s at %d of %s: %s.", many(r.MinPerLevel, "effect size"), len(thin), levels, listed(thin, ", "))
	}
}

// lacking adds a level to those that have too little of something.
func (r *Readiness) lacking(list []string, l Level, has int) []string {
	if has >= r.MinPerLevel {
		return list
	}
	return append(list, fmt.Sprintf("%s has %d (%d missing)", l.Value.Key, has, r.MinPerLevel-has))
}

// unread says what NotExtracted counts. Open dimensions have no value for it, and a
// phase is assigned by whoever records a finding, so that no source owes one.
func (r *Readiness) unread() string {
	const mayBeRead = ": what was read so far does not say, and the full texts may."
	switch {
	case r.Moderator == graph.DimPhase:
		return "In no phase of the default model in %s: such findings are not placed yet, or in a phase of another model that no EXACT or CLOSE mapping brings there."
	case graph.DimensionOf(r.Moderator).Field.Type == graph.TypeEnum:
		return "Not extracted in %s" + mayBeRead
	}
	return "Without a recorded value in %s" + mayBeRead
}

func (r *Readiness) share(n int) string {
	return fmt.Sprintf("%d of %s (%s)", n, many(r.Studies, "study"), percent(n, r.Studies))
}

// named lists the pairs: "INDOOR goes only with ADULT (7 studies), OUTDOOR only with
// MINOR (4 studies)".
func (c Confounding) named() string {
	pairs, chance := make([]string, len(c.Pairs)), ""
	for i, p := range c.Pairs {
		goes := ""
		if i == 0 {
			goes = "goes "
		}
		pairs[i] = fmt.Sprintf("%s %sonly with %s (%s)", p.Level, goes, p.Other, many(p.Studies, "study"))
		if p.Studies < MinStudies {
			chance = "; the numbers are small, and it may be chance"
		}
	}
	return listed(pairs, ", ") + chance
}

// Note says where the threshold comes from, and what can be said for and against it.
func (r *Readiness) Note() string {
	chosen := "The threshold was chosen by the caller"
	if r.MinPerLevel == DefaultPerLevel {
		chosen = "This is the default"
	}
	years := ""
	if r.Moderator == graph.DimYear {
		years = " Each year is a level of its own; a trend over years is another question."
	}
	return fmt.Sprintf("At least %s and as many effect sizes are asked for at each level that has any. %s. "+
		"The Cochrane Handbook (section 10.11.5.1) gives the usual advice of at least ten studies for each characteristic modelled, and warns that this is too few where they are spread unevenly; asking for it at each level is how this project reads that warning. Fu and others (2011) give four at each as a rule of thumb, where studies are of moderate size or large. "+
		"W. Viechtbauer, on R-sig-meta-analysis, knows of no empirical support for ten, nor of evidence for any number at each level. Set minPerLevel to what you can justify.",
		many(r.MinPerLevel, "study"), chosen) + years
}
