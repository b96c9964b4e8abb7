package columns

import (
	"context"

	"github.com/exitgraph/exitgraph/graph"
)

// Select gives the records of a kind that meet a filter, sorted by id. A list in it
// is the caller's.
func (x *Index) Select(ctx context.Context, k graph.Kind, f graph.Filter) (Set, error) {
	cond := x.Compile(f)
	var from Set
	switch {
	case !cond.known():
		from = x.Candidates(ctx, k, f)
	case cond.always:
		from.First, from.End = x.Span(k)
		return from, ctx.Err()
	default:
		return Set{IsList: true}, ctx.Err()
	}
	out := Set{IsList: true}
	if from.IsList {
		out.List = from.List[:0]
	}
	for i := range from.Len() {
		if i%breath == breath-1 && ctx.Err() != nil {
			return out, ctx.Err()
		}
		if id := from.At(i); cond.test(id) {
			out.List = append(out.List, id)
		}
	}
	return out, ctx.Err()
}

// Matching lists the records of a kind that meet a filter, sorted by id. The
// result is the caller's.
func (x *Index) Matching(ctx context.Context, k graph.Kind, f graph.Filter) []int32 {
	got, _ := x.Select(ctx, k, f)
	if got.IsList {
		return got.List
	}
	out := make([]int32, got.Len())
	for i := range out {
		out[i] = got.At(i)
	}
	return out
}
