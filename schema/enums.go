package schema

import (
	"net/url"
	"time"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
)

// enumValue is a value of an enum, while the type is written down.
type enumValue struct{ name, doc string }

func (c *catalog) addEnum(name, doc string, values []enumValue) {
	config := graphql.EnumValueConfigMap{}
	for _, v := range values {
		config[v.name] = &graphql.EnumValueConfig{Value: v.name, Description: v.doc}
		c.extras.Order[name] = append(c.extras.Order[name], v.name)
	}
	c.types[name] = graphql.NewEnum(graphql.EnumConfig{Name: name, Description: doc, Values: config})
}

// addEnums enters the closed vocabularies, dimensions, kinds and orders.
func (c *catalog) addEnums() {
	for _, v := range graph.Vocabularies() {
		values := make([]enumValue, 0, len(v.Values))
		for _, t := range v.Values {
			values = append(values, enumValue{t.Name, t.Doc})
		}
		c.addEnum(v.Name, v.Doc, values)
	}
	var dimensions, kinds, gaps []enumValue
	for _, d := range graph.Dimensions() {
		dimensions = append(dimensions, enumValue{d.Name, d.Doc})
	}
	c.addEnum("EvidenceDimension", "Something that findings can be grouped by.", dimensions)
	for _, k := range evidence.GapKindModels() {
		gaps = append(gaps, enumValue{k.Name, k.Doc})
	}
	c.addEnum("GapKind", "Why a cell of a table is empty or thin. A cell may be a gap of several kinds.", gaps)
	for _, k := range graph.Kinds() {
		if k.IsNode() {
			kinds = append(kinds, enumValue{k.Enum(), graph.ModelOf(k).Doc})
		}
	}
	c.addEnum("NodeKind", "The kinds of nodes.", kinds)
	c.addCitationStyles()
	c.addEnum("OrderDirection", "Direction of an order. Absent values come last in both.", []enumValue{
		{"ASC", "Upwards: A to Z, earlier to later, enum values as declared."},
		{"DESC", "Downwards."},
	})
}

// orderedKinds are the kinds whose lists can be ordered.
var orderedKinds = []graph.Kind{graph.KindStudy, graph.KindReport, graph.KindSample, graph.KindFactor, graph.KindFinding, graph.KindVocabularyTerm}

// addOrders enters, for each kind whose lists can be ordered, the enum of its
// orderable fields and the input that names one.
func (c *catalog) addOrders() {
	for _, k := range orderedKinds {
		m := graph.ModelOf(k)
		var values []enumValue
		for _, f := range m.Fields {
			if f.Orderable {
				values = append(values, enumValue{f.Enum(), f.Doc})
			}
		}
		c.addEnum(m.Name+"OrderField", "What a list of "+m.Name+" records can be ordered by. The key breaks ties.", values)
		name := m.Name + "Order"
		input := graphql.NewInputObject(graphql.InputObjectConfig{
			Name: name, Description: "One term of an order; several are taken one after the other.",
			Fields: graphql.InputObjectConfigFieldMap{
				"field":     {Type: graphql.NewNonNull(c.types[m.Name+"OrderField"]), Description: "The field to order by."},
				"direction": {Type: c.types["OrderDirection"], DefaultValue: "ASC", Description: "Upwards or downwards. Absent values come last in both."},
			},
		})
		c.extras.Order[name] = []string{"field", "direction"}
		c.types[name] = input
		c.inputs = append(c.inputs, input)
	}
}

// decodeOrder reads an orderBy argument; nil asks for the kind's own order.
func decodeOrder(k graph.Kind, list []any) []graph.OrderTerm {
	var out []graph.OrderTerm
	for _, item := range list {
		m, _ := item.(map[string]any)
		for _, f := range graph.ModelOf(k).Fields {
			if f.Orderable && f.Enum() == m["field"] {
				out = append(out, graph.OrderTerm{Field: f, Desc: m["direction"] == "DESC"})
			}
		}
	}
	return out
}

// addScalars enters Date and URL. Both are texts that the loader has checked; as
// input, neither is used yet.
func (c *catalog) addScalars() {
	c.addScalar("Date", "A full date in ISO 8601, such as 2026-11-21.", "https://scalars.graphql.org/andimarek/local-date.html", func(s string) bool {
		_, err := time.Parse(time.DateOnly, s)
		return err == nil
	})
	c.addScalar("URL", "An address that starts with https:// or http://.", "https://url.spec.whatwg.org/", func(s string) bool {
		u, err := url.Parse(s)
		return err == nil && u.Host != ""
	})
}

func (c *catalog) addScalar(name, doc, specification string, valid func(string) bool) {
	parse := func(v any) any {
		if s, ok := v.(string); ok && valid(s) {
			return s
		}
		return nil
	}
	c.types[name] = graphql.NewScalar(graphql.ScalarConfig{
		Name: name, Description: doc,
		Serialize:  func(v any) any { return v },
		ParseValue: parse,
		ParseLiteral: func(v ast.Value) any {
			if s, ok := v.(*ast.StringValue); ok {
				return parse(s.Value)
			}
			return nil
		},
	})
	c.extras.SpecifiedBy[name] = specification
}
