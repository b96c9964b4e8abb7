package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"github.com/exitgraph/exitgraph/graph"
)

// referenceKey carries the pinned graph to resolvers of the reference executor.
type referenceKey struct{}

// withReference prepares a context for graphql.Execute over the same types: the
// judge of our own executor in tests and benchmarks.
func withReference(ctx context.Context, g *graph.Graph) context.Context {
	return context.WithValue(ctx, referenceKey{}, g.Pin())
}

// referenceResolver resolves a field for the type library's own executor, one
// object at a time.
func referenceResolver(f *field) graphql.FieldResolveFn {
	if f.load == nil {
		return func(p graphql.ResolveParams) (any, error) { return f.leaf.value(p.Source), nil }
	}
	return func(p graphql.ResolveParams) (any, error) {
		g, _ := p.Context.Value(referenceKey{}).(*graph.Graph)
		r := &run{ctx: p.Context, graph: g}
		got, err := f.load(r, []any{p.Source}, args{values: p.Args})
		if err == nil && got.errs != nil {
			err = got.errs[0]
		}
		switch {
		case err != nil:
			return nil, err
		case got.many != nil:
			return got.many[0], nil
		case f.leaf != nil:
			return f.leaf.value(got.one[0]), nil
		default:
			return got.one[0], nil
		}
	}
}
