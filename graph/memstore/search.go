package memstore

import (
	"context"
	"slices"
	"sort"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// wordIndex finds nodes by words: an inverted index, and the texts by which the hits
// are ranked. It takes about as much memory as the texts themselves.
type wordIndex struct {
	words []string             // sorted
	ids   [][]int32            // of the nodes with each word, upwards
	texts [][]graph.SearchText // by id; nodes come before links
}

func (s *snapshot) wordIndex() *wordIndex {
	s.wordsOnce.Do(func() { s.words = s.indexWords() })
	return s.words
}

func (s *snapshot) indexWords() *wordIndex {
	_, end := s.Span(graph.KindVocabularyTerm) // the last kind of nodes
	x := &wordIndex{texts: make([][]graph.SearchText, end)}
	at := map[string]int{}
	for id := range end {
		x.texts[id] = graph.SearchTexts(s.all[id])
		for _, t := range x.texts[id] {
			for w := range strings.FieldsSeq(t.Words) {
				i, ok := at[w]
				if !ok {
					i = len(x.ids)
					at[w], x.ids, x.words = i, append(x.ids, nil), append(x.words, w)
				}
				if n := len(x.ids[i]); n == 0 || x.ids[i][n-1] != id {
					x.ids[i] = append(x.ids[i], id)
				}
			}
		}
	}
	slices.Sort(x.words)
	sorted := make([][]int32, len(x.words))
	for i, w := range x.words {
		sorted[i] = x.ids[at[w]]
	}
	x.ids = sorted
	return x
}

// with gives the nodes that have a word, or one that begins with it.
func (x *wordIndex) with(word string, prefix bool) []int32 {
	i := sort.SearchStrings(x.words, word)
	if !prefix {
		if i < len(x.words) && x.words[i] == word {
			return x.ids[i]
		}
		return nil
	}
	j := i
	for j < len(x.words) && strings.HasPrefix(x.words[j], word) {
		j++
	}
	switch j - i {
	case 0:
		return nil
	case 1:
		return x.ids[i]
	}
	seen := make([]bool, len(x.texts))
	n := 0
	for _, ids := range x.ids[i:j] {
		for _, id := range ids {
			if !seen[id] {
				seen[id], n = true, n+1
			}
		}
	}
	out := make([]int32, 0, n)
	for id, s := range seen {
		if s {
			out = append(out, int32(id))
		}
	}
	return out
}

// candidates gives the nodes that have every word of a query, upwards: every hit is
// among them.
func (x *wordIndex) candidates(q graph.SearchQuery) []int32 {
	var lists [][]int32
	for _, t := range q.Terms {
		for i, w := range t.Words {
			lists = append(lists, x.with(w, t.Prefix && i == len(t.Words)-1))
		}
	}
	if len(lists) == 0 {
		return nil
	}
	slices.SortFunc(lists, func(a, b []int32) int { return len(a) - len(b) })
	out := slices.Clone(lists[0])
	for _, other := range lists[1:] {
		kept := out[:0]
		for _, id := range out {
			i, found := slices.BinarySearch(other, id)
			if found {
				kept = append(kept, id)
			}
			other = other[i:]
		}
		out = kept
	}
	return out
}

// search ranks the candidates. Their ids go up by kind and key, so that those of one
// rank are in order.
func (s *snapshot) search(ctx context.Context, q graph.Search) (graph.Found, error) {
	x := s.wordIndex()
	wanted := [kindCount]bool{}
	for _, k := range q.Kinds {
		wanted[k] = true
	}
	ranker := q.Query.Ranker()
	var byRank [][]int32
	for i, id := range x.candidates(q.Query) {
		if i%breath == breath-1 && ctx.Err() != nil {
			return graph.Found{}, ctx.Err()
		}
		if len(q.Kinds) > 0 && !wanted[s.all[id].RecordKind()] {
			continue
		}
		if rank, ok := ranker.Rank(x.texts[id]); ok {
			for len(byRank) <= rank {
				byRank = append(byRank, nil)
			}
			byRank[rank] = append(byRank[rank], id)
		}
	}
	var out graph.Found
	for rank, ids := range byRank {
		if q.Total {
			out.Total += len(ids)
		}
		if q.After != nil {
			from := sort.Search(len(ids), func(i int) bool {
				return graph.Hit{Record: s.all[ids[i]], Rank: rank}.Place().Compare(*q.After) > 0
			})
			out.HasPrevious = out.HasPrevious || from > 0
			ids = ids[from:]
		}
		take := min(len(ids), q.Limit-len(out.Hits))
		for _, id := range ids[:take] {
			out.Hits = append(out.Hits, graph.Hit{Record: s.all[id], Rank: rank})
		}
		out.HasNext = out.HasNext || take < len(ids)
	}
	return out, nil
}
