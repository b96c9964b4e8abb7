package schema

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/gqlerrors"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/schema/documentgen"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// failure is an error of the reference executor as ours would be told.
type failure struct {
	code fault.Code
	path string
}

// referenceAnswer lets the type library's own executor answer a request over the
// same types and data, after our own checks and coercion of variables.
func referenceAnswer(t testing.TB, e *Engine, s graph.Store, req Request) (map[string]any, []failure) {
	t.Helper()
	entry, faults := e.prepare(req.Query)
	if faults != nil {
		t.Fatalf("%v in\n%s", faults[0], req.Query)
	}
	op, refused := entry.doc.Operation(req.OperationName)
	if refused != nil {
		t.Fatal(refused)
	}
	variables, faults := coerceVariables(e.schema, entry.doc, op, req.Variables)
	if faults != nil {
		t.Fatalf("%v in\n%s", faults[0], req.Query)
	}
	result := graphql.Execute(graphql.ExecuteParams{
		Schema: *e.schema, AST: entry.doc.AST, OperationName: req.OperationName,
		Args:    asSent(variables).(map[string]any),
		Context: withReference(context.Background(), graph.New(s)),
	})
	encoded, err := json.Marshal(result.Data)
	if err != nil {
		t.Fatal(err)
	}
	var data map[string]any
	if err := decodeJSON(string(encoded), &data); err != nil {
		t.Fatal(err)
	}
	var failures []failure
	for _, formatted := range result.Errors {
		path, _ := json.Marshal(formatted.Path)
		failures = append(failures, failure{explain(causeOf(formatted)).Code, string(path)})
	}
	return data, failures
}

// asSent undoes coercion of integers: the library coerces variables once more and
// takes float64 for numbers, as encoding/json gives them.
func asSent(v any) any {
	switch v := v.(type) {
	case givenAsNull:
		return nil
	case int:
		return float64(v)
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = asSent(item)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for name, item := range v {
			out[name] = asSent(item)
		}
		return out
	}
	return v
}

// causeOf finds the error of the resolver: the library drops its extensions when
// it is wrapped (P4).
func causeOf(f gqlerrors.FormattedError) error {
	err := f.OriginalError()
	for {
		var located *gqlerrors.Error
		if !errors.As(err, &located) || located.OriginalError == nil {
			return err
		}
		err = located.OriginalError
	}
}

// difference names the first place where two decoded answers differ. Objects are
// compared without the order of their keys, which the library loses (P12).
func difference(path string, a, b any) string {
	switch a := a.(type) {
	case map[string]any:
		b, ok := b.(map[string]any)
		if !ok {
			return path + ": object against other"
		}
		for _, key := range slices.Sorted(maps.Keys(a)) {
			other, ok := b[key]
			if !ok {
				return path + "." + key + ": only ours"
			}
			if d := difference(path+"."+key, a[key], other); d != "" {
				return d
			}
		}
		for key := range b {
			if _, ok := a[key]; !ok {
				return path + "." + key + ": only theirs"
			}
		}
		return ""
	case []any:
		b, ok := b.([]any)
		if !ok || len(a) != len(b) {
			return fmt.Sprintf("%s: lists of %d against %v", path, len(a), b)
		}
		for i := range a {
			if d := difference(fmt.Sprintf("%s[%d]", path, i), a[i], b[i]); d != "" {
				return d
			}
		}
		return ""
	default:
		if a != b {
			return fmt.Sprintf("%s: %v against %v", path, a, b)
		}
		return ""
	}
}

// failuresDiffer compares errors by path and code, as sets: the library gives them
// in an order that varies from run to run (P12). Where one error makes an object
// null, either executor may or may not have found others inside, as the
// specification allows; the library decides by the order of a map. So an error
// that only one of them tells must lie inside a null that the other explains.
func failuresDiffer(data any, ours []wireError, theirs []failure) string {
	a, b := map[string]string{}, map[string]string{} // errors with the null that they explain
	for _, e := range ours {
		a[e.path()+" "+e.code()] = nullAbove(data, e.Path)
	}
	for _, f := range theirs {
		var path []any
		if err := decodeJSON(f.path, &path); err != nil {
			return err.Error()
		}
		b[f.path+" "+string(f.code)] = nullAbove(data, path)
	}
	unexplained := func(these, others map[string]string) string {
		for line, null := range these {
			if _, known := others[line]; !known && !slices.Contains(slices.Collect(maps.Values(others)), null) {
				return line
			}
		}
		return ""
	}
	if line := unexplained(a, b); line != "" {
		return "only ours: " + line
	}
	if line := unexplained(b, a); line != "" {
		return "only theirs: " + line
	}
	return ""
}

// nullAbove gives the part of a path at which an answer has null.
func nullAbove(data any, path []any) string {
	if whole, ok := data.(map[string]any); ok && whole == nil {
		return "data"
	}
	for i, p := range path {
		switch v := data.(type) {
		case map[string]any:
			data = v[p.(string)]
		case []any:
			n, _ := p.(json.Number).Int64()
			data = v[n]
		}
		if data == nil {
			return fmt.Sprint(path[:i+1])
		}
	}
	return "not null"
}

const oracleDocuments = 200

// drafterOf gives a writer of documents that ask for nodes of a store.
func drafterOf(t *testing.T, seed int64, e *Engine, s graph.Store) *documentgen.Drafter {
	t.Helper()
	var ids []string
	for r, err := range s.Scan(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if r.RecordKind().IsNode() {
			ids = append(ids, r.RecordKey(), graph.ID(r))
		}
	}
	d, err := documentgen.New(seed, e.SDL(), ids)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func drafted(d *documentgen.Drafter) Request {
	query, variables := d.Draft()
	return Request{Query: query, Variables: variables}
}

func TestGeneratedDocumentsHaveTheAnswersOfTheReferenceExecutor(t *testing.T) {
	seed := storetest.Seed(t, 20261)
	t.Logf("seed %d, of %s", seed, storetest.SeedVariable)
	worlds := []graph.Store{curated(), generated(t, seed, storetest.Small)}
	filled, failed, bytes := 0, 0, 0
	for w, s := range worlds {
		e := engineOver(t, s)
		d := drafterOf(t, seed+int64(w), e, s)
		for i := range oracleDocuments / len(worlds) {
			req := drafted(d)
			a := read(t, e.Do(context.Background(), req))
			for !a.resp.Executed && a.Errors[0].code() == string(fault.QueryTooComplex) {
				req = drafted(d)
				a = read(t, e.Do(context.Background(), req))
			}
			if !a.resp.Executed {
				t.Fatalf("world %d, document %d of seed %d was refused: %s\n%s\n%v", w, i, seed, a.raw, req.Query, req.Variables)
			}
			theirs, failures := referenceAnswer(t, e, s, req)
			var ours any = a.Data
			if a.resp.DataIsNull {
				ours = map[string]any(nil)
			}
			if diff := difference("data", ours, any(theirs)); diff != "" {
				t.Fatalf("world %d, document %d of seed %d: %s\n%s\n%v", w, i, seed, diff, req.Query, req.Variables)
			}
			if diff := failuresDiffer(ours, a.Errors, failures); diff != "" {
				t.Fatalf("world %d, document %d of seed %d: %s\n%s\n%v", w, i, seed, diff, req.Query, req.Variables)
			}
			if holdsSomething(a.Data) {
				filled++
			}
			if len(a.Errors) > 0 {
				failed++
			}
			bytes += len(a.raw)
			d.Learn(a.Data)
		}
	}
	t.Logf("%d documents: %d held data, %d had errors, %d bytes in all", oracleDocuments, filled, failed, bytes)
	if filled < oracleDocuments*7/10 {
		t.Errorf("only %d of %d answers held anything: the documents prove too little", filled, oracleDocuments)
	}
	if failed < 5 || failed > oracleDocuments/2 {
		t.Errorf("%d of %d answers had errors: the documents should meet some, and not too many", failed, oracleDocuments)
	}
}

// holdsSomething says whether an answer has a value besides null, empty lists and
// names of types.
func holdsSomething(v any) bool {
	switch v := v.(type) {
	case nil:
		return false
	case []any:
		return slices.ContainsFunc(v, holdsSomething)
	case map[string]any:
		for key, item := range v {
			if !strings.Contains(key, "typename") && holdsSomething(item) {
				return true
			}
		}
		return false
	default:
		return v != json.Number("0") && v != false
	}
}

func TestExampleDocumentsHaveTheAnswersOfTheReferenceExecutor(t *testing.T) {
	files, err := filepath.Glob("../docs/examples/*.graphql")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("no examples")
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		req := Request{Query: string(text)}
		if variables, err := os.ReadFile(strings.TrimSuffix(file, ".graphql") + ".variables.json"); err == nil {
			if err := decodeJSON(string(variables), &req.Variables); err != nil {
				t.Fatal(err)
			}
		}
		a := read(t, curatedEngine().Do(context.Background(), req))
		if len(a.Errors) > 0 {
			t.Errorf("%s: %s", file, a.raw)
			continue
		}
		theirs, failures := referenceAnswer(t, curatedEngine(), curated(), req)
		if diff := difference("data", a.Data, theirs); diff != "" || len(failures) > 0 {
			t.Errorf("%s: %s %v", file, diff, failures)
		}
	}
}
