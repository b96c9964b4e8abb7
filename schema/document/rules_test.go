package document

import (
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/graphql-go/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/exitgraph/exitgraph/schema/fault"
)

func TestRequiredArgumentsWithADefaultMayBeLeftOut(t *testing.T) {
	for _, text := range []string{
		"{cite}", "{cite(kind:HELP)}", "{cite(kinds:[])}",
		"query($k:Kind){cite(kind:$k)}",
		"query($k:Kind!){cite(kind:$k)}",
		"query($k:Kind=HELP){cite(kind:$k)}",
		"query($k:Kind=null){cite(kind:$k)}",
		"query($k:[Kind!]){cite(kinds:$k)}",
		"query($k:Kind){...F} fragment F on Query{cite(kind:$k)}",
		"fragment F on Query{cite(kind:$k)} query($k:Kind){...F}",
		"query A($k:Kind){...F} query B($k:Kind!){...F} fragment F on Query{cite(kind:$k)}",
	} {
		if doc := mustParse(t, text); len(doc.Operations) == 0 {
			t.Errorf("%s has no operation", text)
		}
	}
}

func TestADefaultMakesNoRoomForNullOrForAnotherType(t *testing.T) {
	for _, test := range []struct {
		text, message string
		column        int
	}{
		{"{cite(kind:null)}", `Argument "kind" of type "Kind!" cannot be null; leave it out for its default.`, 7},
		{"{cite(kinds:null)}", `Argument "kinds" of type "[Kind!]!" cannot be null`, 7},
		{"query($k:Int){cite(kind:$k)}", `Variable "$k" of type "Int" used in position expecting type "Kind!".`, 7},
		{"query($k:[Kind]){cite(kinds:$k)}", `Variable "$k" of type "[Kind]" used in position expecting type "[Kind!]!".`, 7},
		{"query($k:Kind){cite(kinds:[$k])}", `Variable "$k" of type "Kind" used in position expecting type "Kind!".`, 7},
		{"query($k:Kind){cite(kinds:$k)}", `Variable "$k" of type "Kind" used in position expecting type "[Kind!]!".`, 7},
		{"query($k:[Kind!]){cite(kind:$k)}", `Variable "$k" of type "[Kind!]" used in position expecting type "Kind!".`, 7},
		{"query($i:ID){thing(id:$i){id}}", `Variable "$i" of type "ID" used in position expecting type "ID!".`, 7},
		{"{thing{id}}", `Field "thing" argument "id" of type "ID!" is required but not provided.`, 2},
		{"{n@skip}", `Directive "@skip" argument "if" of type "Boolean!" is required but not provided.`, 3},
		{"query($b:Boolean){n@skip(if:$b)}", `Variable "$b" of type "Boolean" used in position expecting type "Boolean!".`, 7},
		{"query($k:Kid){cite(kind:$k)}", `Unknown type "Kid"`, 10},
	} {
		err := faultOf(t, test.text, fault.ValidationFailed, test.message)
		if err.Locations[0] != (fault.Location{Line: 1, Column: test.column}) {
			t.Errorf("%s: found at %v, want column %d", test.text, err.Locations, test.column)
		}
	}
}

// judged is what of the test schema the documents below speak of.
const judged = `
enum Kind { BARRIER HELP }
input Filter { text: String kinds: [Kind!] least: Int! not: Filter }
type Thing { id: ID! name: String next: Thing }
type Query {
  n: Int
  a: Query
  say(text: String): String
  cite(kind: Kind! = BARRIER, kinds: [Kind!]! = [BARRIER]): String
  thing(id: ID!, kind: Kind, first: Int = 5, where: Filter, tags: [String!]): Thing
}`

func TestAnotherParserAgreesWhichArgumentsAndVariablesFit(t *testing.T) {
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "judged", Input: judged})
	if err != nil {
		t.Fatal(err)
	}
	positions := []string{"cite(kind:$v)", "cite(kinds:$v)", "cite(kinds:[$v])", "say(text:$v)", "thing(id:$v){id}", "thing(id:1,first:$v){id}",
		"thing(id:1,tags:$v){id}", "thing(id:1,tags:[$v]){id}", "thing(id:1,where:$v){id}", "thing(id:1,where:{least:$v}){id}", "thing(id:1,where:{least:1,kinds:$v}){id}"}
	types := []string{"Kind", "Kind!", "Kind=HELP", "[Kind]", "[Kind!]", "[Kind!]!", "[Kind!]=[HELP]", "[Kind]!", "String", "String!", "[String!]", "[String]", "ID", "ID!", `ID="a"`,
		"Int", "Int!", "Int=1", "Filter", "Filter!", "[[Kind!]]"}
	texts := []string{"{cite}", "{thing{id}}", "{n@skip}", "{n@skip(if:true)}", "{cite(kind:null)}", "{thing(id:null){id}}", "{thing(id:1,first:null){id}}"}
	for _, position := range positions {
		for _, typ := range types {
			texts = append(texts, "query($v:"+typ+"){"+position+"}", "query($v:"+typ+"){a{...F}} fragment F on Query{"+position+"}")
		}
	}
	accepted := 0
	for _, text := range texts {
		_, theirs := gqlparser.LoadQueryWithRules(schema, text, rules.NewDefaultRules())
		_, ours := Parse(testSchema(t), text, DefaultLimits())
		if (theirs == nil) != (ours == nil) {
			t.Errorf("%s\nours   %v\ntheirs %v", text, ours, theirs)
		}
		if ours == nil {
			accepted++
		}
	}
	if accepted < 50 || accepted > len(texts)/2 {
		t.Errorf("%d of %d documents are valid", accepted, len(texts))
	}
}

func TestAllRulesOfTheLibraryHoldButTheTwoThatAreReplaced(t *testing.T) {
	name := func(rule graphql.ValidationRuleFn) string {
		full := runtime.FuncForPC(reflect.ValueOf(rule).Pointer()).Name()
		return full[strings.LastIndex(full, ".")+1:]
	}
	var ours, theirs []string
	for _, rule := range allRules {
		ours = append(ours, name(rule))
	}
	for _, rule := range graphql.SpecifiedRules {
		theirs = append(theirs, name(rule))
	}
	for own, replaced := range map[string]string{
		"requiredArguments": "ProvidedNonNullArgumentsRule", "variablePositions": "VariablesInAllowedPositionRule",
	} {
		if at := slices.Index(ours, own); at >= 0 {
			ours[at] = replaced
		}
	}
	slices.Sort(ours)
	slices.Sort(theirs)
	if !slices.Equal(ours, theirs) {
		t.Errorf("rules\n got %v\nwant %v", ours, theirs)
	}
}
