package evidence

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"github.com/exitgraph/exitgraph/graph"
)

// placing says how findings are brought onto an axis of phases: of which model,
// and through mappings of which relations.
type placing struct {
	frame     *graph.Frame
	model     string // key; "" where the data has no model
	relations []graph.MappingRelation
}

// placingIn finds the model by its id or key, the default model for "". Data
// without a model has an axis of phases without values.
func placingIn(frame *graph.Frame, model string, relations []graph.MappingRelation) (placing, error) {
	p := placing{frame: frame, relations: relations}
	if model == "" && frame.DefaultModel() == nil {
		return p, nil
	}
	m, err := frame.ModelOrDefault(model)
	if err != nil {
		return p, err
	}
	p.model = m.Key
	return p, nil
}

// axis gives a dimension with all its values.
func (p placing) axis(ctx context.Context, d graph.Dimension) (graph.Axis, error) {
	if d == graph.DimPhase {
		return p.frame.PhaseAxis(p.model, p.relations), nil
	}
	return p.frame.Axis(ctx, d)
}

// rows gives a dimension with some of its values, with all for nil.
func (p placing) rows(ctx context.Context, d graph.Dimension, keys []string) (graph.Axis, error) {
	if keys != nil && d != graph.DimPhase { // without places an axis is its keys
		return graph.Axis{Dimension: d, Keys: slices.Clone(keys)}, nil
	}
	a, err := p.axis(ctx, d)
	if err != nil || keys == nil {
		return a, err
	}
	return pickKeys(a, keys), nil
}

// pick narrows an axis to those of its keys that stand at the places, in their
// order.
func pick(a graph.Axis, places []int32) graph.Axis {
	out := graph.Axis{Dimension: a.Dimension, Keys: make([]string, len(places))}
	for i, at := range places {
		out.Keys[i] = a.Keys[at]
	}
	if a.Place == nil {
		return out
	}
	to := make(map[int]int, len(places))
	for i, at := range places {
		to[int(at)] = i
	}
	out.Place = map[string][]int{}
	for phase, ats := range a.Place {
		var kept []int
		for _, at := range ats {
			if i, ok := to[at]; ok {
				kept = append(kept, i)
			}
		}
		if len(kept) > 0 {
			slices.Sort(kept) // as PhaseAxis has them
			out.Place[phase] = kept
		}
	}
	return out
}

// pickWhere narrows an axis to the keys that are wanted, in their order.
func pickWhere(a graph.Axis, wanted func(key string) bool) graph.Axis {
	var places []int32
	for i, key := range a.Keys {
		if wanted(key) {
			places = append(places, int32(i))
		}
	}
	return pick(a, places)
}

// pickKeys narrows an axis to the keys, in their order. A key that the axis does
// not have stays, as a place where nothing stands.
func pickKeys(a graph.Axis, keys []string) graph.Axis {
	at := make(map[string]int32, len(a.Keys))
	for i, key := range a.Keys {
		at[key] = int32(i)
	}
	places := make([]int32, len(keys))
	for i, key := range keys {
		place, ok := at[key]
		if !ok {
			place = int32(len(a.Keys))
			a.Keys = append(slices.Clip(a.Keys), key)
		}
		places[i] = place
	}
	return pick(a, places)
}

// within is the condition that a finding stands anywhere on the axis. It spares
// the store findings that no group could hold. On an axis of phases it may let
// more pass: callers' filters take a phase with its parts.
func within(a graph.Axis) graph.Filter {
	d := graph.DimensionOf(a.Dimension)
	c := graph.Compare{Field: d.Field, Op: graph.OpIn}
	switch {
	case a.Place != nil:
		c.Strs = slices.Sorted(maps.Keys(a.Place))
	case d.Field.Type == graph.TypeInt:
		for _, key := range a.Keys {
			if n, err := strconv.Atoi(key); err == nil {
				c.Nums = append(c.Nums, n)
			}
		}
	default:
		c.Strs = a.Keys
	}
	var f graph.Filter = c
	for i := len(d.Path) - 1; i >= 0; i-- {
		f = graph.Has{Edge: d.Path[i], Quant: graph.Some, Where: f}
	}
	return f
}
