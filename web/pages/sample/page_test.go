package sample_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/seed"
	"github.com/exitgraph/exitgraph/web/pagestest"
)

func builtin(t *testing.T) (samples []*graph.Sample, findings []*graph.Finding) {
	t.Helper()
	d, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range d.Records {
		switch r := r.(type) {
		case *graph.Sample:
			samples = append(samples, r)
		case *graph.Finding:
			findings = append(findings, r)
		}
	}
	return samples, findings
}

// restOn says whether a finding rests on a sample: it names it, or names none and comes
// from a study of it.
func restOn(f *graph.Finding, sample *graph.Sample) bool {
	return slices.Contains(f.Samples, sample.Key) || len(f.Samples) == 0 && slices.Contains(sample.Studies, f.Study)
}

func TestEverySampleShowsItsStudiesOverlapsAndFindings(t *testing.T) {
	s := pagestest.Builtin(t)
	samples, findings := builtin(t)
	for _, sample := range samples {
		p := s.Open(t, "/it/samples/"+sample.Key)
		links := p.Links("main a")
		for _, study := range sample.Studies {
			if !slices.Contains(links, "/it/studies/"+study) {
				t.Errorf("%s does not lead to the study %s", sample.Key, study)
			}
		}
		for _, other := range samples {
			overlaps := slices.Contains(sample.OverlapsWith, other.Key) || slices.Contains(other.OverlapsWith, sample.Key)
			if overlaps != slices.Contains(links, "/it/samples/"+other.Key) {
				t.Errorf("%s and %s: overlap is %v in the data and not on the page, or the other way round", sample.Key, other.Key, overlaps)
			}
		}
		n := 0
		for _, f := range findings {
			if restOn(f, sample) {
				n++
			}
		}
		if _, rows := s.Rows(t, "/it/samples/"+sample.Key); len(rows) != min(n, 25) {
			t.Errorf("%s as CSV has %d findings of %d", sample.Key, len(rows)-1, n)
		}
		if text := p.Text("#who ~ dl"); sample.Size > 0 && !strings.Contains(text, strconv.Itoa(sample.Size)) {
			t.Errorf("%s does not tell its size: %s", sample.Key, text)
		}
		if h1 := p.Find("h1"); h1.AttrOr("lang", h1.Find("[lang]").AttrOr("lang", "")) != "en" {
			t.Errorf("%s: the English population has no language of its own", sample.Key)
		}
	}
}

func TestTheSizeSaysHowTheSampleIsCounted(t *testing.T) {
	s := pagestest.Builtin(t)
	for key, want := range map[string][]string{
		"wilson-nochajski-india-sample": {"163 people", "added to sums of people once"},
		"hickle-2017-sample":            {"size not known", "sums of people leave it out and say so"},
	} {
		text := s.Open(t, "/en/samples/"+key).Text("main")
		for _, words := range want {
			if !strings.Contains(text, words) {
				t.Errorf("%s does not say %q", key, words)
			}
		}
	}
}

func TestASampleIsWholeInBothLanguages(t *testing.T) {
	s, hostile := pagestest.Builtin(t), pagestest.Hostile(t)
	for _, path := range []string{"samples/wilson-nochajski-india-sample", "samples/butterfly-male-cohort-sample"} {
		for _, address := range pagestest.In(path) {
			s.Follow(t, s.Open(t, address), "main a")
			s.SameAnswer(t, address)
			p := hostile.Open(t, address)
			p.Inert(t)
			if !strings.Contains(p.Body, "&lt;script&gt;") {
				t.Errorf("%s does not show the hostile text", address)
			}
		}
	}
	if p := s.Get(t, "/en/samples/hickle-2017-smaple"); p.Status != 404 || !slices.Contains(p.Links("main a"), "/en/samples/hickle-2017-sample") {
		t.Errorf("a mistyped key is answered %d", p.Status)
	}
}

func TestAFindingReadFromTheSideOfTheFactorSaysSo(t *testing.T) {
	p := pagestest.Builtin(t).Open(t, "/en/samples/butterfly-male-cohort-sample")
	for _, item := range p.Find(".findings-noted > li").EachIter() {
		if text := item.Text(); strings.Contains(text, "were lacking") {
			if !strings.Contains(text, "speaks of the lack of this factor") {
				t.Errorf("a turned valence stands without a word: %s", text)
			}
			return
		}
	}
	t.Error("the finding on a lack is not on the page")
}
