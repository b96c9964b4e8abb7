package docs_test

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// evidenceIn holds records for the plain loops of this file, which know no store.
type evidenceIn struct {
	findings []*graph.Finding // that stand
	factors  map[string]*graph.Factor
	phases   map[string]*graph.Phase
	studies  map[string]*graph.Study
	samples  map[string]*graph.Sample
	reports  map[string]*graph.Report
	caveats  []*graph.Caveat
	carried  []*graph.StudyReport
	steps    []*graph.Transition
	mappings []*graph.PhaseMapping
	models   []*graph.PhaseModel
}

func newEvidence(records []graph.Record) *evidenceIn {
	e := &evidenceIn{
		factors: map[string]*graph.Factor{}, phases: map[string]*graph.Phase{}, studies: map[string]*graph.Study{},
		samples: map[string]*graph.Sample{}, reports: map[string]*graph.Report{},
	}
	for _, r := range records {
		switch r := r.(type) {
		case *graph.Finding:
			e.findings = append(e.findings, r)
		case *graph.Factor:
			e.factors[r.Key] = r
		case *graph.Phase:
			e.phases[r.Key] = r
		case *graph.Study:
			e.studies[r.Key] = r
		case *graph.Sample:
			e.samples[r.Key] = r
		case *graph.Report:
			e.reports[r.Key] = r
		case *graph.Caveat:
			e.caveats = append(e.caveats, r)
		case *graph.StudyReport:
			e.carried = append(e.carried, r)
		case *graph.Transition:
			e.steps = append(e.steps, r)
		case *graph.PhaseMapping:
			e.mappings = append(e.mappings, r)
		case *graph.PhaseModel:
			e.models = append(e.models, r)
		}
	}
	// A record that was not written yet leaves its status to the store.
	e.findings = slices.DeleteFunc(e.findings, func(f *graph.Finding) bool { return f.Status != graph.Current && f.Status != "" })
	return e
}

// theModel is the key of the default model.
func (e *evidenceIn) theModel() string {
	for _, m := range e.models {
		if m.IsDefault {
			return m.Key
		}
	}
	return ""
}

// set holds distinct words; the empty word, which is an absent one, is never in it.
type set map[string]bool

func (s set) add(word string) {
	if word != "" {
		s[word] = true
	}
}

func (s set) sorted() []string {
	out := make([]string, 0, len(s))
	for word := range s {
		out = append(out, word)
	}
	slices.Sort(out)
	return out
}

func (s set) listed() string { return strings.Join(s.sorted(), "; ") }

// row is a row of an answer, with what it is sorted by.
type row struct {
	cells []string
	by    []any // ints and strings
}

// inOrder sorts rows by what they are sorted by, and gives their cells.
func inOrder(rows []row) [][]string {
	slices.SortFunc(rows, func(a, b row) int {
		for i := range a.by {
			order := 0
			switch x := a.by[i].(type) {
			case int:
				order = cmp.Compare(x, b.by[i].(int))
			case string:
				order = cmp.Compare(x, b.by[i].(string))
			}
			if order != 0 {
				return order
			}
		}
		return 0
	})
	out := make([][]string, len(rows))
	for i, r := range rows {
		out[i] = r.cells
	}
	return out
}

// number writes a number, 0 being an absent one.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func count(n int) string { return strconv.Itoa(n) }

func firstText(t graph.Text) string {
	if len(t) == 0 {
		return ""
	}
	return t[0].Value
}

// tallied counts findings and their distinct studies.
type tallied struct {
	findings int
	studies  set
}

func (t *tallied) add(f *graph.Finding) {
	if t.studies == nil {
		t.studies = set{}
	}
	t.findings++
	t.studies.add(f.Study)
}

// cypherAnswers works out the answer to each example from the records alone: the
// headings, then the rows.
var cypherAnswers = map[string]func(e *evidenceIn) (headings []string, rows [][]string){
	"01-factors-by-phase":           factorsByPhase,
	"02-evidence-for-a-factor":      evidenceForAFactor,
	"03-contradictions":             contradictions,
	"04-studies-in-several-reports": studiesInSeveralReports,
	"05-overlap-of-reviews":         overlapOfReviews,
	"06-shared-samples":             sharedSamples,
	"07-findings-from-absence":      findingsFromAbsence,
	"08-missing-values":             missingValues,
	"09-phase-cycle":                phaseCycle,
	"10-phases-of-other-models":     phasesOfOtherModels,
	"11-caveats-on-a-study":         caveatsOnAStudy,
}

func factorsByPhase(e *evidenceIn) ([]string, [][]string) {
	cells := map[[2]string]*tallied{}
	for _, f := range e.findings {
		p := e.phases[f.Phase]
		for p != nil && p.Parent != "" {
			p = e.phases[p.Parent]
		}
		if p == nil || p.Model != e.theModel() {
			continue
		}
		at := [2]string{p.Key, f.Factor}
		if cells[at] == nil {
			cells[at] = &tallied{}
		}
		cells[at].add(f)
	}
	var rows []row
	for at, t := range cells {
		p, f := e.phases[at[0]], e.factors[at[1]]
		place := p.Position
		if place == 0 {
			place = 1 << 30 // phases without a place come last
		}
		rows = append(rows, row{
			[]string{firstText(p.Label), firstText(f.Label), count(t.findings), count(len(t.studies))},
			[]any{place, p.Key, -len(t.studies), -t.findings, f.Key},
		})
	}
	return []string{"phase", "factor", "findings", "studies"}, inOrder(rows)
}

func evidenceForAFactor(e *evidenceIn) ([]string, [][]string) {
	var rows []row
	for _, f := range e.findings {
		if f.Factor != "social-support" {
			continue
		}
		phase, study := "", ""
		if p := e.phases[f.Phase]; p != nil {
			phase = firstText(p.Label)
		}
		if s := e.studies[f.Study]; s != nil {
			study = s.Title
		}
		rows = append(rows, row{
			[]string{f.Key, string(f.FactorValence()), phase, study, f.Report, f.Locator, f.Summary.In("en")},
			[]any{f.Key},
		})
	}
	return []string{"finding", "valence", "phase", "study", "readIn", "locator", "summary"}, inOrder(rows)
}

func contradictions(e *evidenceIn) ([]string, [][]string) {
	help, hinder := map[string]*tallied{}, map[string]*tallied{}
	for key := range e.factors {
		help[key], hinder[key] = &tallied{}, &tallied{}
	}
	for _, f := range e.findings {
		switch f.FactorValence() {
		case graph.Facilitating:
			help[f.Factor].add(f)
		case graph.Hindering:
			hinder[f.Factor].add(f)
		}
	}
	var rows []row
	for key, f := range e.factors {
		yes, no := help[key], hinder[key]
		if yes.findings > 0 && no.findings > 0 {
			rows = append(rows, row{
				[]string{firstText(f.Label), count(yes.findings), count(len(yes.studies)), count(no.findings), count(len(no.studies))},
				[]any{-yes.findings - no.findings, key},
			})
		}
	}
	return []string{"factor", "facilitatingFindings", "facilitatingStudies", "hinderingFindings", "hinderingStudies"}, inOrder(rows)
}

func findingsFromAbsence(e *evidenceIn) ([]string, [][]string) {
	type side struct{ factor, lack, presence string }
	groups := map[side]*tallied{}
	for _, f := range e.findings {
		if f.FactorState != graph.Absence {
			continue
		}
		at := side{f.Factor, string(f.Valence), string(f.FactorValence())}
		if groups[at] == nil {
			groups[at] = &tallied{}
		}
		groups[at].add(f)
	}
	var rows []row
	for at, t := range groups {
		rows = append(rows, row{
			[]string{firstText(e.factors[at.factor].Label), at.lack, at.presence, count(t.findings), count(len(t.studies))},
			[]any{-t.findings, at.factor, at.lack},
		})
	}
	return []string{"factor", "ofTheLack", "ofTheFactor", "findings", "studies"}, inOrder(rows)
}
