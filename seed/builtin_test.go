package seed

import (
	"io/fs"
	"maps"
	"reflect"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

func TestTheBuiltInDatasetHasTheCountsOfItsReadMe(t *testing.T) {
	d := mustLoad(t, Files(), Options{})
	want := map[graph.Kind]int{
		graph.KindReport: 93, graph.KindStudy: 72, graph.KindSample: 78, graph.KindStudyReport: 93,
		graph.KindFactor: 70, graph.KindClassification: 34, graph.KindPhaseModel: 12, graph.KindPhase: 46,
		graph.KindTransition: 29, graph.KindPhaseMapping: 33, graph.KindFinding: 182, graph.KindCaveat: 24,
		graph.KindVocabularyTerm: 129, graph.KindVocabularyMapping: 3,
	}
	if got := d.Counts(); !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for _, tt := range []struct {
		kind  graph.Kind
		field string
		want  map[string]int
	}{
		{graph.KindFinding, "valence", map[string]int{"FACILITATING": 95, "HINDERING": 58, "AMBIVALENT": 10, "UNSIGNED": 19}},
		{graph.KindFinding, "valenceBasis", map[string]int{"STATED": 99, "STATED_IN_REVIEW": 48, "TAKEN_FROM_REVIEW": 5, "NOT_STATED": 19, "RECONSTRUCTED": 11}},
		{graph.KindFinding, "extractionBasis", map[string]int{"FULL_TEXT": 2, "ABSTRACT": 128, "SECONDARY_REVIEW": 50, "RECONSTRUCTED": 2}},
		{graph.KindFinding, "status", map[string]int{"CURRENT": 182}},
		{graph.KindStudy, "definitionScope", map[string]int{"TRAFFICKING": 40, "COMMERCIAL_SEXUAL_EXPLOITATION": 6, "PROSTITUTION_OR_SEX_WORK": 24, "MIXED": 2}},
		{graph.KindSample, "sizeUnit", map[string]int{"PEOPLE": 53, "HOUSEHOLDS": 1, "CASE_FILES": 2, "TESTIMONIES": 1, "OTHER": 1, "UNKNOWN": 20}},
		{graph.KindFactor, "level", map[string]int{"INDIVIDUAL": 22, "RELATIONAL": 20, "STRUCTURAL": 27, "SOCIETAL": 1}},
		{graph.KindReport, "language", map[string]int{"en": 80, "es": 4, "fr": 3, "it": 3, "de": 2, "pt": 1}},
	} {
		field := graph.ModelOf(tt.kind).Field(tt.field)
		got := map[string]int{}
		for _, r := range d.Records {
			if r.RecordKind() == tt.kind {
				got[field.Str(r)]++
			}
		}
		if !maps.Equal(got, tt.want) {
			t.Errorf("%s: got %v, want %v", field, got, tt.want)
		}
	}
}

func TestTheBuiltInReleaseIsTheOneOfItsDataPackage(t *testing.T) {
	d, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	want := graph.Release{
		Name:    "exit-factors-dataset",
		Title:   "Factors in the exit from sex trafficking: an evidence dataset",
		Version: "1.0.0", Date: "2026-11-21", License: "CC-BY-4.0",
	}
	if d.Release != want {
		t.Errorf("got %+v, want %+v", d.Release, want)
	}
}

func TestEachCallOfBuiltinGivesRecordsOfItsOwn(t *testing.T) {
	first, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	second, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for i := range first.Records {
		if first.Records[i] == second.Records[i] {
			t.Fatalf("%s is shared", first.Records[i].RecordKey())
		}
	}
}

func TestAFindingIsReadWithAllItsFields(t *testing.T) {
	want := graph.Finding{
		Key: "finding-1", Study: "first", Samples: []string{"first-sample"}, Report: "first-report",
		Factor: "support", Valence: graph.Facilitating, FactorState: graph.Presence, ValenceBasis: "STATED",
		Phase: "before", PhaseBasis: "STATED", Summary: graph.Text{{Lang: "en", Value: "Support helped."}},
		ExtractionBasis: "ABSTRACT", Confidence: "HIGH", Status: graph.Current,
	}
	for _, r := range mustLoad(t, small(), Options{}).Records {
		if f, ok := r.(*graph.Finding); ok && f.Key == want.Key {
			if !reflect.DeepEqual(*f, want) {
				t.Errorf("got %+v, want %+v", *f, want)
			}
			return
		}
	}
	t.Fatal("the finding is missing")
}

func TestTheBuiltInFolderHoldsItsDataDictionary(t *testing.T) {
	text, err := fs.ReadFile(Files(), "README.md")
	if err != nil || len(text) == 0 {
		t.Errorf("README.md: %d bytes, %v", len(text), err)
	}
}
