package worlds_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/internal/acceptance/worlds"
)

// asking makes a file of what stands in world, with a question that needs no record.
func asking(world string) string {
	return "title: T\nabout: A\nworld:\n" + world + "\nasks:\n  - {ask: \"{ __typename }\", answer: {__typename: Query}}\n"
}

// made reads a file that must be sound, and gives its records by kind and key.
func made(t *testing.T, world string) map[string]graph.Record {
	t.Helper()
	w, err := worlds.Read("w.yaml", []byte(asking(world)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := stored(w, w.Records); err != nil {
		t.Fatal(err)
	}
	out := map[string]graph.Record{}
	for _, r := range w.Records {
		out[r.RecordKind().String()+" "+r.RecordKey()] = r
	}
	return out
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s differs (-want +got):\n%s", what, d)
	}
}

func english(text string) graph.Text { return graph.Text{{Lang: "en", Value: text}} }

func TestWhatAFileLeavesOutIsFilledIn(t *testing.T) {
	got := made(t, `
  samples: [{key: women, studies: [a], size: 3}, {key: men, studies: [a], gender: MEN, lifeStage: NOT_APPLICABLE}]
  findings: [{key: f1, factor: family, study: a, valence: UNSIGNED, phase: out}, {key: f2, factor: family, valence: HINDERING}]
  transitions: [{from: again, to: out, kind: RETURN}]`)
	same(t, "the world", got, map[string]graph.Record{
		"Study a": &graph.Study{Key: "a", Title: "a", Design: "QUALITATIVE", DesignBasis: "STATED", TraffickingScope: "NOT_EXTRACTED", TraffickingScopeBasis: "NOT_EXTRACTED",
			Setting: "NOT_EXTRACTED", SettingBasis: "NOT_EXTRACTED", DefinitionScope: "TRAFFICKING", Confidence: "HIGH"},
		"Report a-report":                &graph.Report{Key: "a-report", Kind: "ARTICLE", Year: 2020, Title: "a-report", Language: "en", PeerReviewed: "NOT_EXTRACTED"},
		"Report review":                  &graph.Report{Key: "review", Kind: "ARTICLE", Year: 2020, Title: "review", Language: "en", PeerReviewed: "NOT_EXTRACTED"},
		"StudyReport a/a-report/PRIMARY": &graph.StudyReport{Key: "a/a-report/PRIMARY", Study: "a", Report: "a-report", Role: graph.Primary, Basis: "STATED"},
		"Sample women": &graph.Sample{Key: "women", Studies: []string{"a"}, Size: 3, SizeUnit: graph.UnitPeople, Population: "women", Gender: "WOMEN",
			LifeStage: "NOT_EXTRACTED", LifeStageBasis: "NOT_EXTRACTED", EntryStage: "NOT_EXTRACTED", Informant: "NOT_EXTRACTED"},
		"Sample men": &graph.Sample{Key: "men", Studies: []string{"a"}, SizeUnit: graph.UnitUnknown, Population: "men", Gender: "MEN",
			LifeStage: "NOT_APPLICABLE", LifeStageBasis: "NOT_APPLICABLE", EntryStage: "NOT_EXTRACTED", Informant: "NOT_EXTRACTED"},
		"Factor family": &graph.Factor{Key: "family", Label: english("family"), Level: "INDIVIDUAL", NamingBasis: "STATED", Confidence: "HIGH"},
		"PhaseModel stages": &graph.PhaseModel{Key: "stages", Name: "stages", Authors: []string{"stages"}, Year: 2020, Scope: "stages", Structure: "ORDERED_STAGES",
			Description: english("stages"), Reference: "stages", Confidence: "HIGH", IsDefault: true},
		"Phase out":   &graph.Phase{Key: "out", Model: "stages", Position: 1, Label: english("out"), DefinitionBasis: "STATED", Confidence: "HIGH"},
		"Phase again": &graph.Phase{Key: "again", Model: "stages", Position: 2, Label: english("again"), DefinitionBasis: "STATED", Confidence: "HIGH"},
		"Finding f1": &graph.Finding{Key: "f1", Study: "a", Report: "a-report", Factor: "family", Valence: graph.Unsigned, FactorState: graph.Presence, ValenceBasis: "NOT_STATED",
			Phase: "out", PhaseBasis: "STATED", Summary: english("f1"), ExtractionBasis: "ABSTRACT", Confidence: "HIGH", Status: graph.Current},
		"Finding f2": &graph.Finding{Key: "f2", Report: "review", Factor: "family", Valence: graph.Hindering, FactorState: graph.Presence, ValenceBasis: "STATED",
			PhaseBasis: "NOT_REPORTED", Summary: english("f2"), ExtractionBasis: "ABSTRACT", Confidence: "HIGH", Status: graph.Current},
		"PhaseTransition again/out": &graph.Transition{Key: "again/out", From: "again", To: "out", Kind: "RETURN", Basis: "STATED"},
	})
}

func TestWhatAFileSaysIsKept(t *testing.T) {
	got := made(t, `
  reports: [{key: paper, year: null, language: it, authors: [Rossi A]}, {key: overview, kind: REVIEW}]
  studyReports: [{study: a, report: paper}, {study: a, report: overview, role: INCLUDED}]
  factors: [{key: family, label: {it: Famiglia, en: Family}, level: RELATIONAL}]
  phaseModels: [{key: other, structure: TYPOLOGY}, {key: mine, isDefault: true}]
  phases: [{key: b}, {key: part, parent: c}, {key: c, model: other}, {key: d, position: 5}]
  phaseMappings: [{from: b, to: c, relation: CLOSE}, {key: m, from: d, to: c, relation: BROAD, statedBy: overview}]
  findings: [{key: f, factor: family, study: a, valence: HINDERING, phase: e, status: WITHDRAWN}]`)
	paper := got["Report paper"].(*graph.Report)
	same(t, "the report", []any{paper.Year, paper.Language, paper.Authors}, []any{0, "it", []string{"Rossi A"}})
	same(t, "the label", got["Factor family"].(*graph.Factor).Label, graph.Text{{Lang: "it", Value: "Famiglia"}, {Lang: "en", Value: "Family"}})
	same(t, "where the finding was read", got["Finding f"].(*graph.Finding).Report, "paper")
	if got["Report a-report"] != nil || got["PhaseModel stages"] != nil {
		t.Error("a report or a model was made although there is one")
	}
	places := map[string]string{}
	for _, key := range []string{"b", "c", "d", "e", "part"} {
		p := got["Phase "+key].(*graph.Phase)
		places[key] = fmt.Sprint(p.Model, " ", p.Position)
	}
	same(t, "the places of the phases", places, map[string]string{"b": "mine 6", "c": "other 0", "d": "mine 5", "e": "mine 7", "part": "other 0"})
	for key, want := range map[string]string{"b-to-c": "INFERRED", "m": "STATED"} {
		same(t, "the basis of "+key, string(got["PhaseMapping "+key].(*graph.PhaseMapping).Basis), want)
	}
}

func TestQuestionsAreReadWithTheirAnswers(t *testing.T) {
	w, err := worlds.Read("w.yaml", []byte(`
title: T
about: A
world: {}
asks:
  - ask: one
    variables: {n: 2, list: [0.50, "2", null, true, 2021-x]}
    answer: {a: 1e2}
  - ask: two
    answer: null
    errors: [NOT_FOUND, BAD_USER_INPUT]
  - {ask: three, errors: [NOT_FOUND]}
`))
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the questions", w.Asks, []worlds.Ask{
		{Line: 6, Query: "one", Variables: map[string]any{"n": json.Number("2"), "list": []any{json.Number("0.5"), "2", nil, true, "2021-x"}},
			Answer: map[string]any{"a": json.Number("100")}, Answered: true},
		{Line: 9, Query: "two", Answered: true, Errors: []string{"NOT_FOUND", "BAD_USER_INPUT"}},
		{Line: 12, Query: "three", Errors: []string{"NOT_FOUND"}},
	})
}

func TestEveryKindHasATableInTheReadme(t *testing.T) {
	text, err := os.ReadFile(folder + "/README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, told, _ := strings.Cut(string(text), "`world` holds lists of records: ")
	told, _, _ = strings.Cut(told, ".")
	names := strings.Split(strings.ReplaceAll(strings.NewReplacer("`", "", "\n", " ").Replace(told), " ", ""), ",")
	if len(names) != len(graph.Kinds()) {
		t.Errorf("the README names %d lists, and there are %d kinds", len(names), len(graph.Kinds()))
	}
	for _, name := range names {
		if _, err := worlds.Read("w.yaml", []byte(asking("  "+name+": []"))); err != nil {
			t.Error(err)
		}
	}
	_, err = worlds.Read("w.yaml", []byte(asking("  study: []")))
	if err == nil || !strings.HasSuffix(err.Error(), "There are "+strings.Join(names, ", ")+".") {
		t.Errorf("other lists are known than the README names: %v", err)
	}
}

func TestTheFileOfTheReadmeIsSound(t *testing.T) {
	text, err := os.ReadFile(folder + "/README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, file, _ := strings.Cut(string(text), "```yaml\n")
	file, _, _ = strings.Cut(file, "```")
	w, err := worlds.Read("README.md", []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range prepared(t).differences(t, w) {
		t.Error(d)
	}
}

func TestALineIsKnownForEachRecord(t *testing.T) {
	w, err := worlds.Read("w.yaml", []byte(asking("  factors:\n    - {key: a}\n    - {key: b}\n  findings:\n    - key: f\n      valence: HINDERING\n      factor: c")))
	if err != nil {
		t.Fatal(err)
	}
	for key, line := range map[string]int{"a": 5, "b": 6, "c": 10, "nobody": 1} {
		if got := w.Line(graph.KindFactor, key); got != line {
			t.Errorf("%s stands on line %d, not %d", key, got, line)
		}
	}
}

func FuzzRead(f *testing.F) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		f.Fatal(err)
	}
	for _, e := range entries {
		text, err := os.ReadFile(folder + "/" + e.Name())
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add(asking("  phases: [{key: a, parent: a}, {key: b, parent: c}]\n  caveats: [{key: x, affects: [x, y]}]"))
	f.Add(asking("  phaseMappings: [{from: a, to: a, relation: CLOSE}, {from: a, to: a, relation: CLOSE}]"))
	f.Fuzz(func(t *testing.T, text string) {
		w, err := worlds.Read("fuzz.yaml", []byte(text))
		if err != nil {
			soundFaults(t, err, strings.Count(text, "\n")+2)
			return
		}
		if len(w.Asks) == 0 || len(w.Records) == 0 {
			t.Fatalf("a world was read that asks nothing or holds nothing: %+v", w)
		}
		if _, err := stored(w, w.Records); err != nil && !strings.HasPrefix(err.Error(), "fuzz.yaml:") {
			t.Fatalf("a fault of the world is told without its place: %v", err)
		}
	})
}

// soundFaults wants a place within the file and a remedy for every fault.
func soundFaults(t *testing.T, err error, lines int) {
	t.Helper()
	var faults worlds.FaultsError
	if !errors.As(err, &faults) || len(faults) == 0 {
		t.Fatalf("the error is no list of faults: %v", err)
	}
	for _, fault := range faults {
		if fault.File != "fuzz.yaml" || fault.Line < 1 || fault.Line > lines || fault.Message == "" || fault.Remedy == "" {
			t.Fatalf("a fault without place or remedy: %#v", fault)
		}
	}
}
