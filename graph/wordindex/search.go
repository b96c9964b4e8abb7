package wordindex

import (
	"context"
	"slices"

	"github.com/exitgraph/exitgraph/graph"
)

// breath is how many nodes a loop may pass between two looks at the context.
const breath = 4096

// Nodes are those that an Index is of. Their ids follow the order of kinds and keys.
type Nodes interface {
	// Span gives the ids of a kind.
	Span(k graph.Kind) (first, end int32)
	// UpTo gives the id of the last node that does not come after a kind and a key; -1
	// where all do.
	UpTo(k graph.Kind, key string) int32
}

// Found is a part of the answer to a search, as graph.Found, with ids in place of
// records.
type Found struct {
	Hits        []Hit
	Total       int
	HasPrevious bool
	HasNext     bool
}

// Hit is a node that was found, with its rank.
type Hit struct {
	ID   int32
	Rank int
}

// Decides says whether an Index tells the hits of a query, and their ranks, without their
// texts: where each term is one word, or the beginning of one.
func Decides(q graph.SearchQuery) bool {
	return !slices.ContainsFunc(q.Terms, func(t graph.SearchTerm) bool { return len(t.Words) > 1 })
}

// searching is one search: the places of its words, and what was found so far.
type searching struct {
	x *Index
	q graph.Search

	first  postings // of the word that the fewest nodes have
	others []postings
	wholes postings // nodes with the words as the whole of a name

	ranker graph.Ranker
	texts  func(id int32) []graph.SearchText // nil where postings tell the rank

	afterID int32 // of the last node that q.After leaves out among those of its rank
	found   Found
	hits    [][]int32 // by rank: the first ones that the answer may hold, upwards
	after   int       // hits after q.After
}

// Search ranks the nodes that have all words. Ids go up by kind and key, so that those of
// one rank are in order, and no more than a page of each rank is kept. texts gives those of
// a node, and is only called where the Index does not decide: for queries that it does, it
// may be nil. The error is that of the context.
func (x *Index) Search(ctx context.Context, q graph.Search, in Nodes, texts func(id int32) []graph.SearchText) (Found, error) {
	n := &searching{x: x, q: q}
	if err := n.look(ctx); err != nil {
		return Found{}, err
	}
	if !Decides(q.Query) {
		n.ranker, n.texts = q.Query.Ranker(), texts
	}
	if q.After != nil {
		n.afterID = in.UpTo(q.After.Kind, q.After.Key)
	}
	if err := n.run(ctx, in); err != nil {
		return Found{}, err
	}
	for rank, ids := range n.hits {
		for _, id := range ids[:min(len(ids), q.Limit-len(n.found.Hits))] {
			n.found.Hits = append(n.found.Hits, Hit{id, rank})
		}
	}
	n.found.HasNext = n.after > len(n.found.Hits)
	return n.found, nil
}

// look finds the places of all words. It asks the context for each, since many words may
// have one beginning.
func (n *searching) look(ctx context.Context) error {
	var lists []postings
	for _, t := range n.q.Query.Terms {
		for i, w := range t.Words {
			if err := ctx.Err(); err != nil {
				return err
			}
			list := n.x.with(w, t.Prefix && i == len(t.Words)-1, n.q.Query)
			if len(list) == 0 {
				return nil // nothing is found
			}
			lists = append(lists, list)
		}
	}
	if len(lists) == 0 {
		return nil
	}
	slices.SortFunc(lists, func(a, b postings) int { return len(a) - len(b) })
	n.first, n.others = lists[0], lists[1:]
	if whole := n.q.Query.Whole(); whole != "" {
		n.wholes = n.x.with(whole, false, n.q.Query)
	}
	return nil
}

// run passes the nodes of the kinds that have the first word, and counts the hits.
func (n *searching) run(ctx context.Context, in Nodes) error {
	kinds := graph.NodeKinds()
	if len(n.q.Kinds) > 0 {
		kinds = slices.Sorted(slices.Values(n.q.Kinds)) // as ids go
	}
	passed := 0
	for _, k := range kinds {
		from, end := in.Span(k)
		for rest := n.first.from(from); len(rest) > 0 && rest[0].id() < end; rest = rest[1:] {
			if passed++; passed%breath == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			if rank, ok := n.rank(rest[0]); ok {
				n.hit(rest[0].id(), rank)
			}
		}
	}
	return nil
}

// rank gives the rank of the node at a posting of the first word. Nodes come upwards.
func (n *searching) rank(at posting) (rank int, ok bool) {
	id := at.id()
	rank = 1 + at.best()
	for i, list := range n.others {
		list = list.from(id)
		n.others[i] = list
		if len(list) == 0 || list[0].id() != id {
			return 0, false
		}
		rank += list[0].best()
	}
	if n.texts != nil {
		return n.ranker.Rank(n.texts(id))
	}
	if len(n.wholes) > 0 {
		if n.wholes = n.wholes.from(id); len(n.wholes) > 0 && n.wholes[0].id() == id {
			return 0, true
		}
	}
	return rank, true
}

// hit counts a hit, and keeps it where it may be in the answer.
func (n *searching) hit(id int32, rank int) {
	if n.q.Total {
		n.found.Total++
	}
	if a := n.q.After; a != nil && (rank < a.Rank || rank == a.Rank && id <= n.afterID) {
		n.found.HasPrevious = true
		return
	}
	n.after++
	for len(n.hits) <= rank {
		n.hits = append(n.hits, nil)
	}
	if len(n.hits[rank]) < n.q.Limit {
		n.hits[rank] = append(n.hits[rank], id)
	}
}
