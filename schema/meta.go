package schema

import (
	"strings"

	"github.com/graphql-go/graphql"
)

// index prepares what plans look up: object types by the names that fields lead
// to, arguments of fields, and the introspection types, which come from package
// introspection with resolvers of their own.
func (e *Engine) index() {
	e.meta, e.root = map[string]*object{}, map[string]*field{}
	e.types, e.args = map[string][]*object{}, map[*field][]*graphql.Argument{}
	for _, o := range e.catalog.order {
		e.types[o.name] = []*object{o}
		if o.node {
			e.types["Node"] = append(e.types["Node"], o)
		}
		library := o.gql.Fields()
		for _, f := range o.fields {
			e.args[f] = library[f.name].Args
		}
	}
	for name, t := range e.schema.TypeMap() {
		if o, ok := t.(*graphql.Object); ok && strings.HasPrefix(name, "__") {
			e.types[name] = []*object{e.metaObject(o)}
		}
	}
	for _, def := range []*graphql.FieldDefinition{graphql.SchemaMetaFieldDef, graphql.TypeMetaFieldDef} {
		e.root[def.Name] = e.metaField(def)
	}
}

// fieldOf finds the field that a document names; the validator has made sure that
// there is one.
func (e *Engine) fieldOf(o *object, name string) *field {
	if f := o.byName[name]; f != nil {
		return f
	}
	return e.root[name]
}

func (e *Engine) argumentsOf(_ *object, f *field) []*graphql.Argument { return e.args[f] }

// concrete lists the object types that a field of the named type may bring; none
// for scalars and enums.
func (e *Engine) concrete(name string) []*object { return e.types[name] }

// metaObject describes an introspection type to the engine.
func (e *Engine) metaObject(o *graphql.Object) *object {
	out := &object{name: o.Name(), byName: map[string]*field{}}
	for _, def := range o.Fields() {
		f := e.metaField(def)
		out.fields = append(out.fields, f)
		out.byName[f.name] = f
	}
	return out
}

func (e *Engine) metaField(def *graphql.FieldDefinition) *field {
	f := &field{name: def.Name, typ: def.Type.String(), out: parseOut(def.Type.String())}
	e.args[f] = def.Args
	resolve := func(o any, values map[string]any) (any, error) {
		return def.Resolve(graphql.ResolveParams{Source: o, Args: values, Info: graphql.ResolveInfo{FieldName: def.Name, Schema: *e.schema}})
	}
	if strings.HasPrefix(f.out.name, "__") && !isEnum(def.Type) {
		f.load = metaLoad(f.out.list, resolve)
		f.size = 1
		return f
	}
	f.leaf = metaLeaf(resolve)
	return f
}

func isEnum(t graphql.Type) bool {
	_, ok := graphql.GetNamed(t).(*graphql.Enum)
	return ok
}

func metaLoad(list bool, resolve func(any, map[string]any) (any, error)) loadFunc {
	return func(_ *run, parents []any, a args) (loaded, error) {
		out := loaded{one: make([]any, len(parents))}
		if list {
			out = loaded{many: make([][]any, len(parents)), nulls: make([]bool, len(parents))}
		}
		for i, p := range parents {
			got, err := resolve(p, a.values)
			if err != nil {
				return loaded{}, err
			}
			switch {
			case !list:
				out.one[i] = got
			case got == nil:
				out.nulls[i] = true
			default:
				out.many[i] = got.([]any)
			}
		}
		return out, nil
	}
}

func metaLeaf(resolve func(any, map[string]any) (any, error)) *leaf {
	return &leaf{write: func(b []byte, o any) ([]byte, bool) {
		got, err := resolve(o, nil)
		if err != nil {
			return b, false
		}
		switch v := got.(type) {
		case string:
			return appendString(b, v), true
		case bool:
			if v {
				return append(b, "true"...), true
			}
			return append(b, "false"...), true
		case []any:
			b = append(b, '[')
			for i, item := range v {
				if i > 0 {
					b = append(b, ',')
				}
				s, _ := item.(string)
				b = appendString(b, s)
			}
			return append(b, ']'), true
		default:
			return b, false
		}
	}}
}
