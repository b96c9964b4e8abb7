package storetest

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/exitgraph/exitgraph/graph"
)

// Size says how large a generated world is; the other kinds follow.
type Size struct {
	Studies, Factors, Findings int
}

// Small is large enough for every edge to have targets and for pages to fill, and
// small enough for thousands of naive answers in seconds.
var Small = Size{Studies: 24, Factors: 14, Findings: 150}

// Medium is large enough for a store to prefer its indexes.
var Medium = Size{Studies: 150, Factors: 50, Findings: 1500}

// Generate makes a world: valid by graph.CheckAll, the same for the same seed and
// size, in no special order. Factors are skewed, so that few have most findings;
// every field that may be absent sometimes is.
func Generate(seed int64, size Size) []graph.Record {
	g := &generator{Rand: random(seed), size: size}
	g.sources()
	g.people()
	g.theory()
	g.evidence()
	g.remarks()
	return g.records
}

// random gives a source of numbers for a seed.
func random(seed int64) *rand.Rand { return rand.New(rand.NewPCG(uint64(seed), 0x65786974)) }

type generator struct {
	*rand.Rand
	size    Size
	records []graph.Record

	reports  []*graph.Report
	studies  []*graph.Study
	samples  []*graph.Sample
	ofStudy  map[string][]string // samples
	factors  []*graph.Factor
	models   []*graph.PhaseModel
	phases   []*graph.Phase
	findings []*graph.Finding
	terms    []*graph.VocabularyTerm
	links    map[string]bool
}

// chance is true in p of a hundred cases.
func (g *generator) chance(p int) bool { return g.IntN(100) < p }

func pick[T any](g *rand.Rand, list []T) T { return list[g.IntN(len(list))] }

// some picks up to n distinct elements, at least min.
func some[T comparable](g *rand.Rand, list []T, min, n int) []T {
	var out []T
	for range min + g.IntN(n-min+1) {
		if v := pick(g, list); !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// make makes a record of a kind with a key and random values in every field that
// is no reference, and keeps it.
func (g *generator) make(k graph.Kind, key string) graph.Record {
	r := graph.ModelOf(k).New()
	Fill(g.Rand, r)
	if f := graph.ModelOf(k).KeyField(); !f.Derived {
		f.SetStr(r, key)
	}
	g.records = append(g.records, r)
	return r
}

// Fill writes random values into every field of a record but its key, references
// and flags: valid ones, as far as one field alone can be.
func Fill(g *rand.Rand, r graph.Record) {
	for _, f := range graph.ModelOf(r.RecordKind()).Fields {
		if f.Derived || !f.Required && g.IntN(100) < 30 {
			continue
		}
		switch f.Type {
		case graph.TypeEnum:
			f.SetStr(r, pick(g, f.Allowed()))
		case graph.TypeInt:
			f.SetInt(r, number(g, f))
		case graph.TypeString:
			f.SetStr(r, value(g, f))
		case graph.TypeStrings:
			f.SetList(r, values(g, f))
		case graph.TypeText:
			f.SetText(r, text(g))
		}
	}
}

// number picks from few numbers, so that some are equal.
func number(g *rand.Rand, f *graph.Field) int {
	low := max(f.Min, 1)
	if low >= 1900 {
		low = 1985
	}
	return low + g.IntN(25)
}

func values(g *rand.Rand, f *graph.Field) []string {
	list := []string{value(g, f)}
	for range g.IntN(3) {
		if v := value(g, f); !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list
}

func text(g *rand.Rand) graph.Text {
	out := graph.Text{{Lang: "en", Value: phrase(g)}}
	for _, lang := range []string{"it", "tr"} {
		if g.IntN(3) == 0 {
			out = append(out, graph.Translation{Lang: lang, Value: phrase(g)})
		}
	}
	return out
}

// value makes a word for a field; some fields take a form of their own.
func value(g *rand.Rand, f *graph.Field) string {
	if f.Check == nil {
		return phrase(g)
	}
	for _, v := range []string{
		pick(g, []string{"IT", "NP", "US", "RO", "TR"}),
		pick(g, []string{"en", "it", "pt-BR", "zh-Hant", "de"}),
		fmt.Sprintf("10.1000/abc%d", g.IntN(9)),
		fmt.Sprintf("https://example.org/%d?q=a&b=%%20", g.IntN(9)),
	} {
		if f.Check(v) == "" {
			return v
		}
	}
	panic("storetest: no value for " + f.String() + ": add its form to value")
}

// link keeps a link record unless there is one with the same ends.
func (g *generator) link(r graph.Record) {
	Fill(g.Rand, r)
	graph.CompleteKey(r)
	id := r.RecordKind().String() + " " + r.RecordKey()
	if !g.links[id] {
		g.links[id] = true
		g.records = append(g.records, r)
	}
}

// sources makes reports, some of them reviews that include studies.
func (g *generator) sources() {
	g.links = map[string]bool{}
	for i := range g.size.Studies + g.size.Studies/3 + 2 {
		g.reports = append(g.reports, g.make(graph.KindReport, fmt.Sprintf("report-%d", i)).(*graph.Report))
	}
	for i := range g.size.Studies {
		g.studies = append(g.studies, g.make(graph.KindStudy, fmt.Sprintf("study-%d", i)).(*graph.Study))
	}
	for _, s := range g.studies {
		if s.DataCollectedTo < s.DataCollectedFrom {
			s.DataCollectedTo = 0
		}
		for range g.IntN(4) {
			g.link(&graph.StudyReport{Study: s.Key, Report: pick(g.Rand, g.reports).Key})
		}
	}
}

// people makes samples: some studies share one, some have none, some overlap.
func (g *generator) people() {
	g.ofStudy = map[string][]string{}
	for i := range g.size.Studies {
		s := g.make(graph.KindSample, fmt.Sprintf("sample-%d", i)).(*graph.Sample)
		for _, study := range some(g.Rand, g.studies, 1, 2) {
			s.Studies = append(s.Studies, study.Key)
			g.ofStudy[study.Key] = append(g.ofStudy[study.Key], s.Key)
		}
		if g.chance(60) && s.SizeUnit != graph.UnitUnknown {
			s.SizeUnit = graph.UnitPeople
		}
		if s.Size == 0 || s.SizeUnit == graph.UnitUnknown {
			s.Size, s.SizeUnit = 0, graph.UnitUnknown
		}
		if i > 0 && g.chance(30) {
			s.OverlapsWith = []string{pick(g.Rand, g.samples).Key}
		}
		g.samples = append(g.samples, s)
	}
}

// theory makes factors and models of leaving with parts, steps and mappings.
func (g *generator) theory() {
	for i := range g.size.Factors {
		f := g.make(graph.KindFactor, fmt.Sprintf("factor-%d", i)).(*graph.Factor)
		if i > 0 && g.chance(40) {
			broader := pick(g.Rand, g.factors)
			f.Broader, f.Level = broader.Key, broader.Level
		}
		g.factors = append(g.factors, f)
	}
	for i := range 3 {
		m := g.make(graph.KindPhaseModel, fmt.Sprintf("model-%d", i)).(*graph.PhaseModel)
		m.IsDefault = i == 1
		if i == 0 || g.chance(50) {
			m.Report = pick(g.Rand, g.reports).Key
		}
		g.models = append(g.models, m)
		var own []*graph.Phase
		for j := range 5 {
			p := g.make(graph.KindPhase, fmt.Sprintf("phase-%d-%d", i, j)).(*graph.Phase)
			p.Model = m.Key
			if j > 1 && g.chance(40) {
				p.Parent = pick(g.Rand, own).Key
			}
			own = append(own, p)
		}
		for range 6 {
			if a, b := pick(g.Rand, own), pick(g.Rand, own); a != b {
				g.link(&graph.Transition{From: a.Key, To: b.Key})
			}
		}
		g.phases = append(g.phases, own...)
	}
	for i := range 12 {
		a, b := pick(g.Rand, g.phases), pick(g.Rand, g.phases)
		if a.Model == b.Model {
			continue
		}
		m := g.make(graph.KindPhaseMapping, fmt.Sprintf("mapping-%d", i)).(*graph.PhaseMapping)
		m.From, m.To = a.Key, b.Key
		if m.Basis == "STATED" {
			m.StatedBy = pick(g.Rand, g.reports).Key
		}
	}
}

// evidence makes findings, and what reports say of factors as a whole.
func (g *generator) evidence() {
	skew := rand.NewZipf(g.Rand, 1.3, 2, uint64(g.size.Factors-1))
	for i := range g.size.Findings {
		f := g.make(graph.KindFinding, fmt.Sprintf("finding-%d", i)).(*graph.Finding)
		f.Report, f.Factor = pick(g.Rand, g.reports).Key, g.factors[skew.Uint64()].Key
		if g.chance(85) {
			f.Study = pick(g.Rand, g.studies).Key
			if own := g.ofStudy[f.Study]; len(own) > 0 && g.chance(40) {
				f.Samples = some(g.Rand, own, 1, 2)
			}
		}
		f.PhaseBasis = graph.PhaseNotReported
		if g.chance(75) {
			f.Phase, f.PhaseBasis = pick(g.Rand, g.phases).Key, "STATED"
		}
		f.ValenceBasis = "STATED"
		if f.Valence == graph.Unsigned {
			f.ValenceBasis = "NOT_STATED"
		}
		switch {
		case i > 0 && g.chance(8):
			f.Status, f.SupersededBy = graph.Superseded, pick(g.Rand, g.findings).Key
		case g.chance(8):
			f.Status = graph.Withdrawn
		case g.chance(50):
			f.Status = "" // the store makes it CURRENT
		default:
			f.Status = graph.Current
		}
		g.findings = append(g.findings, f)
	}
	for range g.size.Factors * 2 {
		c := &graph.Classification{Factor: pick(g.Rand, g.factors).Key, Report: pick(g.Rand, g.reports).Key}
		for _, s := range some(g.Rand, g.studies, 1, 3) {
			c.Studies = append(c.Studies, s.Key)
		}
		g.link(c)
	}
}

// remarks makes caveats, and terms of outside vocabularies.
func (g *generator) remarks() {
	for i := range 8 {
		g.terms = append(g.terms, g.make(graph.KindVocabularyTerm, fmt.Sprintf("term-%d", i)).(*graph.VocabularyTerm))
	}
	for range 12 {
		from := pick(g.Rand, g.reports).Key
		if g.chance(40) {
			from = pick(g.Rand, g.terms).Key
		}
		g.link(&graph.VocabularyMapping{From: from, Term: pick(g.Rand, g.terms).Key})
	}
	var nodes []string
	for _, r := range g.records {
		if r.RecordKind().IsNode() {
			nodes = append(nodes, r.RecordKey())
		}
	}
	for i := range g.size.Studies / 2 {
		c := g.make(graph.KindCaveat, fmt.Sprintf("caveat-%d", i)).(*graph.Caveat)
		if g.chance(60) {
			c.Report = pick(g.Rand, g.reports).Key
		}
		c.Affects = some(g.Rand, nodes, 0, 5)
	}
}
