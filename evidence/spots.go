package evidence

import (
	"context"

	"github.com/exitgraph/exitgraph/graph"
)

// spots are factors, or factors within phases, whose findings are asked for
// together: one tally for all of them.
type spots struct {
	factors graph.Axis
	phases  *graph.Axis // of the default model; nil for factors as a whole
	at      [][2]int32  // places on the axes; the second is 0 without phases
	some    []bool      // those whose findings are asked for; nil for all
}

// spotsOf makes the spots of factors as a whole.
func spotsOf(factors []*graph.Factor) *spots {
	s := &spots{factors: graph.Axis{Dimension: graph.DimFactor}}
	for i, f := range factors {
		s.factors.Keys = append(s.factors.Keys, f.Key)
		s.at = append(s.at, [2]int32{int32(i)})
	}
	return s
}

// spotsOn makes spots of places on the axis of factors and, where phases is not
// nil, on an axis of phases. It narrows the axes to the places that occur.
func spotsOn(factors graph.Axis, phases *graph.Axis, at [][2]int32) *spots {
	var factorAt, phaseAt []int32
	for _, a := range at {
		factorAt, phaseAt = append(factorAt, a[0]), append(phaseAt, a[1])
	}
	factorAt, phaseAt = distinct(factorAt), distinct(phaseAt)
	s := &spots{factors: pick(factors, factorAt)}
	if phases != nil {
		narrowed := pick(*phases, phaseAt)
		s.phases = &narrowed
	}
	toFactor, toPhase := inverse(factorAt), inverse(phaseAt)
	for _, a := range at {
		s.at = append(s.at, [2]int32{toFactor[a[0]], toPhase[a[1]]})
	}
	return s
}

// inverse says where each place stands in a list of places.
func inverse(places []int32) map[int32]int32 {
	out := make(map[int32]int32, len(places))
	for i, at := range places {
		out[at] = int32(i)
	}
	return out
}

// name tells the spots apart.
func (s *spots) name(i int) string {
	name := s.factors.Keys[s.at[i][0]]
	if s.phases != nil {
		name += "/" + s.phases.Keys[s.at[i][1]]
	}
	return name
}

// filter gives the condition that a finding stands at a spot. The filters of all
// spots have one shape.
func (s *spots) filter(i int) graph.And {
	f := graph.And{s.factors.Filter(int(s.at[i][0]))}
	if s.phases != nil {
		f = append(f, s.phases.Filter(int(s.at[i][1])))
	}
	return f
}

// axes are those of the spots, and any others after them.
func (s *spots) axes(others ...graph.Axis) []graph.Axis {
	axes := []graph.Axis{s.factors}
	if s.phases != nil {
		axes = append(axes, *s.phases)
	}
	return append(axes, others...)
}

// only gives the same spots, of which the store is asked for some: the others have no
// findings then.
func (s *spots) only(wanted func(i int) bool) *spots {
	some := *s
	some.some = make([]bool, len(s.at))
	for i := range s.at {
		some.some[i] = wanted(i)
	}
	return &some
}

// wanted says whether findings of a spot are asked for.
func (s *spots) wanted(i int) bool { return s.some == nil || s.some[i] }

// narrow spares the store the findings that stand at no spot that is wanted.
func (s *spots) narrow(where graph.Filter) graph.Filter {
	for n, axis := range s.axes() {
		if s.some != nil {
			var places []int32
			for i, at := range s.at {
				if s.some[i] {
					places = append(places, at[n])
				}
			}
			axis = pick(axis, distinct(places))
		}
		where = graph.Both(where, within(axis))
	}
	return where
}

// tally counts the findings of all spots in one call: for each spot, the groups on
// the other axes that hold a finding, in their order.
func (s *spots) tally(ctx context.Context, g *graph.Graph, where graph.Filter, units graph.Units, others ...graph.Axis) ([][]graph.Group, error) {
	out := make([][]graph.Group, len(s.at))
	counted, err := g.Tally(ctx, graph.Tally{Where: s.narrow(where), By: s.axes(others...), Units: units, GroupsOnly: true})
	if err != nil {
		return nil, err
	}
	bySpot := make(map[[2]int32]int, len(s.at))
	for i, at := range s.at {
		bySpot[at] = i
	}
	// Groups of one spot stand together: its axes come first.
	of := func(group *graph.Group) [2]int32 {
		if s.phases == nil {
			return [2]int32{group.At[0]}
		}
		return [2]int32{group.At[0], group.At[1]}
	}
	groups := counted.Groups.List()
	for from, to := 0, 0; from < len(groups); from = to {
		at := of(&groups[from])
		for to = from + 1; to < len(groups) && of(&groups[to]) == at; to++ {
		}
		if i, known := bySpot[at]; known && s.wanted(i) {
			out[i] = groups[from:to:to]
		}
	}
	return out, nil
}

// values gives groups of tally on one other axis with their values.
func (s *spots) values(groups []graph.Group, axis graph.Axis) []Group {
	if s.phases != nil {
		return groupsOf(groups, s.axes(axis), 2)
	}
	return groupsOf(groups, s.axes(axis), 1)
}

// last gives the place of a group on the axis after those of the spots.
func (s *spots) last(group *graph.Group) int32 {
	if s.phases != nil {
		return group.At[2]
	}
	return group.At[1]
}
