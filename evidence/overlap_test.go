package evidence_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// laidOut is an overlap in a form that is easy to compare.
type laidOut struct {
	Reports, Studies    []string
	Incidence           string // + and -, a line for each study
	Inclusions, Reviews int
	Area                float64
	HasArea             bool
}

func overlapOf(t testing.TB, g *graph.Graph, names []string) laidOut {
	t.Helper()
	o, err := evidence.OverlapOf(context.Background(), g, names)
	if err != nil {
		t.Fatal(err)
	}
	out := laidOut{Inclusions: o.Inclusions, Reviews: o.Reviews}
	for _, r := range o.Reports {
		out.Reports = append(out.Reports, r.Key)
	}
	for _, s := range o.Studies {
		out.Studies = append(out.Studies, s.Key)
	}
	for _, row := range o.Incidence {
		for _, includes := range row {
			out.Incidence += map[bool]string{true: "+", false: "-"}[includes]
		}
		out.Incidence += "\n"
	}
	out.Area, out.HasArea = o.CorrectedCoveredArea()
	return out
}

// plainOverlap makes the table from the links between studies and reports, pair by
// pair. Nil names are all reports that include a study.
func plainOverlap(records []graph.Record, names []string) laidOut {
	type inclusion struct{ study, report string }
	included := map[inclusion]bool{}
	reports, studies := map[string]bool{}, map[string]bool{}
	for _, name := range names {
		reports[name] = true
	}
	for _, r := range records {
		if l, ok := r.(*graph.StudyReport); ok && l.Role == graph.Included && (names == nil || reports[l.Report]) {
			included[inclusion{l.Study, l.Report}] = true
			reports[l.Report], studies[l.Study] = true, true
		}
	}
	out := laidOut{Reports: sortedSet(reports), Studies: sortedSet(studies), Inclusions: len(included)}
	reviews := map[string]bool{}
	for _, s := range out.Studies {
		for _, r := range out.Reports {
			if included[inclusion{s, r}] {
				out.Incidence += "+"
				reviews[r] = true
			} else {
				out.Incidence += "-"
			}
		}
		out.Incidence += "\n"
	}
	out.Reviews = len(reviews)
	n, r, c := float64(out.Inclusions), float64(len(out.Studies)), float64(out.Reviews)
	if out.HasArea = c >= 2; out.HasArea {
		out.Area = (n - r) / (r*c - r)
	}
	return out
}

func sortedSet(set map[string]bool) []string {
	var out []string
	for key := range set {
		out = append(out, key)
	}
	slices.Sort(out)
	return out
}

func TestOverlapIsThatOfThePlainTable(t *testing.T) {
	first, areas := storetest.Seed(t, 1), 0
	for seed := first; seed < first+8; seed++ {
		records := storetest.Generate(seed, storetest.Small)
		g := graphOf(t, graph.Release{}, records)
		dice := rand.New(rand.NewPCG(uint64(seed), 3))
		var all []string
		for _, r := range storetest.NewNaive(records).All(graph.KindReport) {
			all = append(all, r.RecordKey())
		}
		for ask := range 12 {
			var names []string
			for range ask { // none given at first: all reviews
				names = append(names, all[dice.IntN(len(all))])
			}
			got, want := overlapOf(t, g, names), plainOverlap(records, names)
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("seed %d, reports %v:\n got %+v\nwant %+v", seed, names, got, want)
			}
			if got.HasArea {
				areas++
				if got.Area < 0 || got.Area > 1 {
					t.Fatalf("seed %d, reports %v: an area of %v", seed, names, got.Area)
				}
			}
		}
	}
	if areas < 20 {
		t.Errorf("only %d questions had an area, which proves too little", areas)
	}
	data := dataset(t)
	if got, want := overlapOf(t, builtin(t), nil), plainOverlap(data.Records, nil); !reflect.DeepEqual(got, want) || got.HasArea || len(got.Studies) != 13 {
		t.Errorf("built-in data:\n got %+v\nwant %+v", got, want)
	}
}

func TestOrderOfRecordsAndNamesChangesNoOverlap(t *testing.T) {
	seed := storetest.Seed(t, 4)
	records := storetest.Generate(seed, storetest.Small)
	names := plainOverlap(records, nil).Reports
	want := overlapOf(t, graphOf(t, graph.Release{}, records), names)
	dice := rand.New(rand.NewPCG(uint64(seed), 4))
	shuffled := slices.Clone(records)
	dice.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	names = append(slices.Clone(names), names...) // and twice
	for i, name := range names {
		if i%2 == 0 { // and by id
			names[i] = graph.ID(storetest.NewNaive(records).Record(graph.KindReport, name))
		}
	}
	dice.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	if got := overlapOf(t, graphOf(t, graph.Release{}, shuffled), names); len(want.Reports) < 2 || !reflect.DeepEqual(got, want) {
		t.Errorf("seed %d:\n got %+v\nwant %+v", seed, got, want)
	}
}

func TestOverlapRefusesWhatItCannotCompare(t *testing.T) {
	g := builtin(t)
	finding := find[*graph.Finding](dataset(t), "finding-001")
	for name, tt := range map[string]struct {
		names []string
		kind  graph.ErrorKind
		says  []string
	}{
		"keys that are none":  {[]string{"nothing", strings.Repeat("x", 500)}, graph.NotFound, []string{`There are no reports "nothing", "` + strings.Repeat("x", 100) + `…". See`}},
		"a near key":          {[]string{"ferrari-2021", "ferari-2021"}, graph.NotFound, []string{`no report "ferari-2021"`, `Did you mean "ferrari-2021"?`}},
		"keys of nothing":     {[]string{"zzzzzzzzzzzz", "Not a key"}, graph.NotFound, []string{`"zzzzzzzzzzzz", "Not a key"`, "See reports"}},
		"a study":             {[]string{"ferrari-2021", "hickle-2017"}, graph.Invalid, []string{`"hickle-2017" is of kind STUDY`, "includedIn"}},
		"the id of a finding": {[]string{graph.ID(finding)}, graph.Invalid, []string{"is of kind FINDING"}},
		"too many":            {slices.Repeat([]string{"ferrari-2021"}, evidence.MaxReviews+1), graph.Limit, []string{"at most 100 reports, not 101"}},
	} {
		_, err := evidence.OverlapOf(context.Background(), g, tt.names)
		if graph.KindOf(err) != tt.kind {
			t.Errorf("%s: got %v", name, err)
			continue
		}
		for _, part := range tt.says {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%s: %q does not say %q", name, err, part)
			}
		}
	}
}

// included gives studies and reviews that include them.
func included(studies int, reviews ...int) []graph.Record {
	var out []graph.Record
	for i := range studies {
		out = append(out, &graph.Study{
			Key: fmt.Sprintf("study-%d", i), Title: "Study", Design: "QUALITATIVE", DesignBasis: "STATED", TraffickingScope: "NATIONAL", TraffickingScopeBasis: "STATED",
			Setting: "INDOOR", SettingBasis: "STATED", DefinitionScope: "TRAFFICKING", Confidence: "HIGH",
		}, &graph.Report{Key: fmt.Sprintf("article-%d", i), Kind: "ARTICLE", Title: "Article", Language: "en", PeerReviewed: "YES"},
			&graph.StudyReport{Study: fmt.Sprintf("study-%d", i), Report: fmt.Sprintf("article-%d", i), Role: graph.Primary, Basis: "STATED"})
	}
	for i, n := range reviews {
		key := fmt.Sprintf("review-%d", i)
		out = append(out, &graph.Report{Key: key, Kind: "REVIEW", Title: "Review", Language: "en", PeerReviewed: "YES"})
		for j := range n {
			out = append(out, &graph.StudyReport{Study: fmt.Sprintf("study-%d", j), Report: key, Role: graph.Included, Basis: "STATED"})
		}
	}
	for _, r := range out {
		graph.CompleteKey(r)
	}
	return out
}

func TestOverlapIsBounded(t *testing.T) {
	ctx := context.Background()
	ones := slices.Repeat([]int{1}, evidence.MaxReviews)
	if o, err := evidence.OverlapOf(ctx, graphOf(t, graph.Release{}, included(1, ones...)), nil); err != nil || o.Reviews != evidence.MaxReviews {
		t.Errorf("as many reviews as may be: %v", err)
	}
	_, err := evidence.OverlapOf(ctx, graphOf(t, graph.Release{}, included(1, append(ones, 1)...)), nil)
	if graph.KindOf(err) != graph.Limit || !strings.Contains(fmt.Sprint(err), "name those") {
		t.Errorf("one review more: got %v", err)
	}
	wide := evidence.MaxCells/evidence.MaxReviews + 1
	_, err = evidence.OverlapOf(ctx, graphOf(t, graph.Release{}, included(wide, append(ones[1:], wide)...)), nil)
	if graph.KindOf(err) != graph.Limit || !strings.Contains(fmt.Sprint(err), "fewer reports") {
		t.Errorf("a table of more than a million cells: got %v", err)
	}
}

func TestBandsBeginAtFiveTenAndFifteenPercent(t *testing.T) {
	for _, tt := range []struct {
		studies, inclusions, reviews int
		want                         evidence.OverlapBand
	}{
		{100, 100, 2, evidence.Slight}, {100, 104, 2, evidence.Slight}, {100, 105, 2, evidence.Moderate}, {100, 109, 2, evidence.Moderate},
		{100, 110, 2, evidence.High}, {100, 114, 2, evidence.High}, {100, 115, 2, evidence.VeryHigh}, {100, 200, 2, evidence.VeryHigh},
		{20, 22, 3, evidence.Moderate}, {20, 21, 3, evidence.Slight}, {7, 7, 1, ""}, {0, 0, 0, ""},
	} {
		o := evidence.Overlap{Studies: make([]*graph.Study, tt.studies), Inclusions: tt.inclusions, Reviews: tt.reviews}
		if got := o.Band(); got != tt.want {
			t.Errorf("%+v: got %q", tt, got)
		}
	}
}
