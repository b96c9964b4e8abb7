package memstore

import (
	"context"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/wordindex"
)

// wording is what nodes are found by: an index, and the texts of all nodes, in which
// words that must follow each other are looked for. It takes about as much memory as the
// texts themselves.
type wording struct {
	*wordindex.Index
	texts [][]graph.SearchText // by id; nodes come before links
}

func (s *snapshot) wording() *wording {
	s.wordsOnce.Do(func() { s.words = s.indexWords() })
	return s.words
}

func (s *snapshot) indexWords() *wording {
	_, end := s.Span(graph.KindVocabularyTerm) // the last kind of nodes
	w, b := &wording{texts: make([][]graph.SearchText, end)}, wordindex.NewBuilder()
	for id := range end {
		w.texts[id] = graph.SearchTexts(s.all[id])
		b.Add(id, w.texts[id])
	}
	w.Index = b.Index()
	return w
}

func (s *snapshot) search(ctx context.Context, q graph.Search) (graph.Found, error) {
	w := s.wording()
	found, err := w.Search(ctx, q, s, func(id int32) []graph.SearchText { return w.texts[id] })
	if err != nil {
		return graph.Found{}, err
	}
	out := graph.Found{Total: found.Total, HasPrevious: found.HasPrevious, HasNext: found.HasNext}
	for _, h := range found.Hits {
		out.Hits = append(out.Hits, graph.Hit{Record: s.all[h.ID], Rank: h.Rank})
	}
	return out, nil
}
