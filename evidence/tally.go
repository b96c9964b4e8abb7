package evidence

import (
	"context"

	"github.com/exitgraph/exitgraph/graph"
)

// Query asks for counts by one to three dimensions.
type Query struct {
	By []graph.Dimension // one to three, distinct
	// Model is the id or key of the phase model whose phases an axis of phases has;
	// "" for the default model.
	Model string
	// Mappings are the relations that bring findings placed in phases of other
	// models onto that axis; none leaves them unplaced.
	Mappings []graph.MappingRelation
	Where    graph.Filter // over findings; nil for all
	Units    graph.Units  // the counts that are wanted
	// GroupsOnly says that nothing but the groups is wanted, which is cheaper:
	// Unplaced and Total stay zero then, and Overlapping false.
	GroupsOnly bool
}

// Table is the answer to a Query.
type Table struct {
	Axes   []graph.Axis // one for each dimension asked for
	Groups []Group      // those that hold a finding, in the order of the axes
	// Unplaced counts the findings without a value on some axis, Total all that
	// match.
	Unplaced, Total graph.Counts
	// Overlapping says that a finding stands in several groups, so that they do not
	// add up.
	Overlapping bool
}

// Group is a combination of values and what stands in it.
type Group struct {
	Keys   []Value // one for each axis
	Counts graph.Counts
}

// Tally counts findings by the dimensions. It fails with Invalid for too few, too
// many or repeated dimensions and with NotFound for an unknown model.
func Tally(ctx context.Context, g *graph.Graph, q Query) (*Table, error) {
	if err := checkDimensions(q.By); err != nil {
		return nil, err
	}
	frame, err := g.Frame(ctx)
	if err != nil {
		return nil, err
	}
	placing, err := placingIn(frame, q.Model, q.Mappings)
	if err != nil {
		return nil, err
	}
	axes := make([]graph.Axis, len(q.By))
	for i, d := range q.By {
		if axes[i], err = placing.axis(ctx, d); err != nil {
			return nil, err
		}
	}
	counted, err := g.Tally(ctx, graph.Tally{Where: q.Where, By: axes, Units: q.Units, GroupsOnly: q.GroupsOnly})
	if err != nil {
		return nil, err
	}
	return &Table{
		Axes: axes, Groups: groupsOf(counted.Groups.List(), axes, 0),
		Unplaced: counted.Unplaced, Total: counted.Total, Overlapping: counted.Overlapping,
	}, nil
}

func checkDimensions(by []graph.Dimension) error {
	if len(by) < 1 || len(by) > 3 {
		return graph.Errorf("tally", graph.Invalid, "Count by one to three dimensions, not %d.", len(by))
	}
	for i, d := range by {
		for _, other := range by[:i] {
			if d == other {
				return graph.Errorf("tally", graph.Invalid, "Name each dimension once: %s stands twice.", d)
			}
		}
	}
	return nil
}

// groupsOf names the values of groups on the axes from the skip-th on.
func groupsOf(groups []graph.Group, axes []graph.Axis, skip int) []Group {
	width := len(axes) - skip
	out := make([]Group, len(groups))
	values := make([]Value, len(groups)*width)
	for i := range groups {
		keys := values[i*width : (i+1)*width : (i+1)*width]
		for j := range keys {
			a := &axes[skip+j]
			keys[j] = Value{Dimension: a.Dimension, Key: a.Keys[groups[i].At[skip+j]]}
		}
		out[i] = Group{Keys: keys, Counts: groups[i].Counts}
	}
	return out
}
