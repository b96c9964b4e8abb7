package evidence_test

import (
	"context"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
)

// The tests of this file add records that repeat evidence which is there already, as
// those of growth_test.go do, and look at the numbers of overlap and readiness.

func compared(t rapid.TB, g *graph.Graph) *evidence.Overlap {
	o, err := evidence.OverlapOf(context.Background(), g, nil)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func studyKeys(o *evidence.Overlap) []string {
	var out []string
	for _, s := range o.Studies {
		out = append(out, s.Key)
	}
	return out
}

// anotherReport is one that the data does not have.
func anotherReport() *graph.Report {
	return &graph.Report{Key: "new-report", Kind: "REVIEW", Title: "New", Year: 2020, Language: "en", PeerReviewed: "YES"}
}

func TestAnotherReportOfAnIncludedStudyChangesNoOverlap(t *testing.T) {
	data := dataset(t)
	before := compared(t, withRecords(t, data))
	rapid.Check(t, func(t *rapid.T) {
		study := rapid.SampledFrom(before.Studies).Draw(t, "study")
		role := rapid.SampledFrom([]graph.StudyReportRole{graph.Primary, graph.Related}).Draw(t, "role")
		report := anotherReport()
		after := compared(t, withRecords(t, data, report, &graph.StudyReport{Study: study.Key, Report: report.Key, Role: role, Basis: "STATED"}))
		if !slices.Equal(studyKeys(after), studyKeys(before)) || !reflect.DeepEqual(after.Incidence, before.Incidence) ||
			after.Inclusions != before.Inclusions || after.Reviews != before.Reviews {
			t.Fatalf("%s %s:\n got %+v\nfrom %+v", role, study.Key, after, before)
		}
	})
}

func TestIncludingStudiesAgainRaisesTheOverlapAndNoStudy(t *testing.T) {
	data := dataset(t)
	before := compared(t, withRecords(t, data))
	rapid.Check(t, func(t *rapid.T) {
		again := rapid.SliceOfNDistinct(rapid.SampledFrom(studyKeys(before)), 1, -1, rapid.ID).Draw(t, "studies")
		report := anotherReport()
		added := []graph.Record{report}
		for _, study := range again {
			added = append(added, &graph.StudyReport{Study: study, Report: report.Key, Role: graph.Included, Basis: "STATED"})
		}
		after := compared(t, withRecords(t, data, added...))
		if !slices.Equal(studyKeys(after), studyKeys(before)) || after.Inclusions != before.Inclusions+len(again) || after.Reviews != before.Reviews+1 {
			t.Fatalf("%v:\n got %+v\nfrom %+v", again, after, before)
		}
		// The only review before includes all of them, so this is the share of its
		// studies that the second one repeats.
		area, ok := after.CorrectedCoveredArea()
		if want := float64(len(again)) / float64(len(before.Studies)); !ok || area != want {
			t.Fatalf("%v: the area is %v, want %v", again, area, want)
		}
	})
}

// judged judges the route; groups are the studies that are independent of each other.
func judged(t rapid.TB, g *graph.Graph) (r *evidence.Readiness, groups int) {
	r, err := evidence.NewReadiness(context.Background(), g, evidence.ReadinessQuery{Moderator: graph.DimTraffickingScope, MinPerLevel: 10, Confounding: true, Dependence: true})
	if err != nil {
		t.Fatal(err)
	}
	return r, r.Studies - r.Dependence.Studies + len(r.Dependence.Groups)
}

func TestAnotherReportOfAStudyChangesNoReadiness(t *testing.T) {
	data := dataset(t)
	before, _ := judged(t, withRecords(t, data))
	rapid.Check(t, func(t *rapid.T) {
		old := anyFinding(t, data)
		report := anotherReport()
		role := rapid.SampledFrom([]graph.StudyReportRole{graph.Primary, graph.Included, graph.Related}).Draw(t, "role")
		again := *old
		again.Key, again.Report = "new-finding", report.Key
		after, _ := judged(t, withRecords(t, data, report, &again, &graph.StudyReport{Study: old.Study, Report: report.Key, Role: role, Basis: "STATED"}))
		if !reflect.DeepEqual(after, before) {
			t.Fatalf("%s %s:\n got %+v\nfrom %+v", role, old.Study, after, before)
		}
	})
}

func TestAnotherStudyOfKnownPeopleIsNeverIndependent(t *testing.T) {
	data := dataset(t)
	before, groupsBefore := judged(t, withRecords(t, data))
	sampled := map[string]bool{} // studies of whose people something is known
	for _, r := range data.Records {
		if s, ok := r.(*graph.Sample); ok {
			for _, study := range s.Studies {
				sampled[study] = true
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		old := rapid.Custom(func(t *rapid.T) *graph.Finding { return anyFinding(t, data) }).Filter(func(f *graph.Finding) bool { return sampled[f.Study] }).Draw(t, "old")
		study := *find[*graph.Study](data, old.Study)
		study.Key = "new-study"
		again := *old
		again.Key, again.Study, again.Samples = "new-finding", study.Key, nil
		added := []graph.Record{&study, &again}
		for _, r := range data.Records {
			if s, ok := r.(*graph.Sample); ok && slices.Contains(s.Studies, old.Study) {
				shared := *s
				shared.Studies = append(slices.Clone(s.Studies), study.Key)
				added = append(added, &shared)
			}
		}
		after, groupsAfter := judged(t, withRecords(t, data, added...))
		if after.Studies != before.Studies+1 || groupsAfter != groupsBefore {
			t.Fatalf("%s: %d studies in %d groups, from %d in %d", old.Study, after.Studies, groupsAfter, before.Studies, groupsBefore)
		}
	})
}
