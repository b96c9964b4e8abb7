package palette

import (
	"fmt"
	"slices"
)

// Rules say what is asked of a scheme. Names are those of custom properties without
// their two dashes.
type Rules struct {
	Paper string   // what all stands on
	Text  []string // is read: at least LeastText from the paper
	Signs []string // is seen as a shape: at least LeastSign from the paper, for each Sight
	Apart []string // means different things: at least Floor from each other, for each Sight
	Floor float64  // in the unit of Distance
}

// The contrasts of WCAG 2.2, 1.4.3 (AA) and 1.4.11.
const (
	LeastText = 4.5
	LeastSign = 3.0
)

// House are the rules for exitgraph's pages. The floor is about twelve times what is
// noticed side by side, for small signs that stand apart. Shape and word stand beside
// each of these colours, so that none has to be told by its colour alone.
var House = Rules{
	Paper: "paper",
	Text:  append([]string{"ink", "quiet", "link", "accent"}, valences...),
	Signs: valences,
	Apart: valences,
	Floor: 12,
}

var valences = []string{"facilitating", "hindering", "ambivalent", "unsigned"}

// Faults lists where a scheme breaks the rules, a sentence each, with the number that
// was found and the one that is asked for. A colour that is missing is a fault.
func (r Rules) Faults(s Scheme) (faults []string) {
	add := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	named := append(slices.Concat(r.Text, r.Signs, r.Apart), r.Paper)
	slices.Sort(named)
	for _, name := range slices.Compact(named) {
		if _, ok := s[name]; !ok {
			add("--%s is not set to a colour", name)
		}
	}
	if len(faults) > 0 {
		return faults
	}
	paper := s[r.Paper]
	for _, name := range r.Text {
		if got := Contrast(s[name], paper); got < LeastText {
			add("--%s %s has a contrast of %.2f to --%s %s, less than %.1f for text", name, s[name].Hex(), got, r.Paper, paper.Hex(), LeastText)
		}
	}
	for _, sight := range Sights {
		for _, name := range r.Signs {
			if got := Contrast(sight.Seen(s[name]), sight.Seen(paper)); got < LeastSign {
				add("--%s %s has a contrast of %.2f to --%s %s for %s, less than %.1f for signs", name, s[name].Hex(), got, r.Paper, paper.Hex(), sight, LeastSign)
			}
		}
		for i, a := range r.Apart {
			for _, b := range r.Apart[i+1:] {
				if got := Distance(sight.Seen(s[a]), sight.Seen(s[b])); got < r.Floor {
					add("--%s %s and --%s %s are %.1f apart for %s, less than %.0f", a, s[a].Hex(), b, s[b].Hex(), got, sight, r.Floor)
				}
			}
		}
	}
	return faults
}
