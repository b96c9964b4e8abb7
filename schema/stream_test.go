package schema

import (
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// laidOut answers a request with nothing streamed: all that the plan of the operation
// leads to is laid out before it is written. It says how many fields would stream.
func laidOut(t *testing.T, e *Engine, req Request) (string, int) {
	t.Helper()
	streamed := 0
	entry, faults := e.prepare(req.Query)
	if faults != nil {
		t.Fatal(faults)
	}
	op, failure := entry.doc.Operation(req.OperationName)
	if failure != nil {
		t.Fatal(failure)
	}
	p, failure := e.planOf(entry, op)
	if failure != nil {
		t.Fatal(failure)
	}
	for _, f := range p.fields {
		if f.streams {
			f.streams, streamed = false, streamed+1
		}
	}
	return e.Do(t.Context(), req).Body.String(), streamed
}

func TestAnswersThatAreStreamedAreThoseThatWereLaidOut(t *testing.T) {
	seed := storetest.Seed(t, 771)
	streamed, answered := 0, 0
	for _, s := range []graph.Store{curated(), generated(t, seed, storetest.Small)} {
		e, slow := engineOver(t, s), engineOver(t, s)
		d := drafterOf(t, seed, e, s)
		for range 150 {
			req := drafted(d)
			a := read(t, e.Do(t.Context(), req))
			if !a.resp.Executed {
				continue
			}
			answered++
			want, fields := laidOut(t, slow, req)
			if streamed += fields; a.raw != want {
				t.Fatalf("seed %d: streamed\n%s\nlaid out\n%s\n%s\n%v", seed, a.raw, want, req.Query, req.Variables)
			}
			d.Learn(a.Data)
		}
	}
	if answered < 100 || streamed < answered {
		t.Errorf("%d documents with %d fields that stream prove too little", answered, streamed)
	}
}

func TestTablesThatAreStreamedAreThoseThatWereLaidOut(t *testing.T) {
	fast, slow := curatedEngine(), engineOver(t, curated())
	for _, query := range []string{
		`{ evidenceMatrix { cells { __typename row { key dimension } column { key } counts { findings byValence { valence findings } } c: counts { studies } } rows { key } columns { key } } }`,
		`{ evidenceMatrix(rows: REPORT, columns: REPORT) { cells { row { key } column { key } counts { findings studies } } } }`,
		`{ evidenceMatrix(rows: SETTING, columns: YEAR, nonEmpty: true) { cells { row { label } column { key } counts { findings samples participants } findings(first: 2) { totalCount edges { cursor node { key } } } } } }`,
		`query($yes: Boolean = true, $no: Boolean = false) { evidenceMatrix(rows: SETTING) { cells { counts @include(if: $no) { findings } row { key @skip(if: $yes) dimension } column { key } counts { studies findings @skip(if: $no) } } } }`,
		`query($no: Boolean = false) { tally(by: [COUNTRY, DESIGN]) { groups { keys @include(if: $no) { key } nodes @include(if: $no) counts @include(if: $no) { studies } } } }`,
		`{ gaps(rows: FACTOR_LEVEL, columns: SETTING) { row { key } column { key } counts { findings } kinds } }`,
		`{ contradictions(first: 5) { edges { cursor node { sides { valence counts { studies } } factor { key level } phase { key } } } nodes { studies } pageInfo { endCursor } } }`,
		`{ search(text: "family", first: 5) { nodes { score highlights { start end } node { __typename id ... on Factor { key level } ... on Study { title } } } } }`,
	} {
		want, streamed := laidOut(t, slow, Request{Query: query})
		if got := ask(t, fast, query, "").raw; got != want || streamed == 0 || len(got) < 150 {
			t.Errorf("%d fields of %s\nstreamed %.500s\nlaid out %.500s", streamed, query, got, want)
		}
	}
}
