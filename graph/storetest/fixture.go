package storetest

import "github.com/exitgraph/exitgraph/graph"

// Fixture is a small world for tests that name what they expect. Every call makes
// new records, valid and in no special order.
//
//	reports                    studies                 samples
//	paper-1998  ─PRIMARY─────▶ alder (1998)  ◀──────── women  20 people
//	paper-2010  ─PRIMARY─────▶ alder                     │  ╲
//	paper-2010  ─PRIMARY─────▶ birch (2010)  ◀───────────┘   ╲ may overlap
//	review-2020 ─INCLUDED────▶ alder, birch                   ╲
//	review-2020 ─RELATED─────▶ cedar (no year) ◀────── files  of unknown size
//	                           birch  ◀─────────────── men    12 people
//
//	factors (level)                     phases
//	support   RELATIONAL                exit (default): awareness 1 ⊃ visceral 1
//	  └ shelter  (broader: support)                     leaving   2
//	debt      STRUCTURAL                spiral:         turn (no position)
//	                                    turn ══EXACT══▶ awareness
//
//	findings  study  own samples  report       factor   valence       phase
//	f1        alder  –            paper-1998   support  FACILITATING  awareness
//	f2        alder  women        paper-2010   debt     HINDERING     leaving
//	f3        birch  men          paper-2010   support  HINDERING ¬   visceral
//	f4        birch  –            review-2020  shelter  AMBIVALENT    –
//	f5        –      –            review-2020  debt     UNSIGNED      turn
//	f6        alder  –            paper-1998   support  FACILITATING  leaving    WITHDRAWN
//	(¬: an absence is reported, so factorValence is FACILITATING)
//
//	caveat slip affects alder and f1, about review-2020; term coercion is mapped
//	from review-2020.
func Fixture() []graph.Record {
	var out []graph.Record
	out = append(out, fixtureSources()...)
	out = append(out, fixtureTheory()...)
	return append(out, fixtureFindings()...)
}

func en(words string) graph.Text { return graph.Text{{Lang: "en", Value: words}} }

// plain makes a record with the first allowed value in every required field.
func plain[P graph.Record](set func(P)) graph.Record {
	var kind P
	r := graph.ModelOf(kind.RecordKind()).New()
	for _, f := range graph.ModelOf(kind.RecordKind()).Fields {
		if f.Required && !f.Derived {
			fillOne(f, r)
		}
	}
	set(r.(P))
	graph.CompleteKey(r)
	return r
}

func fixtureSources() []graph.Record {
	study := func(key, title string, design graph.StudyDesign, from int, venues ...string) graph.Record {
		return plain(func(s *graph.Study) {
			s.Key, s.Title, s.Design, s.DataCollectedFrom, s.Venues = key, title, design, from, venues
		})
	}
	report := func(key string, year int, language string) graph.Record {
		return plain(func(r *graph.Report) { r.Key, r.Title, r.Year, r.Language = key, "On "+key, year, language })
	}
	sample := func(key string, size int, unit graph.SizeUnit, stage graph.LifeStage, countries []string, studies ...string) graph.Record {
		return plain(func(s *graph.Sample) {
			s.Key, s.Studies, s.Size, s.SizeUnit, s.LifeStage, s.CountriesOfStudy = key, studies, size, unit, stage, countries
			if key == "files" {
				s.OverlapsWith = []string{"women"}
			}
		})
	}
	link := func(report string, role graph.StudyReportRole, study string) graph.Record {
		return plain(func(l *graph.StudyReport) { l.Report, l.Study, l.Role = report, study, role })
	}
	return []graph.Record{
		study("alder", "Alder", "QUALITATIVE", 1995, "street", "Café"),
		study("birch", "birch", "QUANTITATIVE", 0),
		study("cedar", "Çédar", "QUALITATIVE", 2001, "hotel"),
		report("paper-1998", 1998, "en"), report("paper-2010", 2010, "it"), report("review-2020", 2020, "en"),
		sample("women", 20, graph.UnitPeople, "ADULT", []string{"IT", "NP"}, "alder", "birch"),
		sample("men", 12, graph.UnitPeople, "MINOR", []string{"IT"}, "birch"),
		sample("files", 0, graph.UnitUnknown, "ADULT", nil, "cedar"),
		link("paper-1998", graph.Primary, "alder"), link("paper-2010", graph.Primary, "alder"),
		link("paper-2010", graph.Primary, "birch"), link("review-2020", graph.Included, "alder"),
		link("review-2020", graph.Included, "birch"), link("review-2020", graph.Related, "cedar"),
	}
}

func fixtureTheory() []graph.Record {
	factor := func(key string, level graph.FactorLevel, broader string) graph.Record {
		return plain(func(f *graph.Factor) { f.Key, f.Label, f.Level, f.Broader = key, en(key), level, broader })
	}
	phase := func(key, model, parent string, position int) graph.Record {
		return plain(func(p *graph.Phase) {
			p.Key, p.Label, p.Model, p.Parent, p.Position = key, en(key), model, parent, position
		})
	}
	return []graph.Record{
		factor("support", "RELATIONAL", ""), factor("shelter", "RELATIONAL", "support"), factor("debt", "STRUCTURAL", ""),
		plain(func(m *graph.PhaseModel) { m.Key, m.IsDefault = "exit", true }),
		plain(func(m *graph.PhaseModel) { m.Key, m.Report = "spiral", "paper-1998" }),
		phase("awareness", "exit", "", 1), phase("visceral", "exit", "awareness", 1), phase("leaving", "exit", "", 2),
		phase("turn", "spiral", "", 0),
		plain(func(m *graph.PhaseMapping) {
			m.Key, m.From, m.To, m.Relation, m.Basis = "turn-awareness", "turn", "awareness", graph.MappingExact, "INFERRED"
		}),
		plain(func(s *graph.Transition) { s.From, s.To = "awareness", "leaving" }),
		plain(func(s *graph.Transition) { s.From, s.To = "leaving", "awareness" }),
		plain(func(c *graph.Classification) {
			c.Factor, c.Report, c.Studies = "debt", "review-2020", []string{"birch", "alder"}
		}),
		plain(func(v *graph.VocabularyTerm) { v.Key, v.Term = "coercion", "Coercion" }),
		plain(func(m *graph.VocabularyMapping) { m.From, m.Term = "review-2020", "coercion" }),
		plain(func(c *graph.Caveat) { c.Key, c.Report, c.Affects = "slip", "review-2020", []string{"f1", "alder"} }),
	}
}

func fixtureFindings() []graph.Record {
	finding := func(key, study, report, factor string, valence graph.Valence, phase string, change ...func(*graph.Finding)) graph.Record {
		return plain(func(f *graph.Finding) {
			f.Key, f.Study, f.Report, f.Factor, f.Valence, f.Phase = key, study, report, factor, valence, phase
			f.ValenceBasis, f.PhaseBasis, f.Status = "STATED", "STATED", graph.Current
			if valence == graph.Unsigned {
				f.ValenceBasis = "NOT_STATED"
			}
			if phase == "" {
				f.PhaseBasis = graph.PhaseNotReported
			}
			for _, c := range change {
				c(f)
			}
		})
	}
	names := func(samples ...string) func(*graph.Finding) { return func(f *graph.Finding) { f.Samples = samples } }
	return []graph.Record{
		finding("f1", "alder", "paper-1998", "support", graph.Facilitating, "awareness"),
		finding("f2", "alder", "paper-2010", "debt", graph.Hindering, "leaving", names("women")),
		finding("f3", "birch", "paper-2010", "support", graph.Hindering, "visceral", names("men"),
			func(f *graph.Finding) { f.FactorState = graph.Absence }),
		finding("f4", "birch", "review-2020", "shelter", graph.Ambivalent, ""),
		finding("f5", "", "review-2020", "debt", graph.Unsigned, "turn"),
		finding("f6", "alder", "paper-1998", "support", graph.Facilitating, "leaving",
			func(f *graph.Finding) { f.Status = graph.Withdrawn }),
	}
}
