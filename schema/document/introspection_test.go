package document

import (
	"strings"
	"testing"

	"github.com/graphql-go/graphql/language/ast"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// introspectionText is the document of graphql-js getIntrospectionQuery, with all
// options of its version 16 and 17 when newer is set.
func introspectionText(typeDepth int, newer bool) string {
	pick := func(text string) string {
		if newer {
			return text
		}
		return ""
	}
	ofType := ""
	for range typeDepth {
		ofType = "ofType { name kind " + ofType + " }"
	}
	deprecated := pick("(includeDeprecated: true)")
	return `query IntrospectionQuery {
  __schema {
    ` + pick("description") + `
    queryType { name kind }
    mutationType { name kind }
    subscriptionType { name kind }
    types { ...FullType }
    directives {
      name description ` + pick("isRepeatable") + ` locations
      args` + deprecated + ` { ...InputValue }
    }
  }
}
fragment FullType on __Type {
  kind name description ` + pick("specifiedByURL isOneOf") + `
  fields(includeDeprecated: true) {
    name description
    args` + deprecated + ` { ...InputValue }
    type { ...TypeRef }
    isDeprecated deprecationReason
  }
  inputFields` + deprecated + ` { ...InputValue }
  interfaces { ...TypeRef }
  enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
  possibleTypes { ...TypeRef }
}
fragment InputValue on __InputValue {
  name description type { ...TypeRef } defaultValue
  ` + pick("isDeprecated deprecationReason") + `
}
fragment TypeRef on __Type { kind name ` + ofType + ` }`
}

func TestClassicIntrospectionPasses(t *testing.T) {
	mustParse(t, introspectionText(9, false))
	mustParse(t, introspectionText(7, false))
}

// The library's meta types lack the newer fields, so a schema that does not add
// them refuses them by name. The limits must not.
func TestNewerIntrospectionIsRefusedOnlyForFieldsTheLibraryLacks(t *testing.T) {
	for _, err := range mustFail(t, introspectionText(9, true)) {
		if err.Code != fault.ValidationFailed ||
			!strings.Contains(err.Message, "Cannot query field") && !strings.Contains(err.Message, `Unknown argument "includeDeprecated"`) {
			t.Errorf("unexpected fault %v", err)
		}
	}
}

// TestNewerIntrospectionPassesTheLimits takes the validator's verdict away by
// measuring the document alone.
func TestNewerIntrospectionPassesTheLimits(t *testing.T) {
	text := introspectionText(9, true)
	outline, scanner, err := scan(text, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if outline.tokens < 150 {
		t.Fatalf("only %d tokens: not the whole document", outline.tokens)
	}
	tree, err := parseSafe(text, scanner.safe)
	if err != nil {
		t.Fatal(err)
	}
	doc := &Document{AST: tree, Fragments: map[string]*ast.FragmentDefinition{}, text: text}
	if errs := doc.index(); errs != nil {
		t.Fatal(errs)
	}
	if err := measure(doc, DefaultLimits()); err != nil {
		t.Fatal(err)
	}
}

func TestIntrospectionHasItsOwnDepthAndItsOwnLists(t *testing.T) {
	nest := func(n int) string { return "{__schema{types{" + repeat("ofType{", n) + "name" + repeat("}", n) + "}}}" }
	mustParse(t, nest(17)) // __schema, types, 17 and name: 20
	err := faultOf(t, nest(18), fault.QueryTooComplex, "introspectionDepth = 20")
	if err.Limit == nil || err.Limit.Actual != 21 || err.Limit.Value != 20 {
		t.Errorf("limit is %+v", err.Limit)
	}
	mustParse(t, "{__schema{types{fields{type{fields{name}}}}}}")
	wantFault(t, "{__schema{types{fields{type{fields{type{fields{name}}}}}}}}", fault.QueryTooComplex, "introspectionLists = 2")
	wantFault(t, `{__type(name:"Q"){...F}} fragment F on __Type{fields{type{...G}}} fragment G on __Type{fields{type{interfaces{name}}}}`,
		fault.QueryTooComplex, "introspectionLists = 2")
}

func TestFieldsBesideIntrospectionKeepTheOrdinaryDepth(t *testing.T) {
	wantFault(t, "{__schema{types{name}}"+repeat("a{", 13)+"n"+repeat("}", 14), fault.QueryTooComplex, "depth = 12")
}
