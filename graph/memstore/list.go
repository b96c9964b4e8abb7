package memstore

import (
	"context"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
)

func (s *snapshot) find(ctx context.Context, q graph.Find) (graph.Page, error) {
	part, err := s.Find(ctx, q)
	if err != nil {
		return graph.Page{}, err
	}
	return s.pages([]columns.Part{part})[0], nil
}

func (s *snapshot) expand(ctx context.Context, q graph.Expand) ([]graph.Page, error) {
	parts, err := s.Expand(ctx, q)
	if err != nil {
		return nil, err
	}
	return s.pages(parts), nil
}

// pages puts records in the place of ids. The records of all pages stand in one slice.
func (s *snapshot) pages(parts []columns.Part) []graph.Page {
	n := 0
	for _, p := range parts {
		n += len(p.IDs)
	}
	records := make([]graph.Record, 0, n)
	pages := make([]graph.Page, len(parts))
	for i, p := range parts {
		pages[i] = graph.Page{Total: p.Total, HasPrevious: p.HasPrevious, HasNext: p.HasNext}
		start := len(records)
		for _, id := range p.IDs {
			records = append(records, s.all[id])
		}
		if end := len(records); end > start {
			pages[i].Records = records[start:end:end]
		}
	}
	return pages
}
