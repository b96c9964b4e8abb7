package storetest

import (
	"context"
	"slices"
	"sync"

	"github.com/exitgraph/exitgraph/graph"
)

// Sparing is a store that hands out no more of its records than a question says will be
// read, brings records along and says at which mark it was read, as a database does that
// saves questions. Over a store that moves it moves. It may be used from many goroutines
// at once.
type Sparing struct {
	graph.Store
	withhold func(n int) bool

	mu      sync.Mutex
	brought int
}

// NewSparing makes a store over another one. Of the records to bring along, counted from
// 1, withhold says which are not brought. Close closes the store inside.
func NewSparing(inner graph.Store, withhold func(n int) bool) *Sparing {
	return &Sparing{Store: inner, withhold: withhold}
}

// Mark implements graph.Marker. Where the store inside gives no marks, the mark is made of
// its revision.
func (s *Sparing) Mark(ctx context.Context) (graph.Mark, error) {
	if marker, ok := s.Store.(graph.Marker); ok {
		return marker.Mark(ctx)
	}
	info, err := s.Store.Info(ctx)
	return graph.Mark{Revision: info.Revision, Writes: 1}, err
}

// Get implements graph.Store.
func (s *Sparing) Get(ctx context.Context, q graph.Get) (graph.Page, error) {
	page, err := s.Store.Get(ctx, graph.Get{Keys: q.Keys})
	if err == nil {
		err = s.spare(ctx, []*graph.Page{&page}, q.Reading, 0, nil)
	}
	return page, err
}

// Find implements graph.Store.
func (s *Sparing) Find(ctx context.Context, q graph.Find) (graph.Page, error) {
	page, err := s.Store.Find(ctx, q)
	if err == nil {
		err = s.spare(ctx, []*graph.Page{&page}, q.Reading, q.Kind, q.Order)
	}
	return page, err
}

// Expand implements graph.Store.
func (s *Sparing) Expand(ctx context.Context, q graph.Expand) ([]graph.Page, error) {
	pages, err := s.Store.Expand(ctx, q)
	if err != nil || len(pages) == 0 {
		return pages, err
	}
	all := make([]*graph.Page, len(pages))
	for i := range pages {
		all[i] = &pages[i]
	}
	kind := q.Kind
	if q.Edge != nil {
		kind = q.Edge.To
	}
	return pages, s.spare(ctx, all, q.Reading, kind, q.Order)
}

// Search implements graph.Store.
func (s *Sparing) Search(ctx context.Context, q graph.Search) (graph.Found, error) {
	found, err := s.Store.Search(ctx, q)
	if err != nil {
		return found, err
	}
	found.Hits = slices.Clone(found.Hits)
	for i, h := range found.Hits {
		found.Hits[i].Record = only(h.Record, q.Reading.Fields[h.Record.RecordKind()])
	}
	found.Brought.At, err = s.now(ctx)
	return found, err
}

func (s *Sparing) now(ctx context.Context) (*graph.Mark, error) {
	m, err := s.Mark(ctx)
	return &m, err
}

// spare leaves of the records of pages what will be read. What comes along is noted in
// the first page.
func (s *Sparing) spare(ctx context.Context, pages []*graph.Page, r graph.Reading, k graph.Kind, order []graph.OrderTerm) error {
	var keys []string
	fields := r.Fields
	for _, t := range order {
		fields[k] = fields[k].With(t.Field)
	}
	for _, p := range pages {
		p.Records = slices.Clone(p.Records)
		for i, record := range p.Records {
			if record == nil {
				continue
			}
			for _, e := range r.Along {
				if e.From != record.RecordKind() {
					continue
				}
				if key := e.Paths[0][0].Ref.Str(record); key != "" && !slices.Contains(keys, key) && !s.withheld() {
					keys = append(keys, key)
				}
			}
			p.Records[i] = only(record, fields[record.RecordKind()])
		}
	}
	along, err := s.Store.Get(ctx, graph.Get{Keys: keys})
	if err != nil {
		return err
	}
	b := &pages[0].Brought
	for _, record := range along.Records {
		if record != nil {
			b.Along = append(b.Along, only(record, r.Fields[record.RecordKind()]))
		}
	}
	b.At, err = s.now(ctx)
	return err
}

func (s *Sparing) withheld() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.brought++
	return s.withhold(s.brought)
}

// only copies the fields of a set to a new record.
func only(r graph.Record, fields graph.FieldSet) graph.Record {
	m := graph.ModelOf(r.RecordKind())
	out := m.New()
	for _, f := range m.Fields {
		if !fields.Has(f) || f.Derived && (f.Type == graph.TypeEnum || f.Type == graph.TypeBool) {
			continue
		}
		switch f.Type {
		case graph.TypeInt:
			f.SetInt(out, f.Int(r))
		case graph.TypeBool:
			f.SetBool(out, f.Bool(r))
		case graph.TypeText:
			f.SetText(out, f.Text(r))
		case graph.TypeStrings, graph.TypeRefs:
			f.SetList(out, f.List(r))
		default:
			f.SetStr(out, f.Str(r))
		}
	}
	return out
}
