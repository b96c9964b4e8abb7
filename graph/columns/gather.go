package columns

import (
	"context"

	"github.com/exitgraph/exitgraph/graph"
)

// gathering brings the records with some ids together, for one question.
type gathering struct {
	x       *Index
	reading graph.Reading
	order   []graph.OrderTerm
	makers  [kindCount]*maker

	records []graph.Record // in the order of ids
	absent  []int          // places in records that the store is to be asked for
	kinds   []graph.Kind   // of these
	keys    []string       // and their keys

	// whole says that no record is missing that the columns know.
	whole bool
}

// add makes the record with an id, or notes that the store is to be asked for it.
func (g *gathering) add(id int32) {
	if id == noID {
		g.records = append(g.records, nil)
		return
	}
	k := g.x.kindOf(id)
	if m := g.maker(k); m != nil {
		g.records = append(g.records, m.record(id))
		return
	}
	g.absent = append(g.absent, len(g.records))
	g.kinds, g.keys = append(g.kinds, k), append(g.keys, g.x.Key(id))
	g.records = append(g.records, nil)
}

// maker gives what makes records of a kind; nil where the columns do not hold all that
// is read of them.
func (g *gathering) maker(k graph.Kind) *maker {
	if read := g.reading.Fields[k]; g.makers[k] == nil && g.x.Covers(k, read) {
		g.makers[k] = g.x.maker(k, read, g.order)
	}
	return g.makers[k]
}

// along adds what the records that were asked for lead to, each once. Where links are to
// be asked for, a second statement for what they lead to is left to the caller.
func (g *gathering) along(parts []Part) {
	seen := map[int32]struct{}{}
	for _, e := range g.reading.Along {
		ref := toOne(e)
		if ref == nil || ref.Target == 0 || !e.From.IsNode() && g.maker(ref.Target) == nil {
			continue
		}
		to := g.x.Along(ref)
		for _, p := range parts {
			for _, id := range p.IDs {
				if id == noID {
					continue
				}
				for _, t := range to.Of(id) {
					if _, again := seen[t]; !again {
						seen[t] = struct{}{}
						g.add(t)
					}
				}
			}
		}
	}
}

// fetch asks the store for what the columns do not hold, with one question.
func (g *gathering) fetch(ctx context.Context, s graph.Store) (*graph.Mark, error) {
	if g.whole = len(g.keys) == 0; g.whole {
		return nil, nil
	}
	reading := g.reading
	reading.Along = nil
	for _, k := range graph.Kinds() {
		reading.Fields[k] = alsoOrdered(k, reading.Fields[k], g.order)
	}
	if k := g.kinds[0]; !k.IsNode() {
		return g.fetchLinks(ctx, s, k, reading)
	}
	page, err := s.Get(ctx, graph.Get{Keys: g.keys, Reading: reading})
	if err != nil {
		return nil, err
	}
	g.whole = true
	for i, r := range page.Records {
		g.whole = g.whole && r != nil && r.RecordKind() == g.kinds[i]
		g.records[g.absent[i]] = r
	}
	return page.Brought.At, nil
}

// fetchLinks is fetch for links, which Get does not give.
func (g *gathering) fetchLinks(ctx context.Context, s graph.Store, k graph.Kind, reading graph.Reading) (*graph.Mark, error) {
	page, err := s.Find(ctx, graph.Find{Kind: k, Where: graph.KeyIn(k, g.keys...), Window: graph.Window{Limit: -1}, Reading: reading})
	if err != nil {
		return nil, err
	}
	byKey := make(map[string]graph.Record, len(page.Records))
	for _, r := range page.Records {
		byKey[r.RecordKey()] = r
	}
	g.whole = true
	for i, key := range g.keys {
		r := byKey[key]
		g.whole = g.whole && r != nil
		g.records[g.absent[i]] = r
	}
	return page.Brought.At, nil
}
