package schema

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// run is one execution of a plan. It goes level by level: each field of a
// selection is loaded once for all objects that have it, so the number of
// questions to the store depends on the document alone. Answers are written when
// everything is there.
type run struct {
	ctx       context.Context
	graph     *graph.Graph // pinned to one revision
	variables map[string]any
	arguments []map[string]any // by planField.place
	publicURL string           // before permalinks
	// objects counts those of the answer; nothing more is loaded above maxObjects, and
	// the answer is refused.
	objects, maxObjects int
	// values are the nodes that values of dimensions are, by key, as far as they
	// were asked for.
	values map[string]graph.Record
}

// level is a selection with the objects that it is asked of.
type level struct {
	set     *planSet
	objects []any
	active  []bool  // by field of the set
	order   []int   // of the set's fields; nil for their own
	nodes   []*node // by field of the set; nil for leaves that need no loading
}

// node is a loaded field: what each object of the level leads to.
type node struct {
	err   error        // of the whole field
	fault *fault.Error // what clients are told of err, once it was needed
	errs  []error      // of single objects; may be nil
	nulls []bool       // of single objects; may be nil

	one   []ref // by object, for a field that is no list
	start []int // by object and one more, into items, for a list
	items []ref

	levels []*level // by object type, as planField.sets
	leaves []any    // what was loaded, for a leaf that needs loading
}

// ref names an object of a node: the type in the upper bits, its place among the
// objects of that type in the lower.
type ref int64

const noObject ref = -1

const typeBits = 32

func (r ref) split() (kind, at int) { return int(r >> typeBits), int(r & (1<<typeBits - 1)) }

// load brings everything below a level.
func (r *run) load(l *level) {
	l.order = l.set.order(r.variables)
	l.active = make([]bool, len(l.set.fields))
	l.nodes = make([]*node, len(l.set.fields))
	for i, f := range l.set.fields {
		l.active[i] = f.active(r.variables)
	}
	together := r.together(l)
	for i, f := range l.set.fields {
		if l.active[i] && f.field != nil && f.field.load != nil && !f.streams && len(l.objects) > 0 {
			l.nodes[i] = r.loadField(f, l.objects, together)
		}
	}
}

// loadField loads a field, or takes it from what was loaded together, nil for
// nothing.
func (r *run) loadField(f *planField, objects []any, together *fetched) *node {
	if err := r.ctx.Err(); err != nil {
		return &node{err: err}
	}
	if r.tooMany() {
		return &node{}
	}
	var got loaded
	var err error
	switch {
	case f.field.ref == nil || together == nil:
		got, err = r.ask(f, objects)
	case together.err != nil:
		err = together.err
	default:
		got = named(objects, f.field.ref, together.records)
	}
	if err != nil {
		return &node{err: err}
	}
	n := &node{errs: got.errs, nulls: got.nulls}
	if f.field.leaf != nil {
		n.leaves = got.one
		return n
	}
	if !r.take(got.size()) {
		return &node{}
	}
	n.levels = make([]*level, len(f.sets))
	for i, s := range f.sets {
		n.levels[i] = &level{set: s}
	}
	c := collector{node: n, field: f}
	if got.many != nil {
		c.lists(got.many)
	} else {
		c.singles(got.one)
	}
	giveBackSeen(c.seen)
	for _, below := range n.levels {
		r.load(below)
	}
	return n
}

// ask loads a field. A panic is the field's own failure, so that the rest of the
// answer stands.
func (r *run) ask(f *planField, objects []any) (got loaded, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return f.field.load(r, objects, args{values: r.arguments[f.place], selected: f})
}

// collector enters loaded objects into the levels of a node, each once.
type collector struct {
	node  *node
	field *planField
	seen  map[any]ref
}

// seenMaps are empty maps for collectors, so that entering many objects allocates as
// often as entering few.
var seenMaps = sync.Pool{New: func() any { return map[any]ref{} }}

// mostSeen is how many objects a map may have held and still be kept: emptying it costs
// what it once held.
const mostSeen = 1 << 13

func giveBackSeen(seen map[any]ref) {
	if seen != nil && len(seen) <= mostSeen {
		clear(seen)
		seenMaps.Put(seen)
	}
}

func (c *collector) singles(objects []any) {
	c.node.one = make([]ref, len(objects))
	if len(objects) > 1 {
		c.seen = seenMaps.Get().(map[any]ref)
	}
	for i, o := range objects {
		c.node.one[i] = c.enter(o)
	}
}

func (c *collector) lists(lists [][]any) {
	total := 0
	for _, list := range lists {
		total += len(list)
	}
	c.node.start = make([]int, len(lists)+1)
	c.node.items = make([]ref, 0, total)
	if len(lists) > 1 {
		c.seen = seenMaps.Get().(map[any]ref)
	} else if len(c.node.levels) == 1 {
		c.node.levels[0].objects = make([]any, 0, total)
	}
	for i, list := range lists {
		for _, o := range list {
			c.node.items = append(c.node.items, c.enter(o))
		}
		c.node.start[i+1] = len(c.node.items)
	}
}

func (c *collector) enter(o any) ref {
	if o == nil {
		return noObject
	}
	if c.seen != nil {
		if at, again := c.seen[o]; again {
			return at
		}
	}
	kind := c.field.kindOf(o)
	l := c.node.levels[kind]
	at := ref(kind)<<typeBits | ref(len(l.objects))
	l.objects = append(l.objects, o)
	if c.seen != nil {
		c.seen[o] = at
	}
	return at
}

// coerceAll coerces the arguments of all fields of a plan for one request.
func (p *plan) coerceAll(variables map[string]any) ([]map[string]any, *fault.Error) {
	out := make([]map[string]any, len(p.fields))
	for i, f := range p.fields {
		out[i] = f.fixed
		if f.fixed != nil || f.field == nil || !f.active(variables) {
			continue
		}
		values, err := coerceArguments(f.defs, f.arguments, variables)
		if err != nil {
			return nil, asFault(err, f.at)
		}
		out[i] = values
	}
	return out, nil
}
