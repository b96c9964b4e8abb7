package evidence

import (
	"context"
	"sync"

	"github.com/exitgraph/exitgraph/graph"
)

// MaxDeciding is how many findings of a cause are listed at most.
const MaxDeciding = 1000

// Decided are the findings that decide a cause.
type Decided struct {
	Findings []graph.Record // by key, at most MaxDeciding
	Total    int            // all there are
}

// decided keeps the deciding findings of all causes of one answer, which are asked
// for once however often they are read.
type decided struct {
	where  graph.Filter
	causes []*Cause

	mu    sync.Mutex
	known map[*Cause]Decided
}

// Deciding gives the findings that decide each of the causes:
//
//   - WITHIN_ONE_ACCOUNT: the findings that are AMBIVALENT, and all with a direction
//     of the studies that have several valences;
//   - BETWEEN_STUDIES: all with a direction that rest on a study;
//   - the others: all with a direction that rest on a study and have a value that can
//     decide.
//
// The causes must come from answers that were asked for Findings. It needs at most ten
// store calls for all causes of one answer, one for each kind and moderator, and none
// the second time.
func Deciding(ctx context.Context, g *graph.Graph, causes []*Cause) ([]Decided, error) {
	out := make([]Decided, len(causes))
	for i, c := range causes {
		var err error
		if out[i], err = c.decided.of(ctx, g, c); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (d *decided) of(ctx context.Context, g *graph.Graph, c *Cause) (Decided, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.known == nil {
		known, err := d.ask(ctx, g)
		if err != nil {
			return Decided{}, err
		}
		d.known = known
	}
	return d.known[c], nil
}

func (d *decided) ask(ctx context.Context, g *graph.Graph) (map[*Cause]Decided, error) {
	type sort struct {
		kind      AmbivalenceKind
		moderator graph.Dimension
	}
	var sorts []sort
	bySort := map[sort][]*Cause{}
	for _, c := range d.causes {
		s := sort{c.Kind, c.Moderator}
		if bySort[s] == nil {
			sorts = append(sorts, s)
		}
		bySort[s] = append(bySort[s], c)
	}
	known := make(map[*Cause]Decided, len(d.causes))
	for _, s := range sorts {
		causes := bySort[s]
		names, filters := make([]string, len(causes)), make([]graph.Filter, len(causes))
		for i, c := range causes {
			names[i], filters[i] = c.name, c.filter
		}
		lists, err := g.Groups(ctx, graph.KindFinding, "AmbivalenceCause.findings", names, filters,
			graph.ListArgs{Where: d.where, Page: graph.PageArgs{Default: MaxDeciding, Max: MaxDeciding}, Total: true})
		if err != nil {
			return nil, err
		}
		for i, c := range causes {
			known[c] = Decided{Findings: lists[i].Records, Total: lists[i].Total}
		}
	}
	return known, nil
}
