package evidence

import (
	"context"

	"github.com/exitgraph/exitgraph/graph"
)

// Dependence says which studies are not independent of each other, as far as samples
// are recorded: they rest on one sample, or on samples that may hold some of the
// same people.
type Dependence struct {
	Studies int        // that depend on another
	Groups  [][]string // keys of studies that depend on each other, each and all by key
}

// dependenceOf looks at the samples of the studies with a matching finding.
func dependenceOf(ctx context.Context, g *graph.Graph, frame *graph.Frame, where graph.Filter) (Dependence, error) {
	axis, err := frame.Axis(ctx, graph.DimStudy)
	if err != nil {
		return Dependence{}, err
	}
	counted, err := g.Tally(ctx, graph.Tally{Where: where, By: []graph.Axis{axis}, GroupsOnly: true})
	if err != nil {
		return Dependence{}, err
	}
	studies := make([]string, counted.Groups.Len())
	for i := range studies {
		studies[i] = axis.Keys[counted.Groups.At(i)[0]]
	}
	samples, err := g.Targets(ctx, graph.ModelOf(graph.KindStudy).Edge("samples"), studies)
	if err != nil {
		return Dependence{}, err
	}
	return dependence(studies, samples), nil
}

// dependence groups studies, sorted by key, by the samples that each rests on.
func dependence(studies []string, samples [][]graph.Record) Dependence {
	leader := make([]int, len(studies)) // the way to the first study of a group
	for i := range leader {
		leader[i] = i
	}
	first := func(i int) int {
		for leader[i] != i {
			leader[i] = leader[leader[i]]
			i = leader[i]
		}
		return i
	}
	join := func(i, j int) {
		i, j = first(i), first(j)
		leader[max(i, j)] = min(i, j)
	}
	users := map[string][]int{} // studies by sample
	for i, list := range samples {
		for _, s := range list {
			users[s.RecordKey()] = append(users[s.RecordKey()], i)
			join(users[s.RecordKey()][0], i)
		}
	}
	for i, list := range samples {
		for _, s := range list {
			for _, other := range s.(*graph.Sample).OverlapsWith {
				if with := users[other]; with != nil {
					join(with[0], i)
				}
			}
		}
	}
	return grouped(studies, first)
}

// grouped lists the groups of more than one study.
func grouped(studies []string, first func(int) int) Dependence {
	members := make([][]string, len(studies))
	for i, key := range studies {
		members[first(i)] = append(members[first(i)], key)
	}
	var out Dependence
	for _, group := range members {
		if len(group) > 1 {
			out.Studies += len(group)
			out.Groups = append(out.Groups, group)
		}
	}
	return out
}

// apart is how many groups of studies are independent of each other, those of one
// study among them.
func (d Dependence) apart(studies int) int { return studies - d.Studies + len(d.Groups) }

// named lists the groups.
func (d Dependence) named() string {
	groups := make([]string, len(d.Groups))
	for i, group := range d.Groups {
		groups[i] = group[0] + " with " + listed(group[1:], " and ")
	}
	return listed(groups, "; ")
}
