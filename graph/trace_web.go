package graph

import (
	"context"
	"slices"
)

// web is what is known of the graph while paths are put together: nodes by their
// places in the order of keys, and the ways from each to the next.
type web struct {
	keys  []string
	place map[string]int
	ways  [][]way
	steps int
}

// way leads from a node to another one, over one or several edges.
type way struct {
	to    int
	edges []TracedEdge
}

// foundPath is a path by its keys; a round has its first node once.
type foundPath struct {
	keys  []string
	edges []TracedEdge
}

// newWeb makes a web of nodes and the edges between them, and keeps keys.
func newWeb(keys []string, edges []TracedEdge) *web {
	slices.Sort(keys)
	w := &web{keys: keys, place: make(map[string]int, len(keys)), ways: make([][]way, len(keys))}
	for i, key := range keys {
		w.place[key] = i
	}
	at := map[[2]int]int{} // places in ways
	join := func(from, to int, e TracedEdge) {
		i, known := at[[2]int{from, to}]
		if !known {
			i = len(w.ways[from])
			at[[2]int{from, to}] = i
			w.ways[from] = append(w.ways[from], way{to: to})
		}
		w.ways[from][i].edges = append(w.ways[from][i].edges, e)
	}
	for _, e := range edges {
		from, to := w.place[e.From], w.place[e.To]
		if from == to {
			continue // no path meets a node twice
		}
		join(from, to, e)
		if !e.Kind.Directed {
			join(to, from, e)
		}
	}
	for _, ways := range w.ways {
		slices.SortFunc(ways, func(a, b way) int { return a.to - b.to })
	}
	return w
}

// paths finds the first paths of up to a length, in their order. It stops where it
// has taken pathSteps.
func (w *web) paths(ctx context.Context, start, end string, longest, limit int) ([]foundPath, error) {
	p := &pathFinder{web: w, ctx: ctx, start: w.place[start], end: w.place[end], limit: limit, met: make([]bool, len(w.keys))}
	p.ahead = [][]bool{make([]bool, len(w.keys))}
	p.ahead[0][p.end] = true
	for length := 1; length <= longest && p.goesOn(); length++ {
		p.extend()
		p.trail = append(p.trail[:0], p.start)
		p.met[p.start] = true
		p.from(p.start, length)
	}
	return p.found, ctx.Err()
}

// pathFinder finds the paths of one length after the other.
type pathFinder struct {
	*web
	ctx        context.Context
	start, end int
	limit      int
	// ahead says, by so many edges, from which nodes the end is so far ahead, on ways
	// that touch neither end in between. It keeps the search from most blind alleys.
	ahead [][]bool
	trail []int // from start
	met   []bool
	found []foundPath
	ended bool // the caller has given up
}

// extend computes what is one edge further from the end.
func (p *pathFinder) extend() {
	last := p.ahead[len(p.ahead)-1]
	next := make([]bool, len(p.keys))
	for i, ways := range p.ways {
		for _, w := range ways {
			inside := len(p.ahead) == 1 || w.to != p.end && w.to != p.start
			if inside && last[w.to] {
				next[i] = true
				break
			}
		}
	}
	p.ahead = append(p.ahead, next)
}

const pathBreath = 4096 // steps between two looks at the context

func (p *pathFinder) goesOn() bool {
	p.ended = p.ended || p.steps%pathBreath == 0 && p.ctx.Err() != nil
	return len(p.found) < p.limit && p.steps <= pathSteps && !p.ended
}

// from tries all ways to go on with a trail that ends at a node, with so many edges
// to go.
func (p *pathFinder) from(at, left int) {
	if !p.ahead[left][at] {
		return
	}
	for _, w := range p.ways[at] {
		if p.steps++; !p.goesOn() {
			return
		}
		switch {
		case left == 1 && w.to == p.end:
			p.keep()
		case left > 1 && !p.met[w.to] && w.to != p.end && p.ahead[left-1][w.to]:
			p.met[w.to] = true
			p.trail = append(p.trail, w.to)
			p.from(w.to, left-1)
			p.trail = p.trail[:len(p.trail)-1]
			p.met[w.to] = false
		}
	}
}

// keep notes the trail, with its last edges to the end, as a path.
func (p *pathFinder) keep() {
	var f foundPath
	for i, at := range p.trail {
		f.keys = append(f.keys, p.keys[at])
		to := p.end
		if i+1 < len(p.trail) {
			to = p.trail[i+1]
		}
		j, _ := slices.BinarySearchFunc(p.ways[at], to, func(w way, to int) int { return w.to - to })
		f.edges = append(f.edges, p.ways[at][j].edges...)
	}
	if p.end != p.start {
		f.keys = append(f.keys, p.keys[p.end])
	}
	p.found = append(p.found, f)
}
