package neo4jstore

import "github.com/exitgraph/exitgraph/graph"

// choose gives the scopes that bind a variable to the records of a kind that meet a
// filter: one, or several that may bind the same records. Where some target of an
// edge with several paths must meet a filter, as with the samples of a finding,
// there is a scope for each path, so that the database may start at the few targets
// that do; a condition on the record would be tested for each one, path by path.
func (q *query) choose(k graph.Kind, variable string, f graph.Filter) []scope {
	has, rest, found := forked(f)
	if !found {
		base := scope{matches: []string{anyOf(k, variable)}}
		q.require(&base, variable, f)
		return []scope{base}
	}
	var out []scope
	for i, path := range has.Edge.Paths {
		base := scope{matches: []string{anyOf(k, variable)}}
		middle, others := "", graph.Filter(rest)
		var along graph.Filter
		if hop := hopOf(k, path); hop != nil {
			// What is asked of the record in the middle is asked of it on the way, not
			// over a second way to the same record.
			along, others = splitBy(hop, rest)
			middle = q.variable()
		}
		to := q.variable()
		branch := q.branch(has.Edge, i, variable, middle, to)
		base.matches = append(base.matches, branch.matches...)
		base.where = append(base.where, branch.where...)
		q.require(&base, to, has.Where)
		q.require(&base, middle, along)
		q.require(&base, variable, others)
		out = append(out, base)
	}
	return out
}

// forked takes out of a filter the first condition on some target of an edge with
// several paths.
func forked(f graph.Filter) (has graph.Has, rest graph.And, found bool) {
	parts, ok := f.(graph.And)
	if !ok {
		parts = graph.And{f}
	}
	for i, part := range parts {
		switch part := part.(type) {
		case graph.And:
			if has, rest, found = forked(part); !found {
				continue
			}
		case graph.Has:
			if part.Quant != graph.Some || len(part.Edge.Paths) < 2 || part.Where == nil {
				continue
			}
			has = part
		default:
			continue
		}
		rest = append(rest, parts[:i]...)
		return has, append(rest, parts[i+1:]...), true
	}
	return graph.Has{}, nil, false
}

// hopOf gives the edge to one record that is the first of several steps of a path,
// or nil.
func hopOf(k graph.Kind, path []graph.Step) *graph.Edge {
	if len(path) < 2 || path[0].Inverse {
		return nil
	}
	for _, e := range graph.ModelOf(k).Edges {
		if alone(e) && e.Paths[0][0] == path[0] {
			return e
		}
	}
	return nil
}
