package evidence_test

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// gapOracle finds gaps the plain way: it looks at each finding for each cell. It is
// written from the rules and shares nothing with the code that it judges.
type gapOracle struct {
	world    *storetest.Naive
	model    string // key of the model asked for
	standard string // of the default model
	findings []*graph.Finding
}

func newGapOracle(world *storetest.Naive, model string, where graph.Filter) *gapOracle {
	o := &gapOracle{world: world, model: model}
	for _, r := range world.All(graph.KindPhaseModel) {
		if m := r.(*graph.PhaseModel); m.IsDefault {
			o.standard = m.Key
		}
	}
	o.model = cmp.Or(o.model, o.standard)
	for _, r := range world.All(graph.KindFinding) {
		if graph.Match(world, matching(where), r) {
			o.findings = append(o.findings, r.(*graph.Finding))
		}
	}
	return o
}

func recordsOf[R graph.Record](o *gapOracle, k graph.Kind) []R {
	var out []R
	for _, r := range o.world.All(k) {
		out = append(out, r.(R))
	}
	return out
}

func byKey[R graph.Record](o *gapOracle, k graph.Kind, key string) R {
	for _, r := range recordsOf[R](o, k) {
		if r.RecordKey() == key {
			return r
		}
	}
	var none R
	return none
}

func (o *gapOracle) samples(f *graph.Finding) []*graph.Sample {
	var out []*graph.Sample
	for _, s := range recordsOf[*graph.Sample](o, graph.KindSample) {
		own := slices.Contains(f.Samples, s.Key)
		if own || len(f.Samples) == 0 && f.Study != "" && slices.Contains(s.Studies, f.Study) {
			out = append(out, s)
		}
	}
	return out
}

func (o *gapOracle) primaries(study string) []*graph.Report {
	var out []*graph.Report
	for _, l := range recordsOf[*graph.StudyReport](o, graph.KindStudyReport) {
		if l.Study == study && l.Role == graph.Primary {
			out = append(out, byKey[*graph.Report](o, graph.KindReport, l.Report))
		}
	}
	return out
}

func (o *gapOracle) year(study string) string {
	year := 0
	for _, r := range o.primaries(study) {
		if r.Year != 0 && (year == 0 || r.Year < year) {
			year = r.Year
		}
	}
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year)
}

// values gives what a finding has on a dimension, distinct.
func (o *gapOracle) values(f *graph.Finding, d graph.Dimension) []string {
	var out []string
	switch d {
	case graph.DimFactor:
		out = append(out, f.Factor)
	case graph.DimFactorLevel:
		out = append(out, string(byKey[*graph.Factor](o, graph.KindFactor, f.Factor).Level))
	case graph.DimPhase:
		out = o.placed(f.Phase, o.model)
	case graph.DimLifeStage, graph.DimEntryStage, graph.DimInformant, graph.DimCountry, graph.DimCountryOfOrigin:
		for _, s := range o.samples(f) {
			out = append(out, sampleValues(s, d)...)
		}
	default:
		if f.Study == "" {
			return nil
		}
		s := byKey[*graph.Study](o, graph.KindStudy, f.Study)
		switch d {
		case graph.DimDesign:
			out = append(out, string(s.Design))
		case graph.DimTraffickingScope:
			out = append(out, string(s.TraffickingScope))
		case graph.DimSetting:
			out = append(out, string(s.Setting))
		case graph.DimDefinitionScope:
			out = append(out, string(s.DefinitionScope))
		case graph.DimYear:
			out = append(out, o.year(f.Study))
		case graph.DimLanguage:
			for _, r := range o.primaries(f.Study) {
				out = append(out, r.Language)
			}
		}
	}
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(v string) bool { return v == "" })
}

func sampleValues(s *graph.Sample, d graph.Dimension) []string {
	switch d {
	case graph.DimLifeStage:
		return []string{string(s.LifeStage)}
	case graph.DimEntryStage:
		return []string{string(s.EntryStage)}
	case graph.DimInformant:
		return []string{string(s.Informant)}
	case graph.DimCountry:
		return s.CountriesOfStudy
	default:
		return s.CountriesOfOrigin
	}
}

// placed gives the phases of the top level of a model that a phase stands in.
func (o *gapOracle) placed(phase, model string) []string {
	for p := byKey[*graph.Phase](o, graph.KindPhase, phase); p != nil; p = byKey[*graph.Phase](o, graph.KindPhase, p.Parent) {
		if p.Model == model {
			return []string{o.top(p.Key)}
		}
		var out []string
		for _, m := range recordsOf[*graph.PhaseMapping](o, graph.KindPhaseMapping) {
			if m.Relation != graph.MappingExact && m.Relation != graph.MappingClose {
				continue
			}
			for _, ends := range [][2]string{{m.From, m.To}, {m.To, m.From}} {
				if ends[0] == p.Key && byKey[*graph.Phase](o, graph.KindPhase, ends[1]).Model == model {
					out = append(out, o.top(ends[1]))
				}
			}
		}
		if out != nil {
			return out
		}
	}
	return nil
}

func (o *gapOracle) top(phase string) string {
	p := byKey[*graph.Phase](o, graph.KindPhase, phase)
	if p.Parent == "" {
		return p.Key
	}
	return o.top(p.Parent)
}

// after gives the phases after leaving of a model.
func (o *gapOracle) after(model string) []string {
	m := byKey[*graph.PhaseModel](o, graph.KindPhaseModel, model)
	if m == nil || m.Structure != "CYCLICAL_STAGES" && !strings.HasPrefix(string(m.Structure), "ORDERED_STAGES") {
		return nil
	}
	leaves, returns := map[string]bool{}, map[string]bool{}
	for _, s := range recordsOf[*graph.Transition](o, graph.KindTransition) {
		from, to := o.top(s.From), o.top(s.To)
		if byKey[*graph.Phase](o, graph.KindPhase, from).Model == model && from != to {
			leaves[from], returns[from] = true, returns[from] || s.Kind == "RETURN"
		}
	}
	var out []string
	for _, p := range recordsOf[*graph.Phase](o, graph.KindPhase) {
		if len(leaves) > 0 && p.Model == model && p.Parent == "" && (returns[p.Key] || !leaves[p.Key]) {
			out = append(out, p.Key)
		}
	}
	return out
}

// axis gives the values of a dimension in the order of the contract.
func (o *gapOracle) axis(d graph.Dimension) []string {
	if v := graph.DimensionOf(d).Field.Vocabulary; v != nil {
		return v.Names()
	}
	switch d {
	case graph.DimFactor:
		return o.factors()
	case graph.DimPhase:
		return o.phases()
	default:
		return o.openValues(d)
	}
}

func (o *gapOracle) factors() []string {
	var out []string
	for _, level := range graph.VocabFactorLevel.Names() {
		for _, f := range recordsOf[*graph.Factor](o, graph.KindFactor) {
			if string(f.Level) == level {
				out = append(out, f.Key)
			}
		}
	}
	return out
}

func (o *gapOracle) phases() []string {
	var phases []*graph.Phase
	for _, p := range recordsOf[*graph.Phase](o, graph.KindPhase) {
		if p.Model == o.model && p.Parent == "" {
			phases = append(phases, p)
		}
	}
	last := func(p *graph.Phase) int { return cmp.Or(p.Position, 1000) }
	slices.SortFunc(phases, func(a, b *graph.Phase) int {
		return cmp.Or(cmp.Compare(last(a), last(b)), strings.Compare(a.Key, b.Key))
	})
	var out []string
	for _, p := range phases {
		out = append(out, p.Key)
	}
	return out
}

// openValues gives the values of a dimension without a closed vocabulary, by key.
func (o *gapOracle) openValues(d graph.Dimension) []string {
	set := map[string]bool{}
	switch d {
	case graph.DimLanguage:
		for _, r := range recordsOf[*graph.Report](o, graph.KindReport) {
			set[r.Language] = true
		}
	case graph.DimYear:
		for _, s := range recordsOf[*graph.Study](o, graph.KindStudy) {
			set[o.year(s.Key)] = true
		}
	default:
		for _, s := range recordsOf[*graph.Sample](o, graph.KindSample) {
			for _, c := range sampleValues(s, d) {
				set[c] = true
			}
		}
	}
	delete(set, "")
	return slices.Sorted(maps.Keys(set))
}
