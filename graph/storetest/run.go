package storetest

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// Run is the conformance suite: what graph.Store promises, for any store. open
// gives a fresh, empty store each time and registers its clean-up; Run fills it
// through Apply.
func Run(t *testing.T, open func(t *testing.T) graph.Store) { suite{open: open}.run(t) }

// RunInPairs is Run for a store that is slow to take up a question of a new shape, as a
// database is that plans it first. Where Run combines three parts of a question, each of
// one with each of the others (an edge, a quantifier and a condition; a dimension, what
// is counted and its units), RunInPairs lets two of them meet at a time. Such a store
// composes a question of parts that do not know of each other, so a fault is in a part or
// where two meet. Differential puts more of them together, drawn at random.
func RunInPairs(t *testing.T, open func(t *testing.T) graph.Store) {
	suite{open: open, inPairs: true}.run(t)
}

func (s suite) run(t *testing.T) {
	for _, group := range []struct {
		name string
		run  func(*testing.T)
	}{
		{"RecordsComeBackAsTheyWerePut", s.roundTrip},
		{"AbsentValuesStayAbsentAndLongTextsWhole", s.extremes},
		{"DerivedValuesAreFilledIn", s.derived},
		{"GetKeepsTheOrderOfKeys", s.get},
		{"WhatIsReadIsThere", s.narrowed},
		{"FiltersMeanWhatMatchSays", s.filters},
		{"FiltersOnTheFixture", s.fixtureFilters},
		{"WordsAreComparedFolded", s.words},
		{"OrdersHoldWithTiesAndAbsentValues", s.orders},
		{"WindowsCutExactly", s.windows},
		{"WalkingByPagesGivesTheFullList", s.walk},
		{"WalkingWhileOthersWriteLosesNothing", s.walkWhileWriting},
		{"ExpandFollowsEveryEdge", s.expand},
		{"ExpandTreatsEachParentAlone", s.parents},
		{"GroupsAreFilteredAlike", s.groups},
		{"TallyCountsByEveryDimension", s.dimensions},
		{"TallyOnTheFixture", s.fixtureTally},
		{"SearchFindsWordsWhereverTheyStand", s.searchFinds},
		{"SearchTakesAnyTextAsWords", s.searchHostile},
		{"SearchIsWalkedByPages", s.searchPages},
		{"SearchAnswersRandomTextsAsTheOracleDoes", s.searchRandom},
		{"SearchSeesEveryWriteAtOnce", s.searchWrites},
		{"TraceFollowsEveryKindOfEdges", s.trace},
		{"TraceOnTheFixture", s.traceFixture},
		{"ApplyIsAllOrNothing", s.atomic},
		{"ApplyChecksPreconditions", s.preconditions},
		{"ApplyKeepsReferencesWhole", s.references},
		{"ApplyDerivesAfterEveryChange", s.rederive},
		{"ApplyTwiceChangesNothing", s.idempotent},
		{"WritersAndReadersDoNotDisturbEachOther", s.concurrent},
		{"WritersTakeTurns", s.writers},
		{"ScanIsCompleteAndOrdered", s.scan},
		{"InfoDescribesTheContent", s.info},
		{"SnapshotsStandStill", s.snapshot},
		{"RecordsAreNeverChanged", s.unchanged},
		{"CancelledCallsSaySo", s.cancelled},
		{"ClosedStoresAreUnavailable", s.closed},
	} {
		t.Run(group.name, group.run)
	}
}

type suite struct {
	open    func(t *testing.T) graph.Store
	inPairs bool // as RunInPairs says
}

var background = context.Background()

// fixture opens a store with the fixture, and its oracle.
func (s suite) fixture(t *testing.T) (graph.Store, *Naive) {
	t.Helper()
	store := s.open(t)
	Load(t, store, Fixture())
	return store, NewNaive(Fixture())
}

// worldSeed is that of the world of the suite: always the same, so that tests may
// count on what occurs in it.
const worldSeed = 7

// world opens a store with a generated world, and its oracle.
func (s suite) world(t *testing.T) (graph.Store, *Naive) {
	t.Helper()
	store, records := s.open(t), Generate(worldSeed, Small)
	Load(t, store, records)
	return store, NewNaive(records)
}

func field(t testing.TB, k graph.Kind, name string) *graph.Field {
	t.Helper()
	f := graph.ModelOf(k).Field(name)
	if f == nil {
		t.Fatalf("%s has no field %s", k, name)
	}
	return f
}

func edge(t testing.TB, k graph.Kind, name string) *graph.Edge {
	t.Helper()
	e := graph.ModelOf(k).Edge(name)
	if e == nil {
		t.Fatalf("%s has no edge %s", k, name)
	}
	return e
}

func mustFind(t testing.TB, s graph.Store, q graph.Find) graph.Page {
	t.Helper()
	page, err := s.Find(background, q)
	if err != nil {
		t.Fatalf("find %+v: %v", q, err)
	}
	return page
}

func mustApply(t testing.TB, s graph.Store, changes ...graph.Change) graph.Receipt {
	t.Helper()
	return mustBatch(t, s, graph.Batch{Changes: changes})
}

func mustBatch(t testing.TB, s graph.Store, b graph.Batch) graph.Receipt {
	t.Helper()
	receipt, err := s.Apply(background, b)
	if err != nil {
		t.Fatalf("apply: %v", err)
	}
	return receipt
}

func put(r graph.Record) graph.Change { return graph.Change{Record: r} }

func remove(r graph.Record) graph.Change { return graph.Change{Record: r, Delete: true} }

// copyOf gives a copy of a record of the store that may be changed.
func copyOf[P graph.Record](t testing.TB, s graph.Store, k graph.Kind, key string) P {
	t.Helper()
	page := mustFind(t, s, graph.Find{Kind: k, Where: graph.KeyIn(k, key), Window: graph.Window{Limit: -1}})
	if len(page.Records) != 1 {
		t.Fatalf("there are %d records %s %q", len(page.Records), k, key)
	}
	return graph.ModelOf(k).Copy(page.Records[0]).(P)
}

// keysOf lists the keys of records, joined by blanks; nil is a dash.
func keysOf(records []graph.Record) string {
	out := make([]string, len(records))
	for i, r := range records {
		out[i] = "-"
		if r != nil {
			out[i] = r.RecordKey()
		}
	}
	return strings.Join(out, " ")
}

// same fails unless two descriptions are equal, and names the first difference.
func same(t testing.TB, what any, got, want []string) {
	t.Helper()
	if slices.Equal(got, want) {
		return
	}
	for i := range max(len(got), len(want)) {
		if g, w := lineOf(got, i), lineOf(want, i); g != w {
			t.Fatalf("%+v\nfirst difference, line %d\n got: %s\nwant: %s", what, i, g, w)
		}
	}
}

// describe writes all stored and derived fields of a record.
func describe(r graph.Record) string {
	var b strings.Builder
	b.WriteString(r.RecordKind().String())
	for _, f := range graph.ModelOf(r.RecordKind()).Fields {
		var v any
		switch f.Type {
		case graph.TypeInt:
			v = f.Int(r)
		case graph.TypeBool:
			v = f.Bool(r)
		case graph.TypeText:
			v = f.Text(r)
		case graph.TypeStrings, graph.TypeRefs:
			v = f.List(r)
		default:
			v = f.Str(r)
		}
		fmt.Fprintf(&b, " %s=%q", f.Name, fmt.Sprint(v))
	}
	return b.String()
}

// all reads everything through Scan.
func all(t testing.TB, s graph.Store, kinds ...graph.Kind) []graph.Record {
	t.Helper()
	var out []graph.Record
	for r, err := range s.Scan(background, kinds...) {
		if err != nil {
			t.Fatalf("scan: %v", err)
		}
		out = append(out, r)
	}
	return out
}

// content describes everything in a store.
func content(t testing.TB, s graph.Store) []string {
	t.Helper()
	var out []string
	for _, r := range all(t, s) {
		out = append(out, describe(r))
	}
	return out
}

// kindIs fails unless an error has a kind and can be told apart as the contract
// says: it is a *graph.Error or an error of a context.
func kindIs(t testing.TB, what string, err error, want graph.ErrorKind) {
	t.Helper()
	if err == nil {
		t.Fatalf("%s: no error, want one of kind %s", what, want)
	}
	if got := graph.KindOf(err); got != want {
		t.Fatalf("%s: error of kind %s, want %s: %v", what, got, want, err)
	}
}

// orderOf makes an order of fields by name; a leading minus sorts downwards.
func orderOf(t testing.TB, k graph.Kind, names ...string) []graph.OrderTerm {
	t.Helper()
	var out []graph.OrderTerm
	for _, n := range names {
		name, desc := strings.CutPrefix(n, "-")
		out = append(out, graph.OrderTerm{Field: field(t, k, name), Desc: desc})
	}
	return out
}

// equalRecords says whether two records hold the same; an empty list is a nil one.
func equalRecords(a, b graph.Record) bool {
	return reflect.TypeOf(a) == reflect.TypeOf(b) && describe(a) == describe(b)
}
