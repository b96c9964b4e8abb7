package graph

import "context"

// The bounds of paths, the same for every store.
const (
	// MaxPathLength is how many edges a path may have.
	MaxPathLength = 8
	// DefaultPaths and MaxPaths are how many paths are given at most.
	DefaultPaths = 25
	MaxPaths     = 100
	// pathWidth is how many nodes a search goes on with at each distance from either
	// end: the first ones by kind and key.
	pathWidth = 500
	// pathEdges is how many edges between these nodes it looks at.
	pathEdges = 20_000
	// pathSteps is how often it tries to lengthen a path by one edge.
	pathSteps = 500_000
)

// PathQuery says which paths are wanted.
type PathQuery struct {
	MaxLength int         // edges of a path, from 1 to MaxPathLength
	Kinds     []Kind      // kinds of the nodes between the two ends; nil for all
	Along     []*EdgeKind // kinds of edges; nil for all
	First     *int        // how many paths at most, from 1 to MaxPaths; nil for DefaultPaths
}

// Paths gives the paths between two nodes, by id or key: shortest first, and then by
// the keys along them. No path meets a node twice. Steps between phases (NEXT) are
// taken the way they point, all other edges either way. Between the ends are no
// findings that do not stand.
//
// From a node to itself it gives the rounds: paths along directed edges that come
// back to where they began, such as the returns in a model of phases. Other edges
// would lead there and back only.
//
// Each path is a Subgraph with its nodes in the order of the path, the first one of
// a round not repeated, and its edges likewise; where several edges join two nodes
// of a path, it has all of them. Truncated is the same for all: there are more paths
// than First, or a bound cut the search, so that there may be more. Where a bound
// cut the search before any path was found, it fails with Limit.
//
// It fails with NotFound where either node is not there. It asks the store at most
// three times for each edge of MaxLength, and twice for records.
func (g *Graph) Paths(ctx context.Context, from, to string, q PathQuery) ([]Subgraph, error) {
	first, err := walkFirst("paths", q.First, DefaultPaths, MaxPaths)
	if err != nil {
		return nil, err
	}
	if q.MaxLength < 1 || q.MaxLength > MaxPathLength {
		return nil, Errorf("paths", Invalid, "maxLength must be from 1 to %d here, and is %d: ask for a length in between, and for paths from a node on the way if you need longer ones.", MaxPathLength, q.MaxLength)
	}
	s := &pathSearch{walk: g.walk("paths", q.Kinds, q.Along), first: first, longest: q.MaxLength}
	ends, err := s.nodes(ctx, from, to)
	if err != nil {
		return nil, err
	}
	if s.begin(ends[0], ends[1]); s.along != nil && len(s.along) == 0 {
		return nil, nil
	}
	if err := s.run(ctx); err != nil {
		return nil, err
	}
	return s.answer(ctx)
}

// pathSearch looks for paths from both ends at once. Edges are followed in either
// direction as long as nodes are gathered; which way a path may go is seen to when
// it is put together.
type pathSearch struct {
	*walk
	first, longest int
	start, end     string
	sides          []*pathSide // one for a round
	found          []foundPath
	cut            bool // a bound kept nodes out of what is known that paths may meet
	partial        bool // a bound kept edges or steps out of the last look
}

// pathSide is what is known from one end.
type pathSide struct {
	known, rim []string
	steps      int  // outward
	sure       int  // those of them that no bound cut
	cut        bool // a bound cut the last of the steps, or one before
}

func (s *pathSearch) begin(start, end string) {
	s.start, s.end = start, end
	s.sides = []*pathSide{{known: []string{start}, rim: []string{start}}}
	if start != end {
		s.sides = append(s.sides, &pathSide{known: []string{end}, rim: []string{end}})
		return
	}
	along := s.along
	if along == nil {
		along = edgeKinds
	}
	s.along = []*EdgeKind{}
	for _, e := range along {
		if e.Directed {
			s.along = append(s.along, e)
		}
	}
}

// run widens what is known until there are enough paths, or until all of them lie
// within it. Where bounds cut both sides it goes as far as it would without, and
// finds some of the paths.
func (s *pathSearch) run(ctx context.Context) error {
	looked := 0 // up to which length
	for {
		for range 2 {
			side := s.next()
			if side == nil {
				s.cut = !s.whole() && s.covered() < s.longest
				return s.look(ctx, s.longest)
			}
			if err := s.widen(ctx, side); err != nil {
				return err
			}
		}
		if s.covered() >= s.longest || s.whole() {
			return s.look(ctx, s.longest)
		}
		if s.covered() == looked {
			continue // both sides are cut
		}
		looked = s.covered()
		if err := s.look(ctx, looked); err != nil || len(s.found) > s.first {
			return err
		}
	}
}

// covered is how long paths may be that are sure to lie within what is known. Each
// node of a path of n+1 edges is near enough to one of its ends, where n steps
// outward were made from these together; half of a round is as near.
func (s *pathSearch) covered() int { return s.reach(func(p *pathSide) int { return p.sure }) }

func (s *pathSearch) reach(steps func(*pathSide) int) int {
	if len(s.sides) == 1 {
		return 2*steps(s.sides[0]) + 1
	}
	return steps(s.sides[0]) + steps(s.sides[1]) + 1
}

// whole says that one side knows everything that can be reached from it, so that
// every path lies within.
func (s *pathSearch) whole() bool {
	for _, side := range s.sides {
		if len(side.rim) == 0 && !side.cut {
			return true
		}
	}
	return false
}

// next chooses the side to widen: one that was not cut, and of two the one with
// fewer nodes at its rim. It is nil where all is known that is needed or can be.
func (s *pathSearch) next() *pathSide {
	if s.covered() >= s.longest || s.whole() {
		return nil
	}
	var best *pathSide
	for _, side := range s.sides {
		better := best == nil || best.cut && !side.cut || best.cut == side.cut && len(side.rim) < len(best.rim)
		if len(side.rim) > 0 && better {
			best = side
		}
	}
	if best != nil && best.cut && s.reach(func(p *pathSide) int { return p.steps }) >= s.longest {
		return nil
	}
	return best
}

// widen goes one step outward.
func (s *pathSearch) widen(ctx context.Context, side *pathSide) error {
	rim, more, err := s.beyond(ctx, side.rim, side.known, pathWidth)
	if err != nil {
		return err
	}
	side.steps++
	side.cut = side.cut || more
	if !side.cut {
		side.sure++
	}
	side.rim, side.known = rim, append(side.known, rim...)
	return nil
}

// look puts together the paths of up to a length within what is known: one more
// than is wanted tells whether there are more.
func (s *pathSearch) look(ctx context.Context, length int) error {
	var known []string
	seen := map[string]bool{}
	for _, side := range s.sides {
		for _, key := range side.known {
			if !seen[key] {
				seen[key] = true
				known = append(known, key)
			}
		}
	}
	edges, more, err := s.among(ctx, known, pathEdges)
	if err != nil {
		return err
	}
	w := newWeb(known, edges)
	s.found, err = w.paths(ctx, s.start, s.end, length, s.first+1)
	s.partial = more || w.steps > pathSteps
	return err
}

// answer brings the records of the paths that were found.
func (s *pathSearch) answer(ctx context.Context) ([]Subgraph, error) {
	cut := s.cut || s.partial
	if len(s.found) == 0 && cut {
		return nil, Errorf("paths", Limit, "No path was found within the bounds of a search, which are %d nodes at each distance from either end, %d edges and %d steps: name kinds or along, or a smaller maxLength.", pathWidth, pathEdges, pathSteps)
	}
	if len(s.found) > s.first {
		s.found, cut = s.found[:s.first], true
	}
	var keys []string
	for _, p := range s.found {
		keys = append(keys, p.keys...)
	}
	if err := s.fetch(ctx, keys); err != nil {
		return nil, err
	}
	out := make([]Subgraph, 0, len(s.found))
	for _, p := range s.found {
		sub := Subgraph{Edges: s.edges(p.edges), Truncated: cut}
		for _, key := range p.keys {
			if r := s.records[key]; r != nil {
				sub.Nodes = append(sub.Nodes, r)
			}
		}
		if len(sub.Nodes) == len(p.keys) { // else a node was deleted meanwhile
			out = append(out, sub)
		}
	}
	return out, nil
}
