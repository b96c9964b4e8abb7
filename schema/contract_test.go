package schema

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/graphql-go/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
)

// elements lists what a schema promises, one line for each type, field, argument
// and enum value, as coordinate and shape.
func elements(t *testing.T, doc *ast.SchemaDocument) map[string]string {
	t.Helper()
	out := map[string]string{}
	put := func(coordinate, shape string) {
		if _, again := out[coordinate]; again {
			t.Errorf("%s stands there twice", coordinate)
		}
		out[coordinate] = shape
	}
	for _, d := range doc.Definitions {
		shape := string(d.Kind)
		if len(d.Interfaces) > 0 {
			shape += " implements " + strings.Join(d.Interfaces, " & ")
		}
		put(d.Name, shape)
		for _, f := range d.Fields {
			put(d.Name+"."+f.Name, shapeOf(f.Type, f.DefaultValue))
			for _, a := range f.Arguments {
				put(d.Name+"."+f.Name+"("+a.Name+":)", shapeOf(a.Type, a.DefaultValue))
			}
		}
		for _, v := range d.EnumValues {
			put(d.Name+"."+v.Name, "value")
		}
	}
	return out
}

func shapeOf(t *ast.Type, def *ast.Value) string {
	if def == nil {
		return t.String()
	}
	return t.String() + " = " + def.String()
}

func parseSDL(t *testing.T, name, text string) *ast.SchemaDocument {
	t.Helper()
	doc, err := parser.ParseSchema(&ast.Source{Name: name, Input: text})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestEveryPromiseOfTheContractIsKept(t *testing.T) {
	text, err := os.ReadFile("testdata/contract.graphql")
	if err != nil {
		t.Fatal(err)
	}
	promised := elements(t, parseSDL(t, "contract.graphql", string(text)))
	served := elements(t, parseSDL(t, "served", curatedEngine().SDL()))
	for coordinate, shape := range promised {
		if got, ok := served[coordinate]; !ok {
			t.Errorf("%s is missing", coordinate)
		} else if got != shape {
			t.Errorf("%s is %s, and the contract says %s", coordinate, got, shape)
		}
	}
	var added []string
	for coordinate, shape := range served {
		if _, ok := promised[coordinate]; !ok {
			added = append(added, coordinate+" "+shape)
		}
	}
	slices.Sort(added)
	golden(t, "additions.txt", strings.Join(added, "\n")+"\n")
}

// The order of enum values is the order of axes and of lists.
func TestEnumValuesStandInTheOrderOfTheContract(t *testing.T) {
	text, err := os.ReadFile("testdata/contract.graphql")
	if err != nil {
		t.Fatal(err)
	}
	served := parseSDL(t, "served", curatedEngine().SDL())
	for _, want := range parseSDL(t, "contract.graphql", string(text)).Definitions {
		if want.Kind != ast.Enum {
			continue
		}
		got := served.Definitions.ForName(want.Name)
		if got == nil {
			t.Errorf("no enum %s", want.Name)
			continue
		}
		at := -1
		for _, v := range want.EnumValues {
			i := slices.IndexFunc(got.EnumValues, func(g *ast.EnumValueDefinition) bool { return g.Name == v.Name })
			if i <= at {
				t.Errorf("%s.%s is out of order", want.Name, v.Name)
			}
			at = i
		}
	}
}

func TestServedSDLIsTheReviewedOne(t *testing.T) {
	golden(t, "schema.graphql", curatedEngine().SDL())
}

func TestServedSDLIsValidForAnIndependentParser(t *testing.T) {
	if _, err := validator.LoadSchema(validator.Prelude, &ast.Source{Name: "schema.graphql", Input: curatedEngine().SDL()}); err != nil {
		t.Fatal(err)
	}
}

func TestEverythingInTheSchemaIsDescribed(t *testing.T) {
	for _, d := range parseSDL(t, "served", curatedEngine().SDL()).Definitions {
		check := func(coordinate, doc string) {
			if len(strings.TrimSpace(doc)) < 3 {
				t.Errorf("%s has no description", coordinate)
			}
			if strings.Contains(doc, "TODO") || strings.Contains(doc, "—") {
				t.Errorf("%s is described in a way that readers should not see: %q", coordinate, doc)
			}
		}
		check(d.Name, d.Description)
		for _, f := range d.Fields {
			check(d.Name+"."+f.Name, f.Description)
			for _, a := range f.Arguments {
				check(fmt.Sprintf("%s.%s(%s:)", d.Name, f.Name, a.Name), a.Description)
			}
		}
		for _, v := range d.EnumValues {
			check(d.Name+"."+v.Name, v.Description)
		}
	}
}

// The type library would fall back to reflection where a field has no resolver.
func TestEveryFieldHasItsOwnResolverForTheReferenceExecutor(t *testing.T) {
	for _, o := range curatedEngine().catalog.order {
		for name, f := range o.gql.Fields() {
			if f.Resolve == nil {
				t.Errorf("%s.%s has no resolver", o.name, name)
			}
		}
	}
}

func TestEveryFieldIsEitherReadOrLoaded(t *testing.T) {
	e := curatedEngine()
	for _, o := range e.catalog.order {
		for _, f := range o.fields {
			if f.leaf == nil && f.load == nil {
				t.Errorf("%s.%s has neither a leaf nor a load function", o.name, f.name)
			}
			composite := e.concrete(f.out.name) != nil
			if composite && f.load == nil || !composite && f.leaf == nil {
				t.Errorf("%s.%s of type %s is answered in the wrong way", o.name, f.name, f.typ)
			}
		}
	}
}

// An enum whose values the type library cannot serialise answers null in silence.
func TestEveryEnumValueSurvivesTheTypeLibrary(t *testing.T) {
	for name, typ := range curatedEngine().schema.TypeMap() {
		enum, ok := typ.(*graphql.Enum)
		if !ok || strings.HasPrefix(name, "__") {
			continue
		}
		for _, v := range enum.Values() {
			if enum.Serialize(enum.ParseValue(v.Name)) != v.Name {
				t.Errorf("%s.%s is lost on the way", name, v.Name)
			}
		}
	}
}
