package evidence_test

import (
	"context"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/seed"
)

// The tests of this file add records to the built-in dataset that repeat evidence
// which is there already, and look at which counts rise.

// withRecords gives a graph of the built-in data and of what is added to it or put in
// its place.
func withRecords(t rapid.TB, data *seed.Dataset, added ...graph.Record) *graph.Graph {
	all := map[string]graph.Record{}
	for _, r := range data.Records {
		all[r.RecordKey()] = r
	}
	for _, r := range added {
		graph.CompleteKey(r)
		all[r.RecordKey()] = r
	}
	store, err := memstore.New(data.Release, slices.Collect(maps.Values(all)))
	if err != nil {
		t.Fatal(err)
	}
	return graph.New(store)
}

// grown gives the matrix of two dimensions of a graph before and after records were
// added.
func grown(t *rapid.T, of, grownTo *graph.Graph) (before, after *evidence.Matrix) {
	by := anyAxes(t)
	ask := func(g *graph.Graph) *evidence.Matrix {
		m, err := evidence.NewMatrix(context.Background(), g, evidence.MatrixQuery{
			Rows: by[0], Columns: by[1], Mappings: exactAndClose, Units: graph.CountAll,
		})
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	return ask(of), ask(grownTo)
}

// anyFinding draws a finding that rests on a study.
func anyFinding(t *rapid.T, data *seed.Dataset) *graph.Finding {
	var out []*graph.Finding
	for _, r := range data.Records {
		if f, ok := r.(*graph.Finding); ok && f.Study != "" {
			out = append(out, f)
		}
	}
	return rapid.SampledFrom(out).Draw(t, "finding")
}

// ofFindings are dimensions whose values a finding keeps when it is read again in
// another report or reported again by another study of the same people.
var ofFindings = []graph.Dimension{graph.DimFactor, graph.DimFactorLevel, graph.DimPhase, graph.DimValence, graph.DimLifeStage, graph.DimCountry, graph.DimConfidence}

func anyAxes(t *rapid.T) [2]graph.Dimension {
	d := rapid.SampledFrom(ofFindings)
	return [2]graph.Dimension{d.Draw(t, "rows"), d.Draw(t, "columns")}
}

// eachCount compares every cell and the totals of two matrices of the same shape.
func eachCount(before, after *evidence.Matrix, compare func(where string, before, after graph.Counts)) {
	for i := range before.Cells() {
		compare(before.Rows[i/len(before.Columns)].Key+" by "+before.Columns[i%len(before.Columns)].Key, before.Counts(i), after.Counts(i))
	}
	compare("unplaced", before.Unplaced, after.Unplaced)
	compare("total", before.Total, after.Total)
}

func TestAnotherReportOfAStudyNeverRaisesStudiesSamplesOrParticipants(t *testing.T) {
	data := dataset(t)
	small := withRecords(t, data)
	rapid.Check(t, func(t *rapid.T) {
		old := anyFinding(t, data)
		report := &graph.Report{Key: "new-report", Kind: "ARTICLE", Title: "New", Year: 2020, Language: "en", PeerReviewed: "YES"}
		role := rapid.SampledFrom([]graph.StudyReportRole{graph.Primary, graph.Included, graph.Related}).Draw(t, "role")
		link := &graph.StudyReport{Study: old.Study, Report: report.Key, Role: role, Basis: "STATED"}
		again := *old
		again.Key, again.Report = "new-finding", report.Key
		before, after := grown(t, small, withRecords(t, data, report, link, &again))
		eachCount(before, after, func(where string, before, after graph.Counts) {
			want := before
			if after.Findings > before.Findings {
				want.Nodes, want.Findings, want.Reports = before.Nodes+1, before.Findings+1, before.Reports+1
				if again.Turned() {
					want.FromAbsence++
				}
				want.ByValence[graph.VocabValence.Index(string(again.FactorValence()))].Findings++
			}
			if after != want {
				t.Fatalf("%s:\n got %+v\nwant %+v", where, after, want)
			}
		})
		if after.Total.Findings != before.Total.Findings+1 {
			t.Fatalf("the new finding is not counted")
		}
	})
}

func TestAnotherStudyOfKnownPeopleNeverRaisesSamplesOrParticipants(t *testing.T) {
	data := dataset(t)
	small := withRecords(t, data)
	rapid.Check(t, func(t *rapid.T) {
		old := anyFinding(t, data)
		study := *find[*graph.Study](data, old.Study)
		study.Key = "new-study"
		added := []graph.Record{&study}
		for _, r := range data.Records {
			sample, ok := r.(*graph.Sample)
			concerned := ok && slices.Contains(sample.Studies, old.Study)
			if ok && len(old.Samples) > 0 {
				concerned = slices.Contains(old.Samples, sample.Key)
			}
			if concerned {
				shared := *sample
				shared.Studies = append(slices.Clone(sample.Studies), study.Key)
				added = append(added, &shared)
			}
		}
		again := *old
		again.Key, again.Study, again.Samples = "new-finding", study.Key, nil
		added = append(added, &again)
		before, after := grown(t, small, withRecords(t, data, added...))
		eachCount(before, after, func(where string, before, after graph.Counts) {
			if after.Samples != before.Samples || after.Participants != before.Participants ||
				after.SamplesOfUnknownSize != before.SamplesOfUnknownSize || after.MayOverlap != before.MayOverlap {
				t.Fatalf("%s:\n got %+v\nfrom %+v", where, after, before)
			}
			if after.Studies-before.Studies != after.Findings-before.Findings {
				t.Fatalf("%s: the new study is not counted once: %d studies, from %d", where, after.Studies, before.Studies)
			}
		})
		if after.Total.Studies != before.Total.Studies+1 {
			t.Fatalf("the new study is not counted")
		}
	})
}
