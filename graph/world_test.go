package graph_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/exitgraph/exitgraph/graph"
)

// world is a handful of records with the plainest reading of edges: every path is
// walked step by step over all records.
type world []graph.Record

func (w world) Record(k graph.Kind, key string) graph.Record {
	for _, r := range w {
		if r.RecordKey() == key && (r.RecordKind() == k || k == 0 && r.RecordKind().IsNode()) {
			return r
		}
	}
	return nil
}

func (w world) All(k graph.Kind) []graph.Record {
	var out []graph.Record
	for _, r := range w {
		if r.RecordKind() == k {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b graph.Record) int { return cmp.Compare(a.RecordKey(), b.RecordKey()) })
	return out
}

func (w world) Targets(e *graph.Edge, r graph.Record) []graph.Record {
	var out []graph.Record
	for _, path := range e.Paths {
		at := []graph.Record{r}
		for _, step := range path {
			at = w.hop(step, at)
		}
		for _, reached := range at {
			if !slices.Contains(out, reached) {
				out = append(out, reached)
			}
		}
		if e.FirstPath && len(out) > 0 {
			break
		}
	}
	return out
}

func (w world) hop(step graph.Step, at []graph.Record) []graph.Record {
	var out []graph.Record
	for _, r := range at {
		for _, reached := range w {
			held, holder := reached, r
			if step.Inverse {
				held, holder = r, reached
			}
			if holder.RecordKind() != step.Ref.Kind || !fits(step.Ref.Target, held) ||
				!slices.Contains(references(step.Ref, holder), held.RecordKey()) {
				continue
			}
			if step.Where == nil || step.Where.Str(reached) == step.Is {
				out = append(out, reached)
			}
		}
	}
	return out
}

func fits(k graph.Kind, r graph.Record) bool {
	return r.RecordKind() == k || k == 0 && r.RecordKind().IsNode()
}

func references(f *graph.Field, r graph.Record) []string {
	if f.Type == graph.TypeRefs {
		return f.List(r)
	}
	return []string{f.Str(r)}
}

// keysOf gives the sorted keys of the records of a kind that meet a filter.
func (w world) keysOf(k graph.Kind, f graph.Filter) []string {
	var out []string
	for _, r := range w.All(k) {
		if graph.Match(w, f, r) {
			out = append(out, r.RecordKey())
		}
	}
	return out
}

func (w world) frame(t testing.TB) *graph.Frame {
	t.Helper()
	f, err := graph.NewFrame(w)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func fieldOf(k graph.Kind, name string) *graph.Field {
	f := graph.ModelOf(k).Field(name)
	if f == nil {
		panic("no field " + name + " in " + k.String())
	}
	return f
}

func edgeOf(k graph.Kind, name string) *graph.Edge {
	e := graph.ModelOf(k).Edge(name)
	if e == nil {
		panic("no edge " + name + " in " + k.String())
	}
	return e
}

// list splits a line of words; an empty line is no list.
func list(words string) []string {
	if words == "" {
		return nil
	}
	return strings.Fields(words)
}

func english(words string) graph.Text { return graph.Text{{Lang: "en", Value: words}} }

// same fails the test with the difference where got is not what was wanted.
func same(t testing.TB, what string, got, want any, opts ...gocmp.Option) {
	t.Helper()
	if diff := gocmp.Diff(want, got, opts...); diff != "" {
		t.Errorf("%s differs (- wanted, + got):\n%s", what, diff)
	}
}

// The functions below make sound records, which change then adjusts.

func adjusted[R any](r *R, change []func(*R)) *R {
	for _, c := range change {
		c(r)
	}
	return r
}

func aStudy(key string, change ...func(*graph.Study)) *graph.Study {
	return adjusted(&graph.Study{
		Key: key, Title: "Study " + key, Design: "QUALITATIVE", DesignBasis: "STATED",
		TraffickingScope: "NATIONAL", TraffickingScopeBasis: "STATED", Setting: "INDOOR", SettingBasis: "INFERRED",
		DefinitionScope: "TRAFFICKING", Confidence: "HIGH",
	}, change)
}

func aReport(key string, change ...func(*graph.Report)) *graph.Report {
	return adjusted(&graph.Report{
		Key: key, Kind: "ARTICLE", Title: "Report " + key, Language: "en", PeerReviewed: "YES", Year: 2015,
	}, change)
}

func aSample(key, studies string, size int, change ...func(*graph.Sample)) *graph.Sample {
	s := &graph.Sample{
		Key: key, Studies: list(studies), Size: size, SizeUnit: graph.UnitPeople, Population: "People who left",
		Gender: "WOMEN", LifeStage: "ADULT", LifeStageBasis: "STATED", EntryStage: "MIXED", Informant: "LIVED_EXPERIENCE",
	}
	if size == 0 {
		s.SizeUnit = graph.UnitUnknown
	}
	return adjusted(s, change)
}

func aFactor(key string, change ...func(*graph.Factor)) *graph.Factor {
	return adjusted(&graph.Factor{
		Key: key, Label: english("Factor " + key), Level: "RELATIONAL", NamingBasis: "STATED", Confidence: "HIGH",
	}, change)
}

func aModel(key string, change ...func(*graph.PhaseModel)) *graph.PhaseModel {
	return adjusted(&graph.PhaseModel{
		Key: key, Name: "Model " + key, Authors: []string{"Author A"}, Year: 2010, Scope: "Leaving",
		Structure: "ORDERED_STAGES", Description: english("A model."), Reference: "Author 2010", Confidence: "HIGH",
	}, change)
}

func aPhase(key, model string, position int, parent string) *graph.Phase {
	return &graph.Phase{
		Key: key, Model: model, Position: position, Parent: parent, Label: english("Phase " + key),
		DefinitionBasis: "STATED", Confidence: "HIGH",
	}
}

func aMapping(key, from string, relation graph.MappingRelation, to string) *graph.PhaseMapping {
	return &graph.PhaseMapping{Key: key, From: from, To: to, Relation: relation, Basis: "INFERRED", Rationale: "Alike.", Confidence: "LOW"}
}

func aFinding(key, study, report, factor string, change ...func(*graph.Finding)) *graph.Finding {
	return adjusted(&graph.Finding{
		Key: key, Study: study, Report: report, Factor: factor, Valence: graph.Facilitating, FactorState: graph.Presence,
		ValenceBasis: "STATED", PhaseBasis: graph.PhaseNotReported, Summary: english("It helped."),
		ExtractionBasis: "ABSTRACT", Confidence: "MEDIUM", Status: graph.Current,
	}, change)
}

func aTerm(key string) *graph.VocabularyTerm {
	return &graph.VocabularyTerm{Key: key, Vocabulary: "PRISMA", Group: "Title", Term: "Item", Description: "An item.", Confidence: "HIGH"}
}

// linked completes the key of a link.
func linked(r graph.Record) graph.Record {
	graph.CompleteKey(r)
	return r
}

func aStudyReport(study string, role graph.StudyReportRole, report string) graph.Record {
	return linked(&graph.StudyReport{Study: study, Report: report, Role: role, Basis: "STATED"})
}

// inPhase places a finding.
func inPhase(phase string) func(*graph.Finding) {
	return func(f *graph.Finding) { f.Phase, f.PhaseBasis = phase, "STATED" }
}

// reads gives a finding's valence and state.
func reads(v graph.Valence, s graph.FactorState) func(*graph.Finding) {
	return func(f *graph.Finding) { f.Valence, f.FactorState = v, s }
}

func hasStatus(s graph.FindingStatus) func(*graph.Finding) {
	return func(f *graph.Finding) { f.Status = s }
}

// unordered compares lists of words as sets, emptyIsNil no list with an empty one.
var (
	unordered  = cmpopts.SortSlices(strings.Compare)
	emptyIsNil = cmpopts.EquateEmpty()
)
