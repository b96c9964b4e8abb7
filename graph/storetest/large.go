package storetest

import (
	"math/rand/v2"
	"strconv"

	"github.com/exitgraph/exitgraph/graph"
)

// LargeSize says how large a world for benchmarks is. Each study has one report
// and one sample; there is one model of leaving.
type LargeSize struct {
	Studies, Factors, Phases, Findings int
}

// Million is the size at which the goals for counting are set.
var Million = LargeSize{Studies: 50_000, Factors: 2_000, Phases: 24, Findings: 1_000_000}

// GenerateLarge makes a world for benchmarks: valid, the same for the same seed,
// with required fields only. A million findings take about a second.
func GenerateLarge(seed int64, size LargeSize) []graph.Record {
	g := random(seed)
	out := make([]graph.Record, 0, size.Findings+4*size.Studies+size.Factors+size.Phases+1)
	// Prototypes hold what all records of a kind share.
	proto := func(k graph.Kind) graph.Record {
		r := graph.ModelOf(k).New()
		for _, f := range graph.ModelOf(k).Fields {
			if f.Required && !f.Derived {
				fillOne(f, r)
			}
		}
		return r
	}
	name := func(kind string, i int) string { return kind + "-" + strconv.Itoa(i) }

	model := proto(graph.KindPhaseModel).(*graph.PhaseModel)
	model.Key, model.IsDefault = "model", true
	out = append(out, model)
	phase := *proto(graph.KindPhase).(*graph.Phase)
	for i := range size.Phases {
		p := phase
		p.Key, p.Model, p.Position = name("phase", i), model.Key, i+1
		out = append(out, &p)
	}
	factor := *proto(graph.KindFactor).(*graph.Factor)
	for i := range size.Factors {
		f := factor
		f.Key, f.Level = name("factor", i), graph.FactorLevel(graph.VocabFactorLevel.Values[i%4].Name)
		out = append(out, &f)
	}
	out = append(out, largeStudies(g, size, proto, name)...)
	return append(out, largeFindings(g, size, proto, name)...)
}

// fillOne writes the first value that a required field may have.
func fillOne(f *graph.Field, r graph.Record) {
	switch f.Type {
	case graph.TypeEnum:
		f.SetStr(r, f.Allowed()[0])
	case graph.TypeString:
		f.SetStr(r, value(random(1), f))
	case graph.TypeStrings:
		f.SetList(r, []string{value(random(1), f)})
	case graph.TypeText:
		f.SetText(r, graph.Text{{Lang: "en", Value: "A statement in our own words."}})
	case graph.TypeInt:
		f.SetInt(r, max(f.Min, 1))
	}
}

func largeStudies(g *rand.Rand, size LargeSize, proto func(graph.Kind) graph.Record, name func(string, int) string) []graph.Record {
	out := make([]graph.Record, 0, 4*size.Studies)
	study, report := *proto(graph.KindStudy).(*graph.Study), *proto(graph.KindReport).(*graph.Report)
	sample, link := *proto(graph.KindSample).(*graph.Sample), *proto(graph.KindStudyReport).(*graph.StudyReport)
	pickOf := func(v *graph.Vocabulary) string { return v.Values[g.IntN(len(v.Values))].Name }
	for i := range size.Studies {
		s, r, p, l := study, report, sample, link
		s.Key, r.Key, p.Key = name("study", i), name("report", i), name("sample", i)
		s.Design, s.Setting = graph.StudyDesign(pickOf(graph.VocabStudyDesign)), graph.ExploitationSetting(pickOf(graph.VocabExploitationSetting))
		r.Year = 1980 + g.IntN(45)
		p.Studies, p.Size, p.SizeUnit = []string{s.Key}, 1+g.IntN(200), graph.UnitPeople
		p.LifeStage = graph.LifeStage(pickOf(graph.VocabLifeStage))
		l.Study, l.Report, l.Role = s.Key, r.Key, graph.Primary
		graph.CompleteKey(&l)
		out = append(out, &s, &r, &p, &l)
	}
	return out
}

func largeFindings(g *rand.Rand, size LargeSize, proto func(graph.Kind) graph.Record, name func(string, int) string) []graph.Record {
	finding := *proto(graph.KindFinding).(*graph.Finding)
	finding.Status, finding.PhaseBasis, finding.ValenceBasis = graph.Current, "STATED", "STATED"
	names := func(kind string, n int) []string {
		out := make([]string, n)
		for i := range out {
			out[i] = name(kind, i)
		}
		return out
	}
	studies, reports := names("study", size.Studies), names("report", size.Studies)
	factors, phases := names("factor", size.Factors), names("phase", size.Phases)
	valences := []graph.Valence{graph.Facilitating, graph.Hindering, graph.Ambivalent, graph.Unsigned}
	skew := rand.NewZipf(g, 1.1, 20, uint64(size.Factors-1))
	all := make([]graph.Finding, size.Findings)
	out := make([]graph.Record, size.Findings)
	for i := range all {
		f := &all[i]
		*f = finding
		at := g.IntN(size.Studies)
		f.Key, f.Study, f.Report = name("finding", i), studies[at], reports[at]
		f.Factor, f.Phase = factors[skew.Uint64()], phases[g.IntN(size.Phases)]
		f.Valence = valences[g.IntN(4)]
		if f.Valence == graph.Unsigned {
			f.ValenceBasis = "NOT_STATED"
		}
		if g.IntN(5) == 0 {
			f.FactorState = graph.Absence
		}
		out[i] = f
	}
	return out
}
