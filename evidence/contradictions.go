package evidence

import (
	"cmp"
	"context"
	"slices"

	"github.com/exitgraph/exitgraph/graph"
)

// signed are the valences that can be a side, in the order of the vocabulary, which
// they begin. A finding without a direction is on no side.
var signed = [...]graph.Valence{graph.Facilitating, graph.Hindering, graph.Ambivalent}

func signedNames() []string {
	names := make([]string, len(signed))
	for i, v := range signed {
		names[i] = string(v)
	}
	return names
}

// isSigned is the condition that a finding has a direction.
func isSigned() graph.Filter {
	return graph.Compare{Field: graph.ModelOf(graph.KindFinding).Field("factorValence"), Op: graph.OpIn, Strs: signedNames()}
}

// restsOnStudy is the condition that a finding has a study: one that was read in a
// review only may have none.
func restsOnStudy() graph.Filter {
	return graph.Has{Edge: graph.ModelOf(graph.KindFinding).Edge("study"), Quant: graph.Some}
}

func restsOnNoStudy() graph.Filter {
	return graph.Absent{Edge: graph.ModelOf(graph.KindFinding).Edge("study")}
}

// ContradictionQuery asks where studies point different ways.
type ContradictionQuery struct {
	Where graph.Filter // over findings; nil for all
	// InPhases looks within each factor and phase of the default model, with EXACT and
	// CLOSE mappings, and not within each factor as a whole.
	InPhases bool
	// Turning says that OnlyThroughTurning is wanted, which costs a store call.
	Turning bool
	Page    graph.PageArgs // First and After only
}

// Contradictions are a part of the contradictions, with their cursors.
type Contradictions struct {
	graph.List                 // its records are the factors
	Shown      []Contradiction // one for each record

	where graph.Filter
	spots *spots
}

// Contradiction is a factor, or a factor within a phase, on whose effect studies
// differ: at least two valences with a study each, and at least two distinct
// studies over them. UNSIGNED is no valence here.
type Contradiction struct {
	Factor *graph.Factor
	Phase  *graph.Phase // nil for the factor as a whole
	Sides  []Side       // two or three, in the order of the vocabulary
	// Studies counts the distinct studies of all sides.
	Studies int
	// OnlyThroughTurning says that there is no contradiction among findings on the
	// presence of the factor alone, nor among those on its absence alone: it takes
	// reading an absence from the side of the presence. It is set where it was asked
	// for.
	OnlyThroughTurning bool
}

// Side is one valence that studies support. A study may be on several sides.
type Side struct {
	Valence  graph.Valence
	Findings int // findings without a study included
	Studies  int // distinct; not 0
}

// FindContradictions lists contradictions: first those whose second largest side has
// the most studies, then those whose two largest sides differ least, then those with
// the most distinct studies; then in the order of factors and of phases. The order
// says how broad and balanced a disagreement is among studies, never who is right.
// It needs one or two store calls, and fails with Invalid for a page out of range or
// a cursor of another list.
func FindContradictions(ctx context.Context, g *graph.Graph, q ContradictionQuery) (*Contradictions, error) {
	frame, err := g.Frame(ctx)
	if err != nil {
		return nil, err
	}
	axes, err := axesOf(ctx, frame, q.InPhases)
	if err != nil {
		return nil, err
	}
	where := graph.Both(q.Where, isSigned())
	counted, err := g.Tally(ctx, graph.Tally{Where: where, By: axes, GroupsOnly: true,
		Units: graph.CountStudies | graph.CountValences | graph.CountValenceStudies})
	if err != nil {
		return nil, err
	}
	ranks := rank(counted.Groups)
	list, from, err := ranked(frame, axes, q, counted.Groups, ranks).Page(q.Page)
	if err != nil {
		return nil, err
	}
	out := &Contradictions{List: *list, where: q.Where}
	var at [][2]int32
	for _, r := range ranks[from : from+len(list.Records)] {
		place := counted.Groups.At(r.group)
		at = append(at, [2]int32{place[0], place[1]})
		c := Contradiction{Factor: frame.Factor(axes[0].Keys[place[0]]), Studies: int(r.studies)}
		if q.InPhases {
			c.Phase = frame.Phase(axes[1].Keys[place[1]])
		}
		counts := counted.Groups.Counts(r.group)
		for v, count := range counts.ByValence[:len(signed)] {
			if count.Studies > 0 {
				c.Sides = append(c.Sides, Side{signed[v], int(count.Findings), int(count.Studies)})
			}
		}
		out.Shown = append(out.Shown, c)
	}
	var phases *graph.Axis
	if q.InPhases {
		phases = &axes[1]
	}
	out.spots = spotsOn(axes[0], phases, at)
	if q.Turning && len(at) > 0 {
		err = out.tellTurning(ctx, g)
	}
	return out, err
}

func axesOf(ctx context.Context, frame *graph.Frame, inPhases bool) ([]graph.Axis, error) {
	by := []graph.Dimension{graph.DimFactor, graph.DimPhase}
	if !inPhases {
		by = by[:1]
	}
	axes := make([]graph.Axis, len(by))
	for i, d := range by {
		var err error
		if axes[i], err = frame.Axis(ctx, d); err != nil {
			return nil, err
		}
	}
	return axes, nil
}

// contradicts is the rule: sides are the distinct studies of each signed valence,
// studies those of all of them.
func contradicts(sides []int32, studies int32) bool {
	n := 0
	for _, s := range sides {
		if s > 0 {
			n++
		}
	}
	return n >= 2 && studies >= 2
}

// studiesOf gives the distinct studies of each signed valence.
func studiesOf(c *graph.Counts) (sides [len(signed)]int32) {
	for v := range sides {
		sides[v] = c.ByValence[v].Studies
	}
	return sides
}

// standing is where a contradiction stands among the others, as far as numbers say.
type standing struct {
	group              int // among the groups of the tally, which come in axis order
	second, difference int32
	studies            int32
}

// rank orders the groups that contradict.
func rank(groups graph.Groups) []standing {
	var out []standing
	for i := range groups.Len() {
		counts := groups.Counts(i)
		sides, studies := studiesOf(&counts), counts.Studies
		if !contradicts(sides[:], studies) {
			continue
		}
		slices.Sort(sides[:])
		last := len(sides) - 1
		out = append(out, standing{group: i, second: sides[last-1], difference: sides[last] - sides[last-1], studies: studies})
	}
	slices.SortFunc(out, func(a, b standing) int {
		return cmp.Or(cmp.Compare(b.second, a.second), cmp.Compare(a.difference, b.difference),
			cmp.Compare(b.studies, a.studies), cmp.Compare(a.group, b.group))
	})
	return out
}

// ranked makes the list for its pages. Where numbers tie, the order of axes decides:
// level and key of the factor, position and key of the phase.
func ranked(frame *graph.Frame, axes []graph.Axis, q ContradictionQuery, groups graph.Groups, ranks []standing) graph.Ranked {
	name := "contradictions within factors"
	if q.InPhases {
		name = "contradictions within factors and phases"
	}
	factor := func(i int) *graph.Factor { return frame.Factor(axes[0].Keys[groups.At(ranks[i].group)[0]]) }
	return graph.Ranked{
		Name: name, Where: q.Where, Len: len(ranks),
		Order:  []graph.OrderTerm{{Desc: true}, {}, {Desc: true}, {}, {}, {}},
		Record: func(i int) graph.Record { return factor(i) },
		Place: func(i int) graph.Position {
			r, f := &ranks[i], factor(i)
			p := graph.Position{Key: f.Key, Values: []graph.SortValue{
				{Num: int(r.second)}, {Num: int(r.difference)}, {Num: int(r.studies)},
				{Num: graph.VocabFactorLevel.Index(string(f.Level))}, {Str: f.Key}, {Absent: true},
			}}
			if q.InPhases {
				phase := frame.Phase(axes[1].Keys[groups.At(r.group)[1]])
				p.Key, p.Values[5] = phase.Key, graph.SortValue{Absent: phase.Position == 0, Num: phase.Position}
			}
			return p
		},
	}
}

// tellTurning looks at findings on the presence of the factor and at those on its
// absence apart: within either, turning changes no contradiction, because it turns all
// or none. To compare valences as reported over both states would not do: that support
// helps and that its lack hinders are two valences, and agree.
func (c *Contradictions) tellTurning(ctx context.Context, g *graph.Graph) error {
	states := graph.Axis{Dimension: graph.DimFactorState, Keys: graph.DimensionOf(graph.DimFactorState).Field.Vocabulary.Names()}
	groups, err := c.spots.tally(ctx, g, graph.Both(c.where, isSigned()), graph.CountStudies|graph.CountValenceStudies, states)
	for i := range groups {
		c.Shown[i].OnlyThroughTurning = !slices.ContainsFunc(groups[i], func(state graph.Group) bool {
			sides := studiesOf(&state.Counts)
			return contradicts(sides[:], state.Counts.Studies)
		})
	}
	return err
}
