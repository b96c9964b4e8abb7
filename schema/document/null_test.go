package document

import (
	"testing"

	"github.com/graphql-go/graphql/language/printer"

	"github.com/exitgraph/exitgraph/schema/fault"
)

func TestNullMeansAbsent(t *testing.T) {
	for text, want := range map[string]string{
		"{say(text:null)}":                                                     "{say}",
		"{thing(first:null,id:1,kind:null){id}}":                               "{thing(id:1){id}}",
		"{thing(id:1,tags:null,where:null){id}}":                               "{thing(id:1){id}}",
		"{thing(id:1,where:{text:null,least:1}){id}}":                          "{thing(id:1,where:{least:1}){id}}",
		"{thing(id:1,where:{least:1,not:{text:null,least:2,kinds:null}}){id}}": "{thing(id:1,where:{least:1,not:{least:2}}){id}}",
		"query($a:String=null){say(text:$a)}":                                  "query($a:String){say(text:$a)}",
		"query($w:Filter={text:null,least:1}){thing(id:1,where:$w){id}}":       "query($w:Filter={least:1}){thing(id:1,where:$w){id}}",
		"query($null:String){say(text:$null)}":                                 "query($null:String){say(text:$null)}",
		"{null:n}":                                                             "{null:n}",
		"{...null} fragment null on Query{n}":                                  "{...null} fragment null on Query{n}",
		"query null{n}":                                                        "query null{n}",
		"{say(text:\"null\")}":                                                 "{say(text:\"null\")}",
	} {
		if got, want := printer.Print(mustParse(t, text).AST), printer.Print(mustParse(t, want).AST); got != want {
			t.Errorf("%s becomes %s", text, got)
		}
	}
}

func TestNullIsRefusedWhereAValueIsRequired(t *testing.T) {
	for _, test := range []struct {
		text, message string
		column        int
	}{
		{"{thing(id:null){id}}", `argument "id" of type "ID!" is required`, 2},
		{"{n@skip(if:null)}", `Directive "@skip" argument "if" of type "Boolean!" is required`, 3},
		{"{thing(id:1,where:{least:null}){id}}", `at least, a value of type Int! is required, and none was given.`, 19},
		{"{thing(id:1,tags:[null]){id}}", "null is not allowed inside a list", 19},
		{"{thing(id:1,tags:[\"a\" null]){id}}", "null is not allowed inside a list", 23},
		{"{thing(id:1,where:{least:1,kinds:[HELP,null]}){id}}", "null is not allowed inside a list", 40},
		{"query($t:[String!]=[null]){thing(id:1,tags:$t){id}}", "null is not allowed inside a list", 21},
		{"{say(nope:null)}", `Unknown argument "nope"`, 6},
		{"{n@skip(if:true,nope:null)}", `Unknown argument "nope"`, 17},
		{"{thing(id:1,where:{least:1,nope:null}){id}}", `The input type "Filter" has no field "nope"; `, 28},
		{"query($w:Filter={least:1,nope:null}){thing(id:1,where:$w){id}}", `The input type "Filter" has no field "nope"; `, 26},
		{"{say(text:null,text:\"a\")}", `only one argument named "text"`, 6},
		{"{thing(id:1,where:{least:1,least:null}){id}}", `only one input field named "least"`, 20},
		{"{thing(id:1,kind:_n_0){id}}", `_n_0 is not a value of Kind; use one of BARRIER, HELP.`, 18},
		{"{null}", `Cannot query field "null"`, 2},
	} {
		err := faultOf(t, test.text, fault.ValidationFailed, test.message)
		if err.Locations[0] != (fault.Location{Line: 1, Column: test.column}) {
			t.Errorf("%s: found at %v, want column %d", test.text, err.Locations, test.column)
		}
	}
}

func TestNullIsQuotedAsNull(t *testing.T) {
	wantFault(t, "{say(text:null:1)}", fault.ParseFailed, `expected a name, found ":"`)
	wantFault(t, "{say(text:null null)}", fault.ParseFailed, `expected ":", found ")"`)
	wantFault(t, "{say(text:[null)}", fault.ParseFailed, `unexpected ")"`)
	wantFault(t, "{say(null)}", fault.ParseFailed, `expected ":", found ")"`)
	wantFault(t, "{n}null", fault.ParseFailed, `unexpected "null"`)
	wantFault(t, "query($a:null!=null null){n}", fault.ParseFailed, `expected "$", found "null"`)
}
