package graph

import (
	"context"
	"sync"
)

// pool keeps the records that answers to one request brought along, until they are
// asked for.
type pool struct {
	mu      sync.Mutex
	records map[string]pooled // by key
}

// pooled is a record with the fields that may be read of it.
type pooled struct {
	record Record
	fields FieldSet
}

// put adds records that were asked for with a Reading.
func (p *pool) put(records []Record, r Reading) {
	if len(records) == 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.records == nil {
		p.records = make(map[string]pooled, len(records))
	}
	for _, record := range records {
		fields := r.Fields[record.RecordKind()]
		if known, there := p.records[record.RecordKey()]; !there || fields.Covers(known.fields) {
			p.records[record.RecordKey()] = pooled{record, fields}
		}
	}
}

// take fills in the records that are there with the fields of a Reading, and gives the
// places of the others.
func (p *pool) take(keys []string, into []Record, r Reading) (missing []int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, key := range keys {
		if into[i] != nil {
			continue
		}
		if known, there := p.records[key]; there && known.fields.Covers(r.Fields[known.record.RecordKind()]) {
			into[i] = known.record
		} else {
			missing = append(missing, i)
		}
	}
	return missing
}

// nodes gives nodes by their keys: from the frame where it is there, from what answers
// brought along, and from the store what is in neither.
func (g *Graph) nodes(ctx context.Context, keys []string) ([]Record, error) {
	r := g.reading(ctx, 0)
	ask := func(keys []string) ([]Record, error) {
		page, err := g.store.Get(ctx, Get{Keys: keys, Reading: r})
		g.count(len(page.Records))
		g.keep(page.Brought, r)
		return page.Records, err
	}
	if !g.pools() {
		return ask(keys)
	}
	out := make([]Record, len(keys))
	g.fromFrame(ctx, keys, out)
	missing := g.pinned.pool.take(keys, out, r)
	if len(missing) == 0 {
		return out, nil
	}
	left := make([]string, len(missing))
	for i, at := range missing {
		left[i] = keys[at]
	}
	got, err := ask(left)
	if err != nil {
		return nil, err
	}
	fromStore := false
	for i, at := range missing {
		out[at] = got[i]
		fromStore = fromStore || got[i] != nil && framed(got[i].RecordKind())
	}
	if fromStore {
		g.missFrame(ctx)
	}
	return out, nil
}

// pools says whether it pays to keep what answers bring along: not where the store has
// everything at hand.
func (g *Graph) pools() bool {
	_, ok := g.store.(*watched)
	return ok
}

// fromFrame fills in the nodes that the frame of the state has, where somebody has asked
// for it already.
func (g *Graph) fromFrame(ctx context.Context, keys []string, into []Record) {
	frame, used := g.heldFrame(ctx)
	if frame == nil {
		return
	}
	found := false
	for i, key := range keys {
		if r := frame.node(key); r != nil {
			into[i], found = r, true
		}
	}
	if found {
		used(frame)
	}
}

// heldFrame gives the frame of the state that the request began with, nil where nobody
// has asked for it since the state began. used is called after it was read.
func (g *Graph) heldFrame(ctx context.Context) (f *Frame, used func(*Frame)) {
	w, ok := g.store.(*watched)
	if !ok {
		return nil, nil
	}
	began, err := w.begin(ctx)
	if err != nil || w.before == (Mark{}) {
		return nil, nil
	}
	return g.frames.held(w.before), func(f *Frame) { g.endFrame(w, began, f) }
}

// held gives the frame of a state if it is there.
func (fs *frames) held(at Mark) *Frame {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	if fs.last == nil || fs.at != at {
		return nil
	}
	select {
	case <-fs.last.done:
		return fs.last.value // nil after a fault
	default:
		return nil
	}
}

// missesBeforeFrame is how often the frame of a state is missed before it is made for
// those who come later: data that change all the time are not read for it each time.
const missesBeforeFrame = 16

// missFrame notes that the frame would have spared a question, or a part of one. Nobody
// waits for it.
func (g *Graph) missFrame(ctx context.Context) {
	w, ok := g.store.(*watched)
	if !ok {
		return
	}
	fs := g.frames
	fs.mu.Lock()
	defer fs.mu.Unlock()
	if w.before == (Mark{}) || fs.last != nil && fs.at == w.before {
		return
	}
	if fs.missedAt != w.before {
		fs.missedAt, fs.missed = w.before, 0
	}
	if fs.missed++; fs.missed == missesBeforeFrame {
		fs.make(ctx, w.Store, w.before)
	}
}

// node finds a node of the frame by its key, nil where it has none.
func (f *Frame) node(key string) Record {
	if r, ok := f.byKey[key]; ok {
		return r
	}
	if r, ok := f.phases[key]; ok {
		return r
	}
	if r := f.Model(key); r != nil {
		return r
	}
	return nil
}

// framed says whether the frame holds all nodes of a kind.
func framed(k Kind) bool { return k == KindFactor || k == KindPhaseModel || k == KindPhase }

// reading is what a question about records of a kind, 0 for any, says of them: edges along which the
// frame has the targets are left out, and all edges where nobody keeps what they bring.
func (g *Graph) reading(ctx context.Context, k Kind) Reading {
	r := g.reads
	r.Along = nil
	if !g.pools() || len(g.reads.Along) == 0 {
		return r
	}
	frame, _ := g.heldFrame(ctx)
	missed := false
	for _, e := range g.reads.Along {
		if k != 0 && e.From != k || frame != nil && framed(e.To) {
			continue
		}
		r.Along = append(r.Along, e)
		missed = missed || framed(e.To)
	}
	if missed {
		g.missFrame(ctx)
	}
	return r
}

// keep puts what an answer brought along into the pool.
func (g *Graph) keep(b Brought, r Reading) {
	if g.pools() {
		g.pinned.rows.Add(int64(len(b.Along)))
		g.pinned.pool.put(b.Along, r)
	}
}
