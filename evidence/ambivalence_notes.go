package evidence

import (
	"fmt"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// Notes are sentences with numbers. They say what goes along with what, and never
// that one thing leads to another.

// verbs say a signed valence of one or of several studies.
var verbs = [len(signed)][2]string{{"facilitates", "facilitate"}, {"hinders", "hinder"}, {"is ambivalent", "are ambivalent"}}

// sidesSay lists the valences that studies have, such as "3 facilitate, 1 hinders".
func sidesSay(studies [len(signed)]int32) string {
	var out []string
	for v, n := range studies {
		if n > 0 {
			out = append(out, counted(n, verbs[v][0], verbs[v][1]))
		}
	}
	return strings.Join(out, ", ")
}

// note is that of WITHIN_ONE_ACCOUNT, where so many studies have a direction.
func (a *ambivalentAccounts) note(studies int32) string {
	var out []string
	say := func(n int, what string) {
		switch {
		case n > 0 && studies == 1:
			out = append(out, "The only study with a direction has "+what+".")
		case n > 0:
			out = append(out, fmt.Sprintf("Of %s with a direction, %s %s.", many(studies, "study"), counted(n, "has", "have"), what))
		}
	}
	say(a.byThem, "an ambivalent finding")
	say(a.several, "findings on more than one side")
	if a.alone > 0 {
		out = append(out, counted(a.alone, "ambivalent finding rests on no study.", "ambivalent findings rest on no study."))
	}
	return strings.Join(out, " ")
}

// noteBetween is the note of BETWEEN_STUDIES; several of the studies are on more than
// one side.
func noteBetween(sides [len(signed)]int32, studies int32, several int) string {
	note := fmt.Sprintf("%s point different ways: %s.", many(studies, "study"), sidesSay(sides))
	if several > 0 {
		note += fmt.Sprintf(" %s on more than one side.", counted(several, "of them is", "of them are"))
	}
	smallest := int32(0)
	for _, n := range sides {
		if n > 0 && (smallest == 0 || n < smallest) {
			smallest = n
		}
	}
	if smallest < MinStudies {
		note += fmt.Sprintf(" Small numbers: the smallest side has %s.", many(smallest, "study"))
	}
	return note
}

// phrases name the dimensions that may split.
var phrases = map[graph.Dimension]string{
	graph.DimPhase: "phase", graph.DimTraffickingScope: "route", graph.DimSetting: "setting", graph.DimLifeStage: "life stage",
	graph.DimCountry: "country of study", graph.DimDesign: "research design", graph.DimInformant: "informant",
	graph.DimFactorState: "state of the factor that was reported",
}

// note is that of a split.
func (s *splitting) note(t *ambivalenceTallies, i int, levels []level, verdict split) string {
	var say, small, silent []string
	values, stands, mute := 0, int32(0), int32(0)
	for _, l := range levels {
		name := t.label(s.axis.Dimension, l.key)
		switch {
		case l.studies == 0: // findings without a study
		case !l.speaks():
			silent = append(silent, fmt.Sprintf("%s %d", name, l.studies))
			mute += l.studies
		default:
			values++
			stands += l.studies
			say = append(say, name+" ("+sidesSay(l.sides)+")")
			if l.studies < MinStudies {
				small = append(small, name)
			}
		}
	}
	telling, signed := s.studies[i], t.signed[i].Studies
	how, along := "nearly", fmt.Sprintf("%d of %s", verdict.along, many(telling, "study"))
	if stands > telling {
		along = "at least " + along
	}
	switch {
	case verdict.completely && telling == 2:
		how, along = "completely", "both studies"
	case verdict.completely:
		how, along = "completely", "all "+many(telling, "study")
	}
	note := fmt.Sprintf("The direction goes along with the %s %s, in %s that can tell: %s.", phrases[s.axis.Dimension], how, along, listed(say, "; "))
	switch {
	case len(small) == values:
		note += fmt.Sprintf(" Small numbers: every value rests on fewer than %d studies.", MinStudies)
	case len(small) > 0:
		note += fmt.Sprintf(" Small numbers: fewer than %d studies at %s.", MinStudies, listed(small, ", "))
	}
	if missing := signed - telling; missing > 0 {
		if missing > mute {
			silent = append(silent, fmt.Sprintf("no value %d", missing-mute))
		}
		note += fmt.Sprintf(" Of %s with a direction, %d cannot tell (%s).", many(signed, "study"), missing, strings.Join(silent, ", "))
	}
	return note
}

// label names a value in English.
func (t *ambivalenceTallies) label(d graph.Dimension, key string) string {
	if d == graph.DimPhase {
		text, _, _ := t.frame.Phase(key).Label.Pick([]string{"en"})
		return text.Value
	}
	return Value{Dimension: d, Key: key}.Label([]string{"en"})
}
