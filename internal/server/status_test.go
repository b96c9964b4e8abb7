package server_test

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"slices"
	"strconv"
	"testing"

	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// engineStatuses says, once more and by hand, what each code of the GraphQL layer
// gets: refused, refused for a client that takes application/json only, and with
// a data entry that is null.
var engineStatuses = map[fault.Code]struct{ refused, legacy, null int }{
	fault.ParseFailed:               {400, 200, 294},
	fault.ValidationFailed:          {422, 200, 294},
	fault.OperationResolutionFailed: {422, 200, 294},
	fault.BadUserInput:              {422, 200, 294},
	fault.QueryTooComplex:           {422, 200, 294},
	fault.NotFound:                  {404, 200, 294},
	fault.Conflict:                  {409, 200, 294},
	fault.Unsupported:               {501, 200, 294},
	fault.Unavailable:               {503, 503, 503},
	fault.PersistedDocumentNotFound: {404, 200, 294},
	fault.PersistedDocumentRequired: {403, 200, 294},
	fault.Canceled:                  {499, 499, 499},
	fault.Internal:                  {500, 500, 500},
}

// scripted answers the document "KIND CODE" with that kind of answer.
func scripted(_ context.Context, r schema.Request) *schema.Response {
	code := fault.Code(r.OperationName)
	switch r.Query {
	case "refused":
		return refused(code)
	case "partial":
		return partial(code)
	default:
		return nothing(code)
	}
}

func TestEveryCodeOfTheEngineGetsItsStatus(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: engineFunc(scripted)})
	for code, want := range engineStatuses {
		for _, c := range []struct {
			kind, accept string
			status       int
		}{
			{"refused", modernType, want.refused},
			{"refused", "*/*", want.refused},
			{"refused", plainType, want.legacy},
			{"nothing", modernType, want.null},
			{"nothing", plainType, map[bool]int{true: 200, false: want.null}[want.null == 294]},
			{"partial", modernType, 294},
			{"partial", plainType, 200},
			{"partial", "*/*", 200},
		} {
			a := ts.ask(t, "POST", "/graphql", `{"query":"`+c.kind+`","operationName":"`+string(code)+`"}`, "Accept", c.accept)
			if a.Status != c.status || a.code(t) != code {
				t.Errorf("%s, %s, for %s: status %d with code %s, want %d", code, c.kind, c.accept, a.Status, a.code(t), c.status)
			}
			if a.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s, %s: Cache-Control %q", code, c.kind, a.Header.Get("Cache-Control"))
			}
			if got := a.Header.Get("Retry-After"); (a.Status == 503) != (got != "") {
				t.Errorf("%s, %s: status %d with Retry-After %q", code, c.kind, a.Status, got)
			}
		}
	}
}

func TestPartialSuccessCanBe200ForProxies(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: engineFunc(scripted), PartialStatus: http.StatusOK})
	a := ts.ask(t, "POST", "/graphql", `{"query":"partial","operationName":"BAD_USER_INPUT"}`, "Accept", modernType)
	if a.Status != 200 || a.Header.Get("Content-Type") != modernType+"; charset=utf-8" {
		t.Errorf("status %d, type %q", a.Status, a.Header.Get("Content-Type"))
	}
}

func TestTheGravestCodeDecides(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: engineFunc(func(context.Context, schema.Request) *schema.Response {
		resp := nothing(fault.BadUserInput)
		resp.Errors = append(resp.Errors, fault.New(fault.Unavailable, "Away."), fault.New(fault.Internal, "Ours."))
		return resp
	})})
	if a := ts.ask(t, "POST", "/graphql", `{"query":"x"}`); a.Status != 500 {
		t.Errorf("status %d, want that of INTERNAL", a.Status)
	}
}

func TestACodeWithoutARowIsOurFault(t *testing.T) {
	ts := newTestServer(t, server.Config{Engine: engineFunc(scripted)})
	if a := ts.ask(t, "POST", "/graphql", `{"query":"refused","operationName":"NOBODY_KNOWS"}`); a.Status != 500 {
		t.Errorf("status %d, want 500", a.Status)
	}
}

// The table, the source and the tests' own lists name the same codes.
func TestEveryCodeHasARowAndATest(t *testing.T) {
	declared := append(declaredCodes(t, "../../schema/fault/fault.go"), declaredCodes(t, "status.go")...)
	var rows []fault.Code
	for _, row := range server.Statuses() {
		rows = append(rows, row.Code)
	}
	var tested []fault.Code
	for code := range engineStatuses {
		tested = append(tested, code)
	}
	for _, c := range refusals() {
		if _, ok := engineStatuses[c.code]; !ok {
			tested = append(tested, c.code)
		}
	}
	slices.Sort(tested)
	tested = slices.Compact(tested)
	slices.Sort(declared)
	slices.Sort(rows)
	if !slices.Equal(declared, rows) {
		t.Errorf("declared codes %v\nrows of the table %v", declared, rows)
	}
	if !slices.Equal(declared, tested) {
		t.Errorf("declared codes %v\ntested codes %v", declared, tested)
	}
}

// declaredCodes reads the constants of type Code out of a Go file.
func declaredCodes(t *testing.T, file string) []fault.Code {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var codes []fault.Code
	ast.Inspect(tree, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || spec.Type == nil || len(spec.Values) != 1 {
			return true
		}
		name := spec.Type
		if qualified, ok := name.(*ast.SelectorExpr); ok {
			name = qualified.Sel
		}
		literal, ok := spec.Values[0].(*ast.BasicLit)
		if ident, isIdent := name.(*ast.Ident); ok && isIdent && ident.Name == "Code" {
			text, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Fatal(err)
			}
			codes = append(codes, fault.Code(text))
		}
		return true
	})
	if len(codes) == 0 {
		t.Fatalf("%s declares no codes", file)
	}
	return codes
}
