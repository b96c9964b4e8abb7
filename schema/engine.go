package schema

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/schema/document"
	"github.com/exitgraph/exitgraph/schema/fault"
	"github.com/exitgraph/exitgraph/schema/introspection"
	"github.com/exitgraph/exitgraph/schema/sdl"
)

// Options adjust an Engine. The zero value has the defaults.
type Options struct {
	Limits     document.Limits // of documents; zero for document.DefaultLimits
	MaxCost    int             // of one request; zero for DefaultMaxCost
	CacheBytes int             // of documents kept ready; zero for 16 MiB
	// MaxAnswerObjects and MaxAnswerBytes bound what one answer really holds; zero for
	// their defaults.
	MaxAnswerObjects, MaxAnswerBytes int
	// PublicURL is the address under which readers reach the server, without a
	// permalink's own path; permalinks are plain paths where it is empty.
	PublicURL string
	// Build names the build of the program, so that answers of another one have other
	// tags. Tags end with the Engine where it is empty.
	Build string
	// Admit, where set, is asked before data is loaded for a request that passed all
	// checks, with the effort of its document: its cost, and more for lists that are
	// filtered or ordered. It may wait, heeding ctx. What it refuses is
	// not executed; release is called once the answer is made or given up. It is not
	// asked where the caller holds the answer already (Request.Held).
	Admit func(ctx context.Context, effort int) (release func(), refused *fault.Error)
}

// Engine answers GraphQL documents over a Graph. It may be used from many
// goroutines at once.
type Engine struct {
	graph   *graph.Graph
	options Options
	catalog *catalog
	schema  *graphql.Schema
	sdl     string
	meta    map[string]*object
	root    map[string]*field // __schema and __type
	types   map[string][]*object
	args    map[*field][]*graphql.Argument
	cache   *document.Cache[*prepared]
}

// prepared is a document that passed all checks, with the plans of its
// operations, each made when it is first asked for.
type prepared struct {
	doc   *document.Document
	text  string
	named atomic.Bool // whether it may be asked for by its hash
	mu    sync.Mutex
	plans map[string]*plan
	bytes int // about what all of this takes
}

// New makes an Engine over a Graph.
func New(g *graph.Graph, options Options) (*Engine, error) {
	if options.Limits == (document.Limits{}) {
		options.Limits = document.DefaultLimits()
	}
	if options.MaxCost == 0 {
		options.MaxCost = DefaultMaxCost
	}
	if options.CacheBytes == 0 {
		options.CacheBytes = 16 << 20
	}
	if options.Build == "" {
		options.Build = rand.Text()
	}
	options.MaxAnswerObjects = cmp.Or(options.MaxAnswerObjects, DefaultMaxAnswerObjects)
	options.MaxAnswerBytes = cmp.Or(options.MaxAnswerBytes, DefaultMaxAnswerBytes)
	options.PublicURL = strings.TrimRight(options.PublicURL, "/")
	e := &Engine{graph: g, options: options, catalog: contract(), cache: document.NewCache[*prepared](options.CacheBytes)}
	var err error
	if e.schema, err = e.catalog.build(); err != nil {
		return nil, err
	}
	if err := introspection.Register(e.schema, e.catalog.extras); err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	document.Warm(e.schema)
	if e.sdl, err = sdl.Print(e.schema, e.catalog.extras); err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	e.index()
	return e, nil
}

// SDL gives the contract in the schema definition language.
func (e *Engine) SDL() string { return e.sdl }

// CacheStats tells how the cache of documents does.
func (e *Engine) CacheStats() document.Stats { return e.cache.Stats() }

// Do answers a request. It returns soon after ctx is done, and never panics: a
// fault of ours is an answer with the code INTERNAL.
func (e *Engine) Do(ctx context.Context, req Request) (resp *Response) {
	var info Info
	defer func() {
		if p := recover(); p != nil {
			resp = refuse(info, panicked(p))
		}
	}()
	if failure := e.resolve(&req); failure != nil {
		return refuse(info, failure)
	}
	info.DocumentHash = document.Hash(req.Query)
	return e.answer(ctx, req, info, nil)
}

// panicked makes a fault of ours of a panic. It is called where it was recovered.
func panicked(p any) *fault.Error { return explain(fmt.Errorf("panic: %v\n%s", p, debug.Stack())) }

// answer answers a request; link is the permalink that it comes from, or nil.
func (e *Engine) answer(ctx context.Context, req Request, info Info, link *permalink) *Response {
	entry, faults := e.prepare(req.Query)
	if faults != nil {
		return refuse(info, faults...)
	}
	if req.DocumentHash != "" {
		entry.named.Store(true)
	}
	op, failure := entry.doc.Operation(req.OperationName)
	if failure != nil {
		return refuse(info, failure)
	}
	info.OperationType = op.Operation
	if op.Name != nil {
		info.OperationName = op.Name.Value
	}
	if op.Operation != ast.OperationTypeQuery {
		return refuse(info, fault.New(fault.ValidationFailed, "This server answers queries only; it has no %ss.", op.Operation))
	}
	variables, faults := coerceVariables(e.schema, entry.doc, op, req.Variables)
	switch {
	case faults != nil && link != nil:
		return refuse(info, inPermalinks(faults)...)
	case faults != nil:
		return refuse(info, faults...)
	}
	p, failure := e.planOf(entry, op)
	if failure != nil {
		return refuse(info, failure)
	}
	arguments, failure := p.coerceAll(variables)
	if failure != nil {
		return refuse(info, failure)
	}
	info.Cost = p.cost(arguments, variables, e.options.MaxCost)
	if info.Cost > e.options.MaxCost {
		return refuse(info, tooCostly(info.Cost, e.options.MaxCost))
	}
	return e.execute(ctx, &execution{req, p, variables, arguments, info, link})
}

// prepare checks a document, or finds it among those checked before.
func (e *Engine) prepare(text string) (*prepared, []*fault.Error) {
	if entry, ok := e.cache.Get(text); ok {
		return entry, nil
	}
	doc, faults := document.Parse(e.schema, text, e.options.Limits)
	if faults != nil {
		for _, f := range faults {
			if f.Code == fault.Internal && f.Incident == "" {
				f.Incident = newIncident()
			}
		}
		return nil, faults
	}
	entry := &prepared{doc: doc, text: text, bytes: treeBytes * len(text), plans: map[string]*plan{}}
	e.cache.Add(text, entry, entry.bytes)
	return entry, nil
}

// treeBytes is about how much memory the syntax tree takes for each byte of the
// text, planBytes a plan for each of its fields, which fragments multiply.
const (
	treeBytes = 40
	planBytes = 400
)

func (e *Engine) planOf(entry *prepared, op *ast.OperationDefinition) (*plan, *fault.Error) {
	name := ""
	if op.Name != nil {
		name = op.Name.Value
	}
	entry.mu.Lock()
	defer entry.mu.Unlock()
	if p := entry.plans[name]; p != nil {
		return p, nil
	}
	p, failure := e.makePlan(entry.doc, op)
	if failure == nil {
		entry.plans[name] = p
		entry.bytes += planBytes * len(p.fields)
		e.cache.Add(entry.text, entry, entry.bytes)
	}
	return p, failure
}

// execution is all that is known of a request when its data is asked for.
type execution struct {
	request   Request
	plan      *plan
	variables map[string]any
	arguments []map[string]any
	info      Info
	link      *permalink // that is replayed, or nil
}

func (e *Engine) execute(ctx context.Context, x *execution) *Response {
	var r *run
	var root *level
	var read *graph.Graph // that the answer is made from
	var failure *fault.Error
	var tag string
	var release func() // of the place among those that run; nil before there is one
	defer func() {
		if release != nil {
			release()
		}
	}()
	err := e.graph.Read(ctx, func(g *graph.Graph) {
		root, failure, read = nil, nil, g
		if tag = e.tagOf(ctx, g, x); tag != "" && slices.Contains(x.request.Held, tag) {
			return
		}
		if release == nil && e.options.Admit != nil {
			if release, failure = e.options.Admit(ctx, x.plan.effort(x.arguments, x.variables, x.info.Cost)); failure != nil {
				release = nil
				return
			}
		}
		if x.link != nil {
			if failure = x.link.holds(ctx, g); failure != nil {
				return
			}
		}
		r = &run{ctx: ctx, graph: g, variables: x.variables, arguments: x.arguments, publicURL: e.options.PublicURL, maxObjects: e.options.MaxAnswerObjects}
		root = &level{set: x.plan.root, objects: []any{e}}
		r.load(root)
		x.info.StoreCalls, x.info.Rows = g.Stats()
	})
	switch {
	case err != nil:
		return refuse(x.info, explain(err))
	case failure != nil:
		return refuse(x.info, failure)
	}
	if e.asksStore(x.plan) {
		x.info.Revision = read.Revision()
	}
	switch {
	case root == nil:
		return &Response{Executed: true, Tag: tag, Unchanged: true, Info: x.info}
	case r.tooMany():
		return refuse(x.info, tooManyObjects(r.maxObjects))
	}
	return e.write(r, root, x, tag)
}

// write makes the answer of a run that loaded everything.
func (e *Engine) write(r *run, root *level, x *execution, tag string) *Response {
	w := &writer{
		ctx: r.ctx, plan: x.plan, variables: x.variables, report: explain,
		objects: r.objects, maxObjects: r.maxObjects, left: objectsBetween,
	}
	w.most = e.options.MaxAnswerBytes
	w.b = append(newPiece(), `{"data":`...)
	ok := w.object(root, 0)
	switch {
	case w.err != nil:
		w.drop()
		return refuse(x.info, explain(w.err))
	case w.objects > w.maxObjects:
		w.drop()
		return refuse(x.info, tooManyObjects(w.maxObjects))
	case w.over():
		w.drop()
		return refuse(x.info, tooManyBytes(w.most))
	case x.link == nil:
		if !ok {
			w.b = append(w.b, "null"...)
		}
		w.errors()
		w.b = appendExtensions(w.b, x.info, e.options.MaxCost)
	case len(w.faults) > 0:
		w.drop()
		return refuse(x.info, inPermalinks(w.faults)...)
	default:
		w.b = append(w.b, "}\n"...)
	}
	if len(w.faults) > 0 {
		tag = ""
	}
	return &Response{Body: w.body(), Errors: w.faults, Executed: true, Tag: tag, DataIsNull: !ok, Info: x.info}
}

// newIncident makes the id by which a fault of ours is found in the log.
func newIncident() string {
	var b [6]byte
	rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}
