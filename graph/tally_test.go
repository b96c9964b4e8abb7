package graph_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/graph"
)

// countWorld is drawn by hand: two papers on the study of street work, a review
// that includes it and the study of a shelter, and samples of every sort.
func countWorld() world {
	return world{
		aReport("street-2010"), aReport("street-2012"), aReport("shelter-2014"), aReport("families-2016"), aReport("review-2018"),
		aStudy("street"), aStudy("shelter"), aStudy("families"), aStudy("files"), aStudy("silent"),
		aStudyReport("street", graph.Primary, "street-2010"), aStudyReport("street", graph.Primary, "street-2012"),
		aStudyReport("shelter", graph.Primary, "shelter-2014"), aStudyReport("street", graph.Included, "review-2018"),
		aStudyReport("shelter", graph.Included, "review-2018"),
		aSample("women", "street shelter", 20),                                                  // two studies share it
		aSample("staff", "street", 7, func(s *graph.Sample) { s.OverlapsWith = nil }),           // marked by the other side
		aSample("team", "shelter", 4, func(s *graph.Sample) { s.OverlapsWith = list("staff") }), // marked on this side only
		aSample("houses", "families", 30, func(s *graph.Sample) { s.SizeUnit = "HOUSEHOLDS"; s.OverlapsWith = list("women") }),
		aSample("cases", "files", 0),
		aFactor("trust"), aFactor("work"),
		aFinding("street-helps", "street", "street-2010", "trust"),
		aFinding("street-helps-again", "street", "street-2012", "trust"),
		aFinding("street-in-review", "street", "review-2018", "trust", reads(graph.Hindering, graph.Absence)),
		aFinding("shelter-hinders", "shelter", "shelter-2014", "work", reads(graph.Hindering, graph.Presence)),
		aFinding("shelter-of-staff", "shelter", "shelter-2014", "work", reads(graph.Ambivalent, graph.Absence), func(f *graph.Finding) { f.Samples = list("team") }),
		aFinding("review-itself", "", "review-2018", "work", reads(graph.Facilitating, graph.Absence)),
		aFinding("houses-open", "families", "families-2016", "work", reads(graph.Unsigned, graph.Absence)),
		aFinding("files-show", "files", "review-2018", "trust"),
	}
}

// count adds findings by their keys.
func (w world) count(findings ...string) graph.Counts {
	c := graph.NewCounter(w)
	for _, key := range findings {
		c.AddFinding(w.Record(graph.KindFinding, key).(*graph.Finding))
	}
	return c.Counts(graph.CountAll)
}

func TestTheFiveUnits(t *testing.T) {
	w := countWorld()
	vf := func(f, fs, h, hs, a, as, u, us int32) [4]graph.ValenceCount {
		return [4]graph.ValenceCount{{Findings: f, Studies: fs}, {Findings: h, Studies: hs}, {Findings: a, Studies: as}, {Findings: u, Studies: us}}
	}
	for _, c := range []struct {
		rule, findings string
		want           graph.Counts
	}{
		{"nothing", "", graph.Counts{}},
		{"one finding with the samples of its study", "street-helps", graph.Counts{
			Findings: 1, Studies: 1, Samples: 2, Reports: 1, Participants: 27, ByValence: vf(1, 1, 0, 0, 0, 0, 0, 0)}},
		{"two papers on one study are one study", "street-helps street-helps-again", graph.Counts{
			Findings: 2, Studies: 1, Samples: 2, Reports: 2, Participants: 27, ByValence: vf(2, 1, 0, 0, 0, 0, 0, 0)}},
		{"a review adds a document and no study, and a lack that hinders is turned", "street-helps street-in-review", graph.Counts{
			Findings: 2, Studies: 1, Samples: 2, Reports: 2, Participants: 27, FromAbsence: 1, ByValence: vf(2, 1, 0, 0, 0, 0, 0, 0)}},
		{"two studies on one sample, whose other samples are marked on one side", "street-helps shelter-hinders", graph.Counts{
			Findings: 2, Studies: 2, Samples: 3, Reports: 2, Participants: 31, MayOverlap: true, ByValence: vf(1, 1, 1, 1, 0, 0, 0, 0)}},
		{"the samples that a finding names are its samples", "shelter-of-staff", graph.Counts{
			Findings: 1, Studies: 1, Samples: 1, Reports: 1, Participants: 4, ByValence: vf(0, 0, 0, 0, 1, 1, 0, 0)}},
		{"an overlap with a sample that is not counted does not matter", "shelter-hinders", graph.Counts{
			Findings: 1, Studies: 1, Samples: 2, Reports: 1, Participants: 24, ByValence: vf(0, 0, 1, 1, 0, 0, 0, 0)}},
		{"a finding without a study counts as finding and report only", "review-itself", graph.Counts{
			Findings: 1, Reports: 1, FromAbsence: 1, ByValence: vf(0, 0, 1, 0, 0, 0, 0, 0)}},
		{"households are no participants, and their overlap is not told", "houses-open street-helps", graph.Counts{
			Findings: 2, Studies: 2, Samples: 3, Reports: 2, Participants: 27, ByValence: vf(1, 1, 0, 0, 0, 0, 1, 1)}},
		{"a sample of unknown size is told apart", "files-show", graph.Counts{
			Findings: 1, Studies: 1, Samples: 1, Reports: 1, SamplesOfUnknownSize: 1, ByValence: vf(1, 1, 0, 0, 0, 0, 0, 0)}},
		{"one study on both sides counts on each", "shelter-hinders shelter-of-staff", graph.Counts{
			Findings: 2, Studies: 1, Samples: 2, Reports: 1, Participants: 24, ByValence: vf(0, 0, 1, 1, 1, 1, 0, 0)}},
	} {
		same(t, c.rule, w.count(list(c.findings)...), c.want)
	}
}

func TestALackThatActsReadsAsTheOppositeOfPresence(t *testing.T) {
	for _, c := range []struct {
		reported graph.Valence
		state    graph.FactorState
		want     graph.Valence
	}{
		{graph.Facilitating, graph.Presence, graph.Facilitating}, {graph.Hindering, graph.Presence, graph.Hindering},
		{graph.Ambivalent, graph.Presence, graph.Ambivalent}, {graph.Unsigned, graph.Presence, graph.Unsigned},
		{graph.Facilitating, graph.Absence, graph.Hindering}, {graph.Hindering, graph.Absence, graph.Facilitating},
		{graph.Ambivalent, graph.Absence, graph.Ambivalent}, {graph.Unsigned, graph.Absence, graph.Unsigned},
	} {
		f := &graph.Finding{Valence: c.reported, FactorState: c.state}
		if f.FactorValence() != c.want || f.Turned() != (c.want != c.reported) {
			t.Errorf("%s of %s reads as %s, turned %v", c.reported, c.state, f.FactorValence(), f.Turned())
		}
	}
}

func TestAListedStudyCountsAlsoWithoutFindings(t *testing.T) {
	w := countWorld()
	c := graph.NewCounter(w)
	c.AddNode(w.Record(graph.KindStudy, "street"))
	c.AddNode(w.Record(graph.KindStudy, "silent"))
	same(t, "two studies", c.Counts(graph.CountAll), graph.Counts{Nodes: 2, Studies: 2})
	c.AddFinding(w.Record(graph.KindFinding, "street-helps").(*graph.Finding))
	same(t, "with a finding", c.Counts(graph.CountAll), graph.Counts{
		Nodes: 2, Findings: 1, Studies: 2, Samples: 2, Reports: 1, Participants: 27, ByValence: [4]graph.ValenceCount{{Findings: 1, Studies: 1}}})
}

func TestAListedFactorOrFindingCountsAsANodeOnly(t *testing.T) {
	w := countWorld()
	c := graph.NewCounter(w)
	c.AddNode(w.Record(graph.KindFactor, "trust"))
	c.AddNode(w.Record(graph.KindFinding, "street-helps"))
	same(t, "two nodes", c.Counts(graph.CountAll), graph.Counts{Nodes: 2})
}

// added draws some of the findings and nodes of the world, some of them twice.
func added(w world) *rapid.Generator[[]graph.Record] {
	all := slices.Concat(w.All(graph.KindFinding), w.All(graph.KindStudy), w.All(graph.KindFactor))
	return rapid.SliceOf(rapid.SampledFrom(all))
}

func counted(w world, records []graph.Record) *graph.Counter {
	c := graph.NewCounter(w)
	for _, r := range records {
		if f, ok := r.(*graph.Finding); ok {
			c.AddFinding(f)
		} else {
			c.AddNode(r)
		}
	}
	return c
}

func TestTheOrderOfAddingDoesNotMatter(t *testing.T) {
	w := countWorld()
	rapid.Check(t, func(t *rapid.T) {
		records := added(w).Draw(t, "records")
		want := counted(w, records).Counts(graph.CountAll)
		shuffled := rapid.Permutation(records).Draw(t, "shuffled")
		if got := counted(w, shuffled).Counts(graph.CountAll); got != want {
			t.Fatalf("one order gives %+v, another %+v", want, got)
		}
	})
}

func TestAddingTwiceChangesNothing(t *testing.T) {
	w := countWorld()
	rapid.Check(t, func(t *rapid.T) {
		records := added(w).Draw(t, "records")
		want := counted(w, records).Counts(graph.CountAll)
		if got := counted(w, slices.Concat(records, records)).Counts(graph.CountAll); got != want {
			t.Fatalf("once gives %+v, twice %+v", want, got)
		}
	})
}

func TestMoreFindingsNeverCountLess(t *testing.T) {
	w := countWorld()
	rapid.Check(t, func(t *rapid.T) {
		records := added(w).Draw(t, "records")
		more := append(slices.Clone(records), added(w).Draw(t, "more")...)
		a, b := counted(w, records).Counts(graph.CountAll), counted(w, more).Counts(graph.CountAll)
		if b.Findings < a.Findings || b.Studies < a.Studies || b.Samples < a.Samples || b.Reports < a.Reports ||
			b.Participants < a.Participants || b.Nodes < a.Nodes || a.MayOverlap && !b.MayOverlap {
			t.Fatalf("%+v became %+v", a, b)
		}
	})
}

func TestOnlyTheUnitsWantedAreCounted(t *testing.T) {
	full := graph.Counts{
		Nodes: 1, Findings: 2, Studies: 3, Samples: 4, Reports: 5, FromAbsence: 6, SamplesOfUnknownSize: 7, MayOverlap: true, Participants: 8,
		ByValence: [4]graph.ValenceCount{{Findings: 9, Studies: 10}, {Findings: 11, Studies: 12}, {Findings: 13, Studies: 14}, {Findings: 15, Studies: 16}},
	}
	for units := range graph.CountAll + 1 {
		want := graph.Counts{Nodes: 1, Findings: 2}
		if units&graph.CountStudies != 0 {
			want.Studies = 3
		}
		if units&graph.CountSamples != 0 {
			want.Samples, want.SamplesOfUnknownSize, want.MayOverlap, want.Participants = 4, 7, true, 8
		}
		if units&graph.CountReports != 0 {
			want.Reports = 5
		}
		for i := range want.ByValence {
			if units&graph.CountValences != 0 {
				want.ByValence[i].Findings, want.FromAbsence = full.ByValence[i].Findings, 6
			}
			if units&graph.CountValenceStudies != 0 {
				want.ByValence[i].Studies = full.ByValence[i].Studies
			}
		}
		if got := full.Only(units); got != want {
			t.Errorf("of %05b it keeps %+v, not %+v", units, got, want)
		}
	}
}

func TestACounterGivesTheUnitsAskedFor(t *testing.T) {
	w := countWorld()
	c := counted(w, w.All(graph.KindFinding))
	for units := range graph.CountAll + 1 {
		if got, want := c.Counts(units), c.Counts(graph.CountAll).Only(units); got != want {
			t.Errorf("of %05b it gives %+v, not %+v", units, got, want)
		}
	}
}
