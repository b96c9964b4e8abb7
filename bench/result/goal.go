package result

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/exitgraph/exitgraph/bench/measure"
)

// Goal is a goal and how a run stands to it.
type Goal struct {
	Name     string `json:"name"`
	Goal     string `json:"goal"`
	Measured string `json:"measured"`
	Met      bool   `json:"met"`
	// Why says, of a goal that is missed, where the time goes and what would be needed.
	Why string `json:"why,omitempty"`
}

// Unit is what the value of a goal is told in.
type Unit int

// The units. Only shares and multiples are asserted by the short run, since a machine
// that is slow is so on both sides of them.
const (
	Share    Unit = iota // of another's, told as 1/13
	Multiple             // told as 1.15x
	Milliseconds
	Megabytes
	Nanoseconds
	Number
)

// Spec is one row of the table of goals.
type Spec struct {
	Name    string
	Bound   float64
	AtLeast bool // whether the bound is the least; else it is the most
	Unit    Unit
	Text    string // how the goal is told; made of the bound where empty
}

// relative tells whether what is measured does not depend on how fast a machine is.
func (s Spec) relative() bool { return s.Unit == Share || s.Unit == Multiple }

// Met says whether a value keeps the goal.
func (s Spec) Met(value float64) bool {
	if s.AtLeast {
		return value >= s.Bound
	}
	return value <= s.Bound
}

// Fails says whether a value is so far off that a build fails, and the limit that
// says so: two thirds of the goal, or, of a goal that is known to be missed, the bound
// that stands beside the reason.
func (s Spec) Fails(value float64) (limit float64, fails bool) {
	if !s.relative() {
		return 0, false
	}
	known, missed := Missed[s.Name]
	switch {
	case missed:
		limit = known.Limit
	case s.AtLeast:
		limit = s.Bound * 2 / 3
	default:
		limit = s.Bound * 3 / 2
	}
	if s.AtLeast {
		return limit, value < limit
	}
	return limit, value > limit
}

// sign is what stands behind a number in a unit.
func (u Unit) sign() string {
	return map[Unit]string{Multiple: "x", Milliseconds: " ms", Megabytes: " MB", Nanoseconds: " ns"}[u]
}

// Words writes a value in the unit of the goal.
func (s Spec) Words(value float64) string {
	switch {
	case s.Unit == Share && value > 0 && value < 1:
		return "1/" + measure.Figure(1/value)
	case s.Unit == Share:
		return measure.Figure(value) + "x"
	default:
		return measure.Figure(value) + s.Unit.sign()
	}
}

func (s Spec) goal() string {
	if s.Text != "" {
		return s.Text
	}
	sign, whole := "≤ ", s.Bound
	if s.AtLeast {
		sign = "≥ "
	}
	if s.Unit == Share {
		sign, whole = sign+"1/", 1/s.Bound
	}
	return sign + strconv.FormatFloat(whole, 'g', 3, 64) + s.Unit.sign()
}

// notMeasured is what is told of a goal that a run left out.
const notMeasured = "not measured in this run"

// Judge says how values stand to all goals. Of other are those that are judged
// elsewhere, such as those of counting; they come last.
func Judge(values map[string]measure.Span, other []Goal) []Goal {
	var out []Goal
	for _, s := range Specs {
		g := Goal{Name: s.Name, Goal: s.goal(), Measured: notMeasured}
		if v, found := values[s.Name]; found {
			g.Measured, g.Met = s.told(v), s.Met(v.Median)
		}
		if !g.Met && g.Measured != notMeasured {
			g.Why = Missed[s.Name].Why
		}
		out = append(out, g)
	}
	return append(out, other...)
}

func (s Spec) told(v measure.Span) string {
	if v.Low == v.High {
		return s.Words(v.Median)
	}
	return fmt.Sprintf("%s (%s–%s)", s.Words(v.Median), s.Words(v.Low), s.Words(v.High))
}

// Failing names the goals that values fail by so much that a build does, with what
// was measured and the limit.
func Failing(values map[string]measure.Span) map[string]string {
	out := map[string]string{}
	for _, s := range Specs {
		v, found := values[s.Name]
		if !found {
			continue
		}
		if limit, fails := s.Fails(v.Median); fails {
			out[s.Name] = fmt.Sprintf("%s: %s, and a build fails beyond %s (goal %s)", s.Name, s.told(v), s.Words(limit), s.goal())
		}
	}
	return out
}

// Judges says whether a goal is judged here, by its value.
func Judges(name string) bool {
	return slices.ContainsFunc(Specs, func(s Spec) bool { return s.Name == name })
}

// Names gives the names of a set in order.
func Names(set map[string]string) []string { return slices.Sorted(maps.Keys(set)) }
