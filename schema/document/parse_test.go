package document

import (
	"encoding/json"
	"testing"

	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/parser"
	"github.com/graphql-go/graphql/language/printer"
	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/schema/fault"
)

func TestDocumentHoldsItsParts(t *testing.T) {
	doc := mustParse(t, "query A{n} query B{...F} fragment F on Query{n}")
	if len(doc.Operations) != 2 || doc.Fragments["F"] == nil || len(doc.Fragments) != 1 || len(doc.AST.Definitions) != 3 {
		t.Errorf("parts are %+v", doc)
	}
	if doc.Hash != Hash("query A{n} query B{...F} fragment F on Query{n}") || len(doc.Hash) != 64 {
		t.Errorf("hash is %q", doc.Hash)
	}
}

func TestHashIsSHA256InHexadecimal(t *testing.T) {
	if got := Hash("abc"); got != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
		t.Errorf("got %s", got)
	}
}

func TestASTIsTheOneOfTheLibraryWhereTheLibraryReadsRightly(t *testing.T) {
	for _, text := range []string{
		"{n}", "query Q($a:ID!=1,$b:[[String!]!]){n}", "query($i:ID!){thing(id:$i,kind:HELP,first:-3,tags:[\"a\",\"b\"]){...on Thing@include(if:true){x:id}}}",
		"{thing(id:1.5e3,where:{text:\"t\",kinds:[HELP],least:1}){...F}} fragment F on Thing@skip(if:false){id}", "{any{...on Node{id}...{__typename}}}",
	} {
		want, err := parser.Parse(parser.ParseParams{Source: text})
		if err != nil {
			t.Fatal(err)
		}
		_, scanner, failure := scan(text, DefaultLimits())
		if failure != nil {
			t.Fatal(failure)
		}
		got, failure := parseSafe(text, scanner.safe)
		if failure != nil {
			t.Fatal(failure)
		}
		m := newMender(scanner.strings, &outline{})
		m.strings(&Document{AST: got})
		if printer.Print(got) != printer.Print(want) {
			t.Errorf("%s becomes %s", text, printer.Print(got))
		}
	}
}

func TestSyntaxErrorsAreOneSentenceWithAPlace(t *testing.T) {
	for _, test := range []struct {
		text, message string
		line, column  int
	}{
		{"", "the document is empty", 1, 1},
		{" # only a comment\n,", "the document is empty", 2, 2},
		{"{n", "expected a name, found the end of the document", 1, 3},
		{"{a:}", `expected a name, found "}"`, 1, 4},
		{"{}", "nothing stands between the brackets", 1, 1},
		{"{n}\n}", `unexpected "}"`, 2, 1},
		{"{n)", `unexpected ")"`, 1, 3},
		{"{say(text:\"é\n\")}", "the string is not closed on its line", 1, 11},
		{"{say(text:\"é\" \"é\" !)}", `expected a name, found "é"`, 1, 15},
		{"{say(text:\"\"\"a)}", "the block string is not closed", 1, 11},
		{"{say(text:1a)}", "invalid number", 1, 12},
		{"{say(text:01)}", "invalid number", 1, 12},
		{"{say(text:-)}", "invalid number", 1, 12},
		{"{say(text:1.)}", "invalid number", 1, 13},
		{"{say(text:1e+)}", "invalid number", 1, 14},
		{"{say(text:1.5.)}", "invalid number", 1, 14},
		{"{n .. n}", `unexpected "."`, 1, 4},
		{"{né}", `unexpected character "é"`, 1, 3},
		{"{n \x00}", "U+0000", 1, 4},
		{"{say(text:\"\x1f\")}", "U+001F", 1, 12},
		{"#\x7f\x01\n{n}", "U+0001", 1, 3},
		{"{n}\xff", "not valid UTF-8", 1, 4},
		{"query($a:[Int){n}", `unexpected ")"`, 1, 14},
		{"query($a:]){n}", `unexpected "]"`, 1, 10},
		{"query($a:){n}", `unexpected ")"`, 1, 10},
		{"query($a:[]){n}", `unexpected "]"`, 1, 11},
		{"query($a:[Int!!]){n}", `unexpected "!"`, 1, 15},
		{"query($a:[Int Int]){n}", `unexpected "Int"`, 1, 15},
		{"query($a:[{}]){n}", `unexpected "{"`, 1, 11},
		{"query($a:{}){n}", `unexpected "{"`, 1, 10},
		{"query($a:[[Int][Int]]){n}", `unexpected "["`, 1, 16},
		{"query($a:\"Int\"){n}", `unexpected "Int"`, 1, 10},
		{"query($a:Int=$b){n}", `unexpected "$"`, 1, 14},
		{"fragment on on Query{n}", `unexpected "on"`, 1, 10},
		{"{...\"on\" Query{n}}", `expected "{", found "on"`, 1, 5},
		{"hello{n}", `unexpected "hello"`, 1, 1},
		{"{n}\r\n\r{n!}", `expected a name, found "!"`, 3, 3},
	} {
		err := faultOf(t, test.text, fault.ParseFailed, test.message)
		if len(err.Locations) != 1 || err.Locations[0] != (fault.Location{Line: test.line, Column: test.column}) {
			t.Errorf("%q: found at %v, want %d:%d", test.text, err.Locations, test.line, test.column)
		}
	}
}

func TestDefinitionsOfASchemaAreRefused(t *testing.T) {
	for _, text := range []string{
		"type A{b:Int}", "schema{query:Q}", "scalar D", "interface I{a:Int}", "union U=A", "enum E{A}", "input I{a:Int}",
		"extend type A{b:Int}", "directive @d on FIELD", "{n} type A{b:Int}",
	} {
		wantFault(t, text, fault.ParseFailed, "defines a part of a schema; send only operations and fragments")
	}
	wantFault(t, `"about" type A{b:Int}`, fault.ParseFailed, "have no descriptions")
	wantFault(t, `"""about""" query{n}`, fault.ParseFailed, "have no descriptions")
}

// said gives the value of the one string argument of a document.
func said(t interface{ Fatalf(string, ...any) }, text string, doc *Document) string {
	field := doc.Operations[0].SelectionSet.Selections[0].(*ast.Field)
	value, ok := field.Arguments[0].Value.(*ast.StringValue)
	if !ok {
		t.Fatalf("%s: no string but %T", text, field.Arguments[0].Value)
	}
	return value.Value
}

func TestStringsHaveTheValueOfTheSpecification(t *testing.T) {
	for literal, want := range map[string]string{
		`""`:                                   "",
		`"a\"b\\\/\b\f\n\r\t"`:                 "a\"b\\/\b\f\n\r\t",
		`"é 😀"`:                                "é 😀",
		`"\u00e9\u00E9"`:                       "éé",
		`"\ud83d\ude00!"`:                      "😀!",
		`"\u{1F600}\u{e9}\u{000041}"`:          "😀éA",
		`""""""`:                               "",
		`"""block"""`:                          "block",
		"\"\"\"block\n   text\"\"\"":           "block\ntext",
		"\"\"\"\n\n    a\n      b\n\n  \"\"\"": "a\n  b",
		"\"\"\"a\r\n  b\r  c\"\"\"":            "a\nb\nc",
		`"""say \""" and \n"""`:                `say """ and \n`,
		"\"\"\"\n\ta\n\t\tb\"\"\"":             "a\n\tb",
		`"""  first"""`:                        "  first",
		`"null"`:                               "null",
	} {
		text := "{say(text:" + literal + ")}"
		if got := said(t, text, mustParse(t, text)); got != want {
			t.Errorf("%s is %q, want %q", literal, got, want)
		}
	}
}

func TestImpossibleEscapesAreRefused(t *testing.T) {
	for literal, part := range map[string]string{
		`"\ud800"`: "half of a surrogate pair", `"\ud83dx"`: "half of a surrogate pair", `"\ude00\ud83d"`: "half of a surrogate pair",
		`"\ud83d\u0041"`: "half of a surrogate pair", `"\ud83d\u{de00}"`: "half of a surrogate pair",
		`"\u{d83d}"`: `invalid \u escape`, `"\u{}"`: `invalid \u escape`, `"\u{110000}"`: "beyond the last", `"\u{fffffffff}"`: `invalid \u escape`,
		`"\u12"`: `invalid \u escape`, `"\u+123"`: `invalid \u escape`, `"\x"`: "unknown escape", `"\`: "unknown escape", `"\u`: `invalid \u escape`, `"\u{1`: `invalid \u escape`,
	} {
		wantFault(t, "{say(text:"+literal+")}", fault.ParseFailed, part)
	}
}

func TestAnyStringSurvivesItsJSONForm(t *testing.T) {
	schema := testSchema(t)
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.String().Draw(t, "s")
		literal, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		text := "{say(text:" + string(literal) + ")}"
		doc, errs := Parse(schema, text, DefaultLimits())
		if errs != nil {
			t.Fatalf("%s: %v", text, errs)
		}
		if got := said(t, text, doc); got != want {
			t.Fatalf("%q becomes %q", want, got)
		}
	})
}

func TestCommentsAndByteOrderMarksAreIgnored(t *testing.T) {
	doc := mustParse(t, "\ufeff# é 😀 null\n{ #é\n\ufeffthing(id:1){ # \"\"\"\n name }}")
	if got := printer.Print(doc.AST); got != "{\n  thing(id: 1) {\n    name\n  }\n}\n" {
		t.Errorf("got %q", got)
	}
}

// What the package works around. When a newer version of the library makes one
// of these fail, its workaround can go.
func TestLibraryStillReadsWrongly(t *testing.T) {
	parse := func(text string) (string, error) {
		tree, err := parser.Parse(parser.ParseParams{Source: text})
		if err != nil {
			return "", err
		}
		field := tree.Definitions[0].(*ast.OperationDefinition).SelectionSet.Selections[0].(*ast.Field)
		if len(field.Arguments) == 0 {
			return "no argument", nil
		}
		return field.Arguments[0].Value.GetValue().(string), nil
	}
	for what, text := range map[string]string{
		"null (P8)": "{say(text:null)}", "braced escapes": `{say(text:"\u{41}")}`, "accents in comments": "{#é\nsay(text:\"a\")}",
	} {
		if got, err := parse(text); err == nil && got == "a" {
			t.Errorf("%s: the library now reads %s", what, text)
		}
	}
	if got, err := parse(`{say(text:"\ud83d\ude00")}`); err != nil || got == "😀" {
		t.Errorf("surrogate pairs: %q, %v", got, err)
	}
	if got, err := parse("{say(text:\"\"\"block\n   text\"\"\")}"); err != nil || got == "block\ntext" {
		t.Errorf("block strings (P20): %q, %v", got, err)
	}
	for _, text := range []string{"query($a:[Int)){n}", "query($a:]){n}", "{say(text:1a:1)}", "{...\"on\" Query{n}}"} {
		if _, err := parser.Parse(parser.ParseParams{Source: text}); err != nil {
			t.Errorf("the library now refuses %s: %v", text, err)
		}
	}
}

func TestOperationIsChosenAsTheSpecificationSays(t *testing.T) {
	schema := testSchema(t)
	for _, test := range []struct{ text, name, want, fault string }{
		{"{n}", "", "", ""},
		{"query A{n}", "", "A", ""},
		{"query A{n}", "A", "A", ""},
		{"query A{n} query B{n}", "B", "B", ""},
		{"query A{n} query B{n}", "", "", `several operations; name one of them as operationName: "A", "B"`},
		{"query A{n}", "C", "", `no operation named "C"; it has "A"`},
		{"{n}", "C", "", "its operation has no name, so leave operationName out"},
	} {
		doc, errs := Parse(schema, test.text, DefaultLimits())
		if errs != nil {
			t.Fatal(errs)
		}
		operation, err := doc.Operation(test.name)
		if test.fault != "" {
			if err == nil || err.Code != fault.OperationResolutionFailed || !contains(err.Message, test.fault) {
				t.Errorf("%s, %q: %v", test.text, test.name, err)
			}
			continue
		}
		if err != nil || test.want != "" && operation.Name.Value != test.want {
			t.Errorf("%s, %q: %v, %v", test.text, test.name, operation, err)
		}
	}
	if _, err := (&Document{}).Operation(""); err == nil || !contains(err.Message, "no operation; add a query") {
		t.Errorf("without operations: %v", err)
	}
}

func TestLocationCountsCharactersAndAllLineEnds(t *testing.T) {
	doc := mustParse(t, "{#é\r\n\ta:n,\r say(text:\"é\") b:n}")
	selections := doc.Operations[0].SelectionSet.Selections
	for i, want := range []fault.Location{{Line: 2, Column: 2}, {Line: 3, Column: 2}, {Line: 3, Column: 16}} {
		if got, ok := doc.Location(selections[i].(ast.Node)); !ok || got != want {
			t.Errorf("selection %d is at %v, want %v", i, got, want)
		}
	}
	if _, ok := doc.Location(&ast.Field{}); ok {
		t.Error("a node from elsewhere has a place")
	}
}
