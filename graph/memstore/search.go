package memstore

import (
	"context"
	"math"
	"math/bits"
	"slices"
	"sort"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// searching is one search: the places of its words, and what was found so far.
type searching struct {
	s      *snapshot
	x      *wordIndex
	q      graph.Search
	ranker graph.Ranker
	whole  string
	plain  bool // each term is one word, so that postings tell the rank

	first  postings // of the word that the fewest nodes have
	others []postings

	afterID int32 // of the last node that q.After leaves out among those of its rank
	found   graph.Found
	hits    [][]int32 // by rank: the first ones that the answer may hold, upwards
	after   int       // hits after q.After
}

// search ranks the nodes that have all words. Their ids go up by kind and key, so that
// those of one rank are in order, and no more than a page of each rank is kept.
func (s *snapshot) search(ctx context.Context, q graph.Search) (graph.Found, error) {
	n := &searching{s: s, x: s.wordIndex(), q: q, ranker: q.Query.Ranker(), whole: q.Query.Whole(), plain: true}
	n.look()
	if q.After != nil {
		n.afterID = s.lastUpTo(*q.After)
	}
	if err := n.run(ctx); err != nil {
		return graph.Found{}, err
	}
	for rank, ids := range n.hits {
		for _, id := range ids[:min(len(ids), q.Limit-len(n.found.Hits))] {
			n.found.Hits = append(n.found.Hits, graph.Hit{Record: s.all[id], Rank: rank})
		}
	}
	n.found.HasNext = n.after > len(n.found.Hits)
	return n.found, nil
}

// look finds the places of all words.
func (n *searching) look() {
	var lists []postings
	for _, t := range n.q.Query.Terms {
		n.plain = n.plain && len(t.Words) == 1
		for i, w := range t.Words {
			lists = append(lists, n.x.with(w, t.Prefix && i == len(t.Words)-1, n.q.Query))
		}
	}
	if len(lists) == 0 {
		return
	}
	slices.SortFunc(lists, func(a, b postings) int { return len(a) - len(b) })
	n.first, n.others = lists[0], lists[1:]
}

// run passes the nodes of the kinds that have the first word, and counts the hits.
func (n *searching) run(ctx context.Context) error {
	kinds := graph.NodeKinds()
	if len(n.q.Kinds) > 0 {
		kinds = slices.Sorted(slices.Values(n.q.Kinds)) // as ids go
	}
	passed := 0
	for _, k := range kinds {
		from, end := n.s.Span(k)
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
	rank, named := 1+at.best(), at.best() == 0
	for i, list := range n.others {
		list = list.from(id)
		n.others[i] = list
		if len(list) == 0 || list[0].id() != id {
			return 0, false
		}
		rank += list[0].best()
		named = named && list[0].best() == 0
	}
	switch {
	case !n.plain:
		return n.ranker.Rank(n.x.texts[id])
	case named && n.whole != "" && n.isWhole(id):
		return 0, true
	}
	return rank, true
}

// isWhole says whether the words are the whole of a name.
func (n *searching) isWhole(id int32) bool {
	return slices.ContainsFunc(n.x.texts[id], func(t graph.SearchText) bool {
		return t.Weight == graph.SearchedName && t.Words == n.whole && n.q.Query.Takes(t.Lang)
	})
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

// lastUpTo gives the id of the last node that is not after a place, by kind and key.
func (s *snapshot) lastUpTo(p graph.Place) int32 {
	switch kinds := graph.NodeKinds(); {
	case p.Kind < kinds[0]:
		return -1
	case p.Kind > kinds[len(kinds)-1]:
		return math.MaxInt32
	}
	all := s.All(p.Kind)
	n := sort.Search(len(all), func(i int) bool { return all[i].RecordKey() > p.Key })
	first, _ := s.Span(p.Kind)
	return first + int32(n) - 1
}

// posting is a node that has a word, and where: 28 bits of its id, and a bit for each
// weight of the fields in which the word stands.
type posting uint32

func postingOf(id int32, w graph.SearchWeight) posting {
	return posting(id)<<4 | 1<<(w-graph.SearchedName)
}

func (p posting) id() int32 { return int32(p >> 4) }

// best is the distance of the best weight from that of names.
func (p posting) best() int { return bits.TrailingZeros8(uint8(p & 15)) }

// postings are the nodes that have a word, upwards.
type postings []posting

// from gives the rest of the list from an id on. It looks ever further ahead, so that
// passing two lists of one length takes one step for each, and passing a long one in
// leaps takes few.
func (l postings) from(id int32) postings {
	low, high, step := 0, 0, 1
	for high < len(l) && l[high].id() < id {
		low, high, step = high+1, high+step, 2*step
	}
	high = min(high, len(l))
	return l[low+sort.Search(high-low, func(i int) bool { return l[low+i].id() >= id }):]
}

// merged puts lists together, in each of which a node stands once at most.
func merged(lists []postings, nodes int) postings {
	n := 0
	for _, l := range lists {
		n += len(l)
	}
	if n < nodes/32 {
		out := slices.Concat(lists...)
		slices.Sort(out)
		kept := out[:0]
		for _, p := range out {
			if last := len(kept) - 1; last >= 0 && kept[last].id() == p.id() {
				kept[last] |= p
				continue
			}
			kept = append(kept, p)
		}
		return kept
	}
	// Where it is a good part of all nodes, a place for each is faster than sorting.
	weights := make([]uint8, nodes)
	for _, l := range lists {
		for _, p := range l {
			weights[p.id()] |= uint8(p & 15)
		}
	}
	out := make(postings, 0, n)
	for id, w := range weights {
		if w != 0 {
			out = append(out, posting(id)<<4|posting(w))
		}
	}
	return out
}

// beginning gives the words of a sorted list that begin with a prefix.
func beginning(words []string, prefix string) (from, end int) {
	from = sort.SearchStrings(words, prefix)
	end = from
	for end < len(words) && strings.HasPrefix(words[end], prefix) {
		end++
	}
	return from, end
}
