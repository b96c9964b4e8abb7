package schema

import (
	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
)

// Cells, sides and the like are parts of an answer that was worked out, and more can
// be asked of all parts of one answer at once.

// bySource hands out the parents of a field by the answer that they are of, in the
// order of first mention: mostly one, or as many as there are aliases above. places
// say where the parents stand among all.
func bySource[T any, S comparable](parents []any, sourceOf func(T) S, do func(source S, of []T, places []int) error) error {
	var sources []S
	places := map[S][]int{}
	for i, p := range parents {
		s := sourceOf(p.(T))
		if places[s] == nil {
			sources = append(sources, s)
		}
		places[s] = append(places[s], i)
	}
	for _, s := range sources {
		of := make([]T, len(places[s]))
		for j, i := range places[s] {
			of[j] = parents[i].(T)
		}
		if err := do(s, of, places[s]); err != nil {
			return err
		}
	}
	return nil
}

// findingGroups are the findings of parts of one answer, to be listed part by part.
type findingGroups struct {
	where   graph.Filter   // that all findings meet
	names   []string       // of the parts, for cursors
	filters []graph.Filter // of the findings of each, all of one shape
	tally   func(r *run, by graph.Dimension, units graph.Units) ([][]evidence.Group, error)
}

// loadFindingGroups lists the findings of all parents with one store call for each
// answer that they are parts of. field names the list in its cursors.
func loadFindingGroups[T any, S comparable](r *run, parents []any, a args, field string, sourceOf func(T) S, groupsOf func(source S, of []T) findingGroups) (loaded, error) {
	out := loaded{one: make([]any, len(parents)), errs: make([]error, len(parents))}
	err := bySource(parents, sourceOf, func(source S, of []T, places []int) error {
		groups := groupsOf(source, of)
		list := a.listArgs(graph.KindFinding, maxNestedPage)
		list.Where = groups.where
		lists, err := r.graph.Groups(r.ctx, graph.KindFinding, field, groups.names, groups.filters, list)
		if err != nil {
			return err
		}
		facets := &facetSource{tally: groups.tally}
		made := make([]connection, len(lists))
		for j, i := range places {
			if out.errs[i] = lists[j].Err; out.errs[i] == nil {
				made[j] = connection{list: &lists[j], facets: facets, index: j}
				out.one[i] = &made[j]
			}
		}
		return nil
	})
	return out, err
}
