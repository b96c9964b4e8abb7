package neo4jstore_test

import (
	"context"
	"reflect"
	"slices"
	"sync"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/internal/neo4jstoretest"
)

// large are more records than a store with small portions writes in one transaction.
func large() []graph.Record {
	return storetest.GenerateLarge(3, storetest.LargeSize{Studies: 50, Factors: 20, Phases: 6, Findings: 300})
}

func TestManyRecordsComeIntoSightTogether(t *testing.T) {
	s := openStore(t)
	s.SmallPortions()
	old := storetest.Fixture()
	mustLoad(t, s, old)
	before := infoOf(t, s)
	records := large()
	heard := &hearing{t: t, each: func(done, total int) {
		info, page := infoOf(t, s), mustFind(t, s, graph.Find{Kind: graph.KindStudyReport, Window: graph.Window{Limit: -1}})
		if !reflect.DeepEqual(info, before) || len(page.Records) != before.Counts[graph.KindStudyReport] {
			t.Errorf("at %d of %d rows, readers see %+v and %d links", done, total, info, len(page.Records))
		}
	}}
	receipt, err := s.Load(t.Context(), graph.Release{Name: "large"}, records, heard.progress)
	if err != nil {
		t.Fatal(err)
	}
	heard.complete(len(records))
	memory, err := memstore.New(graph.Release{Name: "large"}, records)
	if err != nil {
		t.Fatal(err)
	}
	want, got := infoOf(t, memory), infoOf(t, s)
	if got.Hash != want.Hash || receipt.Revision != want.Revision || !reflect.DeepEqual(got.Counts, want.Counts) || got.Release != want.Release {
		t.Errorf("the load left %+v, want %+v", got, want)
	}
	if !reflect.DeepEqual(everything(t, s), everything(t, memory)) {
		t.Error("the load left other records than it was given")
	}
	if left := run(t, "MATCH (n) WHERE NOT n:Entity AND NOT n:Meta RETURN count(n)", nil); left[0][0] != int64(0) {
		t.Errorf("%v nodes are left over", left[0][0])
	}
}

// hearing listens to the progress of a load.
type hearing struct {
	t           *testing.T
	each        func(done, total int)
	times, last int
	total       int
}

func (h *hearing) progress(done, total int) {
	if done <= h.last || done > total {
		h.t.Errorf("progress went from %d to %d of %d", h.last, done, total)
	}
	h.times, h.last, h.total = h.times+1, done, total
	h.each(done, total)
}

// complete checks that all rows were heard of: more than there are records, since
// references are rows too.
func (h *hearing) complete(records int) {
	if h.times < 3 || h.last != h.total || h.total <= records {
		h.t.Errorf("progress was told %d times and ended at %d of %d rows for %d records", h.times, h.last, h.total, records)
	}
}

func TestLoadThatWasInterruptedIsResumed(t *testing.T) {
	s := openStore(t)
	s.SmallPortions()
	old := storetest.Fixture()
	mustLoad(t, s, old)
	want, records := everything(t, s), large()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	parts := 0
	_, err := s.Load(ctx, graph.Release{}, records, func(int, int) {
		if parts++; parts == 4 {
			cancel()
		}
	})
	if graph.KindOf(err) != graph.Canceled {
		t.Fatalf("a load that was given up ends with %v", err)
	}
	if got := everything(t, s); !reflect.DeepEqual(got, want) {
		t.Errorf("readers see %d records after a load was given up, want the %d from before", len(got), len(want))
	}
	written := run(t, "MATCH (n:Incoming) RETURN count(n)", nil)[0][0].(int64)
	run(t, "MATCH (n:Incoming) WITH n LIMIT 1 SET n.notes = 'written before'", nil)
	first := 0
	receipt, err := s.Load(t.Context(), graph.Release{}, records, func(done, _ int) {
		if first == 0 {
			first = int(run(t, "MATCH (n:Incoming) RETURN count(n)", nil)[0][0].(int64))
		}
	})
	if err != nil || int64(first) != written || written == 0 {
		t.Errorf("the load went on with %d nodes of the %d that were written (%v)", first, written, err)
	}
	if kept := run(t, "MATCH (n:Entity {notes: 'written before'}) RETURN count(n)", nil); kept[0][0] != int64(1) {
		t.Error("the load began anew")
	}
	if info := infoOf(t, s); info.Revision != receipt.Revision || len(everything(t, s)) != len(records) {
		t.Errorf("the load that went on left %+v", info)
	}
}

func TestWhatAnotherLoadLeftBehindIsSweptAway(t *testing.T) {
	s := openStore(t)
	s.SmallPortions()
	for _, next := range map[string][]graph.Record{"few": storetest.Fixture(), "many": large()} {
		ctx, cancel := context.WithCancel(t.Context())
		other := storetest.GenerateLarge(4, storetest.LargeSize{Studies: 50, Factors: 20, Phases: 6, Findings: 290})
		if _, err := s.Load(ctx, graph.Release{}, other, func(int, int) { cancel() }); graph.KindOf(err) != graph.Canceled {
			t.Fatalf("a load that was given up ends with %v", err)
		}
		mustLoad(t, s, next)
		left := run(t, "MATCH (n) WHERE NOT n:Entity AND NOT n:Meta RETURN count(n)", nil)
		if len(everything(t, s)) != len(next) || left[0][0] != int64(0) {
			t.Errorf("%d records are there, want %d, and %v nodes are left over", len(everything(t, s)), len(next), left[0][0])
		}
	}
}

// interrupted loads records and is stopped after some parts.
func interrupted(t *testing.T, s *neo4jstore.Store, records []graph.Record, parts int) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	heard := 0
	_, err := s.Load(ctx, graph.Release{}, records, func(int, int) {
		if heard++; heard == parts {
			cancel()
		}
	})
	if graph.KindOf(err) != graph.Canceled {
		t.Fatalf("a load that was given up ends with %v", err)
	}
}

func TestLoadIsNotResumedWithPartsOfAnotherSize(t *testing.T) {
	s := openStore(t)
	for _, parts := range []int{1, 4, 9} {
		mustLoad(t, s, storetest.Fixture())
		s.SmallPortions()
		interrupted(t, s, large(), parts)
		s.OtherPortions()
		mustLoad(t, s, large())
	}
}

func TestLoadThatWasClaimedAndNotSweptBeginsAnew(t *testing.T) {
	s := openStore(t)
	s.SmallPortions()
	for _, other := range [][]graph.Record{large(), storetest.GenerateLarge(4, storetest.LargeSize{Studies: 50, Factors: 20, Phases: 6, Findings: 290})} {
		interrupted(t, s, other, 3)
		// The next loader dies when it has claimed, or in the middle of sweeping.
		run(t, "MATCH (m:Meta {name: 'exitgraph'}) SET m.loader = 'another', m.loadOf = '', m.loadDone = 0", nil)
		run(t, "MATCH (n:Incoming) WITH n LIMIT 20 DETACH DELETE n", nil)
		mustLoad(t, s, large())
		mustLoad(t, s, storetest.Fixture())
	}
}

func TestLoadWhosePartsWereChangedByOthersIsRefusedAndThenBeginsAnew(t *testing.T) {
	s := openStore(t)
	s.SmallPortions()
	mustLoad(t, s, storetest.Fixture())
	for _, spoil := range []string{
		"MATCH (n:IncomingStudy) WITH n LIMIT 1 DETACH DELETE n",
		"MATCH (:Incoming)-[r]->() WITH r LIMIT 1 DELETE r",
		"CREATE (:Incoming:IncomingFinding {key: 'one-more'})",
	} {
		spoilt := false
		_, err := s.Load(t.Context(), graph.Release{}, large(), func(done, total int) {
			if !spoilt && done > total*3/4 {
				spoilt = true
				run(t, spoil, nil)
			}
		})
		refused(t, err, graph.Conflict, "begins anew")
		if n := len(everything(t, s)); n != len(storetest.Fixture()) {
			t.Errorf("readers see %d records", n)
		}
		mustLoad(t, s, large())
		mustLoad(t, s, storetest.Fixture())
	}
}

func TestLoadThatHasNothingToDoLeavesAnotherOneToItsOwnEnd(t *testing.T) {
	s, other := openStore(t), neo4jstoretest.Shared(t)
	s.SmallPortions()
	other.SmallPortions()
	old := storetest.Fixture()
	mustLoad(t, s, old)
	once := false
	_, err := s.Load(t.Context(), graph.Release{}, large(), func(done, total int) {
		if !once && done == total {
			once = true
			if _, err := other.Load(t.Context(), graph.Release{Name: "test", Version: "1"}, old, nil); err != nil {
				t.Error(err)
			}
		}
	})
	refused(t, err, graph.Conflict, "Another load took over")
	whole(t, s, old)
	mustLoad(t, s, large())
}

func TestOfTwoLoadsTheLaterWinsAndTheOtherIsTold(t *testing.T) {
	s, other := openStore(t), neo4jstoretest.Shared(t)
	s.SmallPortions()
	other.SmallPortions()
	records := large()
	overtaken := false
	_, err := s.Load(t.Context(), graph.Release{}, records, func(int, int) {
		if !overtaken {
			overtaken = true
			mustLoad(t, other, storetest.Fixture())
		}
	})
	refused(t, err, graph.Conflict, "Another load took over")
	if got := everything(t, s); len(got) != len(storetest.Fixture()) {
		t.Errorf("%d records are there, want those of the later load", len(got))
	}
}

func TestLoadsSideBySideLeaveTheContentOfOne(t *testing.T) {
	s, other := openStore(t), neo4jstoretest.Shared(t)
	s.SmallPortions()
	other.SmallPortions()
	first, second := large(), storetest.GenerateLarge(4, storetest.LargeSize{Studies: 50, Factors: 20, Phases: 6, Findings: 290})
	var wg sync.WaitGroup
	receipts, errs := make([]graph.Receipt, 2), make([]error, 2)
	wg.Go(func() { receipts[0], errs[0] = s.Load(t.Context(), graph.Release{}, first, nil) })
	wg.Go(func() { receipts[1], errs[1] = other.Load(t.Context(), graph.Release{}, second, nil) })
	wg.Wait()
	for i, err := range errs {
		if err != nil {
			refused(t, err, graph.Conflict, "load")
			receipts[i].Revision = ""
		}
	}
	info := infoOf(t, s)
	hash, err := graph.ContentHash(s.Scan(t.Context()))
	if err != nil || hash != info.Hash || !slices.Contains([]string{receipts[0].Revision, receipts[1].Revision}, info.Revision) {
		t.Errorf("after loads that ended with %v the database is at %s and holds %s (%v)", errs, info.Hash, hash, err)
	}
}

func TestApplyDuringALoadIsNotLost(t *testing.T) {
	s, other := openStore(t), neo4jstoretest.Shared(t)
	s.SmallPortions()
	other.SmallPortions()
	mustLoad(t, s, storetest.Fixture())
	study := storetest.Fixture()[0]
	for _, r := range storetest.Fixture() {
		if r.RecordKind() == graph.KindStudy {
			study = r
		}
	}
	changed := graph.ModelOf(graph.KindStudy).Copy(study).(*graph.Study)
	changed.Title = "Another title"
	applied := false
	_, err := s.Load(t.Context(), graph.Release{}, large(), func(int, int) {
		if !applied {
			applied = true
			if _, err := other.Apply(t.Context(), graph.Batch{Changes: []graph.Change{{Record: changed}}}); err != nil {
				t.Error(err)
			}
		}
	})
	refused(t, err, graph.Conflict, "Another writer changed the database")
	page := mustFind(t, s, graph.Find{Kind: graph.KindStudy, Where: graph.KeyIn(graph.KindStudy, changed.Key), Window: graph.Window{Limit: 1}})
	if len(page.Records) != 1 || page.Records[0].(*graph.Study).Title != "Another title" {
		t.Errorf("after the load was refused, the study is %+v", page.Records)
	}
	if mustLoad(t, s, large()); len(everything(t, s)) != len(large()) {
		t.Error("the load that was repeated is not whole")
	}
}
