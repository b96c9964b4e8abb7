package schema

import (
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/schema/document"
	"github.com/exitgraph/exitgraph/schema/fault"
)

const persistedDocument = `query One($key: ID!) { factor(key: $key) { key } } query Two { phases { key } }`

// refusedAs gives the code of an answer without data, and nothing for one with data.
func refusedAs(resp *Response) fault.Code {
	if resp.Executed || len(resp.Errors) != 1 {
		return ""
	}
	return resp.Errors[0].Code
}

func TestADocumentIsKeptOnceItWasSentWithItsHash(t *testing.T) {
	e := engineOver(t, curated())
	whole := Request{Query: persistedDocument, OperationName: "One", Variables: map[string]any{"key": "family"}}
	byHash := Request{DocumentHash: document.Hash(persistedDocument), OperationName: "One", Variables: whole.Variables}
	want := e.Do(t.Context(), whole).Body.String()
	if got := e.Do(t.Context(), byHash); refusedAs(got) != fault.PersistedDocumentNotFound || got.Info.DocumentHash != "" {
		t.Fatalf("a document that was sent without its hash is found by it: %s", got.Body)
	}
	both := byHash
	both.Query = whole.Query
	for _, req := range []Request{both, byHash, byHash} {
		if got := e.Do(t.Context(), req); got.Body.String() != want || got.Info.DocumentHash != byHash.DocumentHash {
			t.Errorf("got %s, want %s", got.Body, want)
		}
	}
	byHash.OperationName = "Two"
	if got := e.Do(t.Context(), byHash).Body.String(); !strings.Contains(got, `"phases"`) {
		t.Errorf("another operation of a kept document: %s", got)
	}
	byHash.OperationName = "Three"
	if got := e.Do(t.Context(), byHash); refusedAs(got) != fault.OperationResolutionFailed {
		t.Errorf("no such operation: %s", got.Body)
	}
}

// A document that is asked for by its hash is neither parsed nor checked again.
func TestAKeptDocumentIsNotReadAgain(t *testing.T) {
	e := engineOver(t, curated())
	whole := Request{Query: `{ phases { key } }`, DocumentHash: document.Hash(`{ phases { key } }`)}
	first := e.Do(t.Context(), whole)
	entry, faults := e.prepare(whole.Query)
	before := e.CacheStats()
	for range 5 {
		if got := e.Do(t.Context(), Request{DocumentHash: whole.DocumentHash}); got.Body.String() != first.Body.String() {
			t.Fatalf("%s", got.Body)
		}
	}
	after := e.CacheStats()
	if after.Misses != before.Misses || after.Hits != before.Hits+5 {
		t.Errorf("%+v, before %+v", after, before)
	}
	if again, _ := e.prepare(whole.Query); faults != nil || again != entry || len(entry.plans) != 1 {
		t.Errorf("the document was prepared anew: %v", faults)
	}
}

func TestAnotherHashThanThatOfTheDocumentIsRefusedAndNothingIsKept(t *testing.T) {
	e := engineOver(t, curated())
	for _, hash := range []string{document.Hash(persistedDocument + " "), strings.ToUpper(document.Hash(persistedDocument)), "00", "no hash"} {
		if got := e.Do(t.Context(), Request{Query: persistedDocument, OperationName: "Two", DocumentHash: hash}); refusedAs(got) != fault.BadUserInput {
			t.Errorf("with the hash %s: %s", hash, got.Body)
		}
		if got := e.Do(t.Context(), Request{DocumentHash: hash}); refusedAs(got) != fault.PersistedDocumentNotFound {
			t.Errorf("the hash %s alone: %s", hash, got.Body)
		}
	}
	if s := e.CacheStats(); s.Entries != 0 {
		t.Errorf("the cache holds %+v", s)
	}
}

func TestNoDocumentIsKeptThatALimitOrTheSchemaRefuses(t *testing.T) {
	e := engineOver(t, curated())
	for query, code := range map[string]fault.Code{
		`{ nothing }`:                     fault.ValidationFailed,
		`{ phases {`:                      fault.ParseFailed,
		strings.Repeat("{ a ", 100):       fault.QueryTooComplex,
		"#" + strings.Repeat("x", 70_000): fault.QueryTooComplex,
		`{ phases { key } } # ` + "\x00":  fault.ParseFailed,
		`query A { phases { key } } query A { phases { key } }`: fault.ValidationFailed,
	} {
		hash := document.Hash(query)
		if got := e.Do(t.Context(), Request{Query: query, DocumentHash: hash}); refusedAs(got) != code {
			t.Errorf("%.40q: %s, want %s", query, got.Body, code)
		}
		if faults := e.Check(query); len(faults) != 1 || faults[0].Code != code {
			t.Errorf("%.40q: checked as %v, want %s", query, faults, code)
		}
		if got := e.Do(t.Context(), Request{DocumentHash: hash}); refusedAs(got) != fault.PersistedDocumentNotFound {
			t.Errorf("%.40q is kept: %s", query, got.Body)
		}
	}
	if faults := e.Check(persistedDocument); faults != nil {
		t.Errorf("a good document is refused: %v", faults)
	}
}

// However many documents clients send to be kept, what is kept stays below the bound,
// and one that was dropped is asked for again.
func TestDocumentsAreKeptWithinTheBytesOfTheCache(t *testing.T) {
	const most = 200_000
	e, err := New(graph.New(curated()), Options{CacheBytes: most})
	if err != nil {
		t.Fatal(err)
	}
	first := ""
	for i := range 500 {
		query := `{ phases { key } } # ` + strings.Repeat("x", i)
		hash := document.Hash(query)
		if got := e.Do(t.Context(), Request{Query: query, DocumentHash: hash}); len(got.Errors) > 0 {
			t.Fatalf("%s", got.Body)
		}
		if got := e.Do(t.Context(), Request{DocumentHash: hash}); len(got.Errors) > 0 {
			t.Fatalf("document %d is not kept: %s", i, got.Body)
		}
		if i == 0 {
			first = hash
		}
		if s := e.CacheStats(); s.Bytes > most {
			t.Fatalf("the cache holds %d bytes", s.Bytes)
		}
	}
	if got := e.Do(t.Context(), Request{DocumentHash: first}); refusedAs(got) != fault.PersistedDocumentNotFound {
		t.Errorf("the first of many documents: %s", got.Body)
	}
}
