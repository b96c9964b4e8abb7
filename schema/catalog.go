package schema

import (
	"fmt"
	"strings"

	"github.com/graphql-go/graphql"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/schema/introspection"
)

// object is an object type of the contract: one description that serves the type
// system, the engine and, in tests, the reference executor.
type object struct {
	name, doc string
	kind      graph.Kind // set for nodes and links
	node      bool       // implements Node
	fields    []*field
	byName    map[string]*field
	gql       *graphql.Object
}

// field is a field of an object type. One of leaf, load and direct is set; a leaf may
// have a load beside it. A field with direct gets its load from there.
type field struct {
	name, typ, doc string // typ as in the contract, such as [Sample!]!
	args           []argument
	leaf           *leaf
	load           loadFunc
	direct         *direct
	ref            *graph.Field // of a field that leads to the one record that a reference names
	edge           *graph.Edge  // which it follows, set with ref
	// needs are the fields that are read of a parent that is a record: all of them for
	// none given.
	needs graph.FieldSet
	// carries says that the field of a connection, of an edge of one, or of a hit leads to
	// its records.
	carries bool
	// size is how many objects the field brings for each parent, for the cost of a
	// document; 1 when it is 0. Lists with page arguments bring what they ask for.
	size int
	// weight is what the field costs wherever it stands, beside what it brings: it
	// makes the store count over all findings, once for all parents.
	weight int
	// times is how many objects a list without a size of its own brings for each one
	// of the page around it; 1 when it is 0.
	times int
	// pages, of a list with page arguments, says how many objects it brings, and how
	// many the lists without a size inside each of them bring.
	pages func(values map[string]any) (each, inside int)
	out   outType
}

// countWeight is the weight of fields that count.
const countWeight = 2_000

type argument struct {
	name, typ, doc string
	def            any // default value as a Go value; nil for none
}

// outType is a field's type, taken apart.
type outType struct {
	name                       string
	list, nonNull, itemNonNull bool
}

// loadFunc brings the objects that a field leads to, for all parents at once: one
// question to the store at most, however many parents there are.
type loadFunc func(r *run, parents []any, a args) (loaded, error)

// loaded is what a field brings, for each parent. Exactly one of one and many is
// set. An error of errs is the fault of that parent's field alone. errs and nulls
// may be nil.
type loaded struct {
	one   []any // nil entries are null
	many  [][]any
	nulls []bool // which lists are null instead of empty
	errs  []error
}

// catalog collects the types of the contract while they are written down.
type catalog struct {
	objects map[string]*object
	order   []*object
	types   map[string]graphql.Type
	inputs  []graphql.Type
	node    *graphql.Interface
	extras  introspection.Extras
}

func newCatalog() *catalog {
	c := &catalog{
		objects: map[string]*object{},
		types: map[string]graphql.Type{
			"Int": graphql.Int, "Float": graphql.Float, "String": graphql.String, "Boolean": graphql.Boolean, "ID": graphql.ID,
		},
		extras: introspection.Extras{
			SchemaDescription: "The evidence graph of exit from sex trafficking: studies, reports, samples, factors, phases and findings. Numbers are amounts of evidence, never strength.",
			Order:             map[string][]string{},
			SpecifiedBy:       map[string]string{},
		},
	}
	return c
}

// add enters an object type. Its fields may name types that are added later.
func (c *catalog) add(o *object) {
	if c.objects[o.name] != nil {
		panic("schema: two types named " + o.name)
	}
	o.byName = map[string]*field{}
	names := make([]string, 0, len(o.fields))
	for i, shared := range o.fields {
		own := *shared // some descriptions serve several types and several engines
		f := &own
		o.fields[i] = f
		if o.byName[f.name] != nil {
			panic("schema: two fields " + o.name + "." + f.name)
		}
		if f.direct != nil {
			f.load = f.direct.load
		}
		f.out = parseOut(f.typ)
		o.byName[f.name] = f
		names = append(names, f.name)
		if len(f.args) > 0 {
			var list []string
			for _, a := range f.args {
				list = append(list, a.name)
			}
			c.extras.Order[o.name+"."+f.name] = list
		}
	}
	c.extras.Order[o.name] = names
	c.objects[o.name] = o
	c.order = append(c.order, o)
}

func parseOut(typ string) outType {
	var t outType
	typ, t.nonNull = strings.CutSuffix(typ, "!")
	if strings.HasPrefix(typ, "[") {
		t.list = true
		typ, t.itemNonNull = strings.CutSuffix(typ[1:len(typ)-1], "!")
	}
	t.name = strings.Trim(typ, "[]!") // of what is in lists of lists
	return t
}

// typeOf resolves a type as the contract writes it.
func (c *catalog) typeOf(ref string) graphql.Type {
	if inner, ok := strings.CutSuffix(ref, "!"); ok {
		return graphql.NewNonNull(c.typeOf(inner))
	}
	if strings.HasPrefix(ref, "[") {
		return graphql.NewList(c.typeOf(ref[1 : len(ref)-1]))
	}
	t := c.types[ref]
	if t == nil {
		panic("schema: no type named " + ref)
	}
	return t
}

// build makes the type library's schema of all that was entered.
func (c *catalog) build() (*graphql.Schema, error) {
	for _, o := range c.order {
		config := graphql.ObjectConfig{
			Name: o.name, Description: o.doc,
			Fields: graphql.FieldsThunk(func() graphql.Fields { return c.libraryFields(o) }),
		}
		if o.node {
			config.Interfaces = []*graphql.Interface{c.node}
		}
		o.gql = graphql.NewObject(config)
		c.types[o.name] = o.gql
	}
	all := make([]graphql.Type, 0, len(c.order))
	for _, o := range c.order {
		all = append(all, o.gql)
	}
	s, err := graphql.NewSchema(graphql.SchemaConfig{
		Query: c.objects["Query"].gql, Types: append(all, c.inputs...), Directives: introspection.Directives(),
	})
	if err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	return &s, nil
}

func (c *catalog) libraryFields(o *object) graphql.Fields {
	out := graphql.Fields{}
	for _, f := range o.fields {
		arguments := graphql.FieldConfigArgument{}
		for _, a := range f.args {
			arguments[a.name] = &graphql.ArgumentConfig{Type: c.typeOf(a.typ), Description: a.doc, DefaultValue: a.def}
		}
		out[f.name] = &graphql.Field{
			Name: f.name, Type: c.typeOf(f.typ), Description: f.doc, Args: arguments, Resolve: referenceResolver(f),
		}
	}
	return out
}
