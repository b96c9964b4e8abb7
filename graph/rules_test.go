package graph_test

import (
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// rule is one rule that ties fields or records together: a change that keeps it,
// and one that breaks it.
type rule struct {
	name    string
	keeps   func(world) (world, graph.Record)
	breaks  func(world) (world, graph.Record)
	field   string
	message string
	remedy  string
}

// change makes a step of a rule.
func change[R graph.Record](key string, c func(R)) func(world) (world, graph.Record) {
	return func(w world) (world, graph.Record) { return with(w, key, c) }
}

func (r rule) check(t *testing.T) {
	t.Run(r.name, func(t *testing.T) {
		w, record := r.keeps(soundWorld())
		same(t, "kept", graph.Check(w, record), graph.ProblemsError(nil), byFieldName)
		w, record = r.breaks(soundWorld())
		checkOne(t, "broken", w, record, r.field, r.message, r.remedy)
	})
}

func TestRulesOfStudiesAndReports(t *testing.T) {
	report := func(c func(*graph.Report)) func(world) (world, graph.Record) { return change("paper", c) }
	years := func(from, to int) func(world) (world, graph.Record) {
		return change("one", func(s *graph.Study) { s.DataCollectedFrom, s.DataCollectedTo = from, to })
	}
	for _, r := range []rule{
		{"data collection ends after it begins", years(2001, 2002), years(2002, 2001),
			"dataCollectedTo", "data collection ends before it begins", "Correct one of the two years"},
		{"data collection may last one year", years(2001, 2001), years(2001, 1999),
			"dataCollectedTo", "data collection ends before it begins", "Correct one of the two years"},
		{"data collection may be half known", years(2001, 0), years(2001, 2000),
			"dataCollectedTo", "data collection ends before it begins", "Correct one of the two years"},
		{"a DOI has no resolver", report(func(r *graph.Report) { r.DOI = "10.1000/xyz(123)<1:aid>" }),
			report(func(r *graph.Report) { r.DOI = "https://doi.org/10.1000/1" }), "doi",
			`"https://doi.org/10.1000/1" is not a DOI without resolver, such as 10.1000/xyz123`, remedyForm},
		{"a DOI has no spaces", report(func(r *graph.Report) { r.DOI = "10.1000/a" }),
			report(func(r *graph.Report) { r.DOI = "10.1000/a b" }), "doi",
			`"10.1000/a b" is not a DOI without resolver, such as 10.1000/xyz123`, remedyForm},
		{"an address is one that is safe to link", report(func(r *graph.Report) { r.URL = "https://example.org/a?b=c#d" }),
			report(func(r *graph.Report) { r.URL = "javascript:alert(1)" }), "url",
			`"javascript:alert(1)" is not an address that starts with https:// or http://`, remedyForm},
		{"an address names a host", report(func(r *graph.Report) { r.URL = "http://example.org" }),
			report(func(r *graph.Report) { r.URL = "https:///path" }), "url",
			`"https:///path" is not an address that starts with https:// or http://`, remedyForm},
		{"a language is a tag", report(func(r *graph.Report) { r.Language = "zh-Hant-TW" }),
			report(func(r *graph.Report) { r.Language = "Italian!" }), "language",
			`"Italian!" is not a language tag of BCP 47, such as en or pt-BR`, remedyForm},
		{"a language is spelled in one way", report(func(r *graph.Report) { r.Language = "pt-BR" }),
			report(func(r *graph.Report) { r.Language = "pt_br" }), "language",
			`"pt_br" is not a language tag of BCP 47, such as en or pt-BR`, remedyForm},
	} {
		r.check(t)
	}
}

func TestRulesOfSamplesAndFactors(t *testing.T) {
	women := func(c func(*graph.Sample)) func(world) (world, graph.Record) { return change("women", c) }
	size := func(n int, unit graph.SizeUnit) func(world) (world, graph.Record) {
		return women(func(s *graph.Sample) { s.Size, s.SizeUnit = n, unit })
	}
	countries := func(codes string) func(world) (world, graph.Record) {
		return women(func(s *graph.Sample) { s.CountriesOfOrigin = list(codes) })
	}
	broader := func(key string) func(world) (world, graph.Record) {
		return change("peers", func(f *graph.Factor) { f.Broader = key })
	}
	const unfit = "size and unit do not fit: a known size needs a unit, an unknown one has the unit UNKNOWN"
	const noCountry = " is not a country code of ISO 3166-1 alpha-2, such as IT"
	for _, r := range []rule{
		{"a size has a unit", size(3, "HOUSEHOLDS"), size(3, graph.UnitUnknown), "sizeUnit", unfit, "Give both, or neither and UNKNOWN"},
		{"a unit has a size", size(0, graph.UnitUnknown), size(0, graph.UnitPeople), "sizeUnit", unfit, "Give both, or neither and UNKNOWN"},
		{"a sample overlaps with others only", women(func(s *graph.Sample) { s.OverlapsWith = list("staff") }),
			women(func(s *graph.Sample) { s.OverlapsWith = list("women") }), "overlapsWith", "a sample cannot overlap with itself", "Remove its own key"},
		{"a country is a code", countries("IT NG"), countries("IT Nigeria"), "countriesOfOrigin", `"Nigeria"` + noCountry, remedyForm},
		{"a country is in capitals", countries("GB"), countries("gb"), "countriesOfOrigin", `"gb"` + noCountry, remedyForm},
		{"a country has the code that ISO 3166-1 assigns", countries("GB"), countries("UK"), "countriesOfOrigin", `"UK"` + noCountry, remedyForm},
		{"a country is one", countries("US"), countries("ZZ"), "countriesOfOrigin", `"ZZ"` + noCountry, remedyForm},
		{"a broader factor is of the same level", broader(""), broader("work"), "broader",
			`the broader factor "work" is of another level`, "Link factors of the same level only"},
		{"a factor is not above itself", broader("support"), broader("peers"), "broader",
			"the record is above itself", "Break the circle at one of the records in it"},
	} {
		r.check(t)
	}
}

func TestRulesOfPhasesAndTheirLinks(t *testing.T) {
	parent := func(key string) func(world) (world, graph.Record) {
		return change("aware-inner", func(p *graph.Phase) { p.Parent = key })
	}
	step := func(from, to string) func(world) (world, graph.Record) {
		return change("aware/exit", func(tr *graph.Transition) { tr.From, tr.To = from, to })
	}
	mapping := func(to string, basis graph.Basis, by string) func(world) (world, graph.Record) {
		return change("map-1", func(m *graph.PhaseMapping) { m.To, m.Basis, m.StatedBy = to, basis, by })
	}
	term := func(from string) func(world) (world, graph.Record) {
		return change("review/item-1", func(m *graph.VocabularyMapping) { m.From = from })
	}
	const noStep = "a step leads from one phase to another of the same model"
	const stated = "a stated link names the report that states it, and no other link does"
	for _, r := range []rule{
		{"a parent is of the same model", parent("exit"), parent("doubt"), "parent", `the parent "doubt" is of another model`, "Name a phase of the same model"},
		{"a phase is not inside itself", parent(""), parent("aware-inner"), "parent", "the record is above itself", "Break the circle at one of the records in it"},
		{"a step stays in its model", step("exit", "aware"), step("aware", "doubt"), "to", noStep, "Correct one of the two phases"},
		{"a step leads on", step("aware", "aware-inner"), step("aware", "aware"), "to", noStep, "Correct one of the two phases"},
		{"a mapping leaves its model", mapping("exit", "INFERRED", ""), mapping("doubt", "INFERRED", ""), "to",
			"a mapping links phases of different models", "Correct one of the two phases"},
		{"a stated mapping names the report", mapping("aware", "STATED", "paper"), mapping("aware", "STATED", ""), "statedBy", stated, "Correct the basis or the report"},
		{"an inferred mapping names none", mapping("aware", "INFERRED", ""), mapping("aware", "INFERRED", "paper"), "statedBy", stated, "Correct the basis or the report"},
		{"a report or a term is mapped to a term", term("item-2"), term("one"), "from", `"one" is neither a report nor a term`, "Name a report or a term of an outside vocabulary"},
	} {
		r.check(t)
	}
}

func TestRulesOfFindings(t *testing.T) {
	helps := func(c func(*graph.Finding)) func(world) (world, graph.Record) { return change("helps", c) }
	phase := func(key string, basis graph.PhaseBasis) func(world) (world, graph.Record) {
		return helps(func(f *graph.Finding) { f.Phase, f.PhaseBasis = key, basis })
	}
	direction := func(v graph.Valence, basis graph.Basis) func(world) (world, graph.Record) {
		return helps(func(f *graph.Finding) { f.Valence, f.ValenceBasis = v, basis })
	}
	samples := func(study, keys string) func(world) (world, graph.Record) {
		return helps(func(f *graph.Finding) { f.Study, f.Samples = study, list(keys) })
	}
	replaced := func(s graph.FindingStatus, by string) func(world) (world, graph.Record) {
		return change("old", func(f *graph.Finding) { f.Status, f.SupersededBy = s, by })
	}
	const place = "phase and its basis do not fit: a phase is STATED or INFERRED, no phase is NOT_REPORTED"
	const sign = "valence and its basis do not fit: UNSIGNED, and nothing else, is NOT_STATED"
	const takes = "only a superseded finding, and each of them, names the one that takes its place"
	const correct = "Correct one of the two"
	for _, r := range []rule{
		{"a phase has a basis", phase("exit", "INFERRED"), phase("exit", graph.PhaseNotReported), "phaseBasis", place, correct},
		{"no phase is not reported", phase("", graph.PhaseNotReported), phase("", "STATED"), "phaseBasis", place, correct},
		{"no direction is not stated", direction(graph.Unsigned, "NOT_STATED"), direction(graph.Unsigned, "STATED"), "valenceBasis", sign, correct},
		{"a direction is stated", direction(graph.Hindering, "RECONSTRUCTED"), direction(graph.Hindering, "NOT_STATED"), "valenceBasis", sign, correct},
		{"samples are of the study", samples("one", "women staff"), samples("two", "women"), "ownSamples",
			`the sample "women" is not one of the finding's study`, "Name samples of the study only"},
		{"without a study there are no samples", samples("", ""), samples("", "women"), "ownSamples",
			`the sample "women" is not one of the finding's study`, "Name samples of the study only"},
		{"a superseded finding names its successor", replaced(graph.Superseded, "helps"), replaced(graph.Superseded, ""), "supersededBy", takes, "Correct the status or the reference"},
		{"no other finding does", replaced(graph.Withdrawn, ""), replaced(graph.Current, "helps"), "supersededBy", takes, "Correct the status or the reference"},
		{"a finding does not take its own place", replaced(graph.Superseded, "helps"), replaced(graph.Superseded, "old"), "supersededBy",
			"the record is above itself", "Break the circle at one of the records in it"},
	} {
		r.check(t)
	}
}

func TestACircleOfAnyLengthIsToldOfEachRecordInIt(t *testing.T) {
	w := world{
		aModel("stages", func(m *graph.PhaseModel) { m.IsDefault = true }),
		aPhase("a", "stages", 1, "c"), aPhase("b", "stages", 1, "a"), aPhase("c", "stages", 1, "b"), aPhase("d", "stages", 1, ""), aPhase("e", "stages", 1, "d"),
	}
	problems := graph.CheckAll(w)
	if len(problems) != 3 {
		t.Fatalf("there are %d problems:\n%v", len(problems), problems)
	}
	for i, key := range list("a b c") {
		if problems[i].Key != key || problems[i].Message != "the record is above itself" {
			t.Errorf("problem %d is %s", i, problems[i])
		}
	}
}

func TestRulesAreAskedOnlyWhereTheFieldsAreSound(t *testing.T) {
	w, r := with(soundWorld(), "peers", func(f *graph.Factor) { f.Broader = "nowhere" })
	checkOne(t, "a reference that leads nowhere", w, r, "broader", `there is no Factor "nowhere"`, "Add the record, or correct the key")
}

func TestAKeyIsUniqueAcrossAllNodes(t *testing.T) {
	w := append(soundWorld(), aStudy("paper"), aFactor("peers"))
	got := graph.CheckWhole(w)
	want := graph.ProblemsError{
		{Kind: graph.KindReport, Key: "paper", Field: fieldOf(graph.KindReport, "key"), Message: "the key is taken by a Study", Remedy: "Choose a key that is unique across all files"},
		{Kind: graph.KindFactor, Key: "peers", Field: fieldOf(graph.KindFactor, "key"), Message: "the key is taken by a Factor", Remedy: "Choose a key that is unique across all files"},
	}
	same(t, "the problems", got, want, byFieldName)
	links := append(soundWorld(), aMapping("one", "doubt", graph.MappingClose, "aware"))
	same(t, "a link with the key of a node", graph.CheckAll(links), graph.ProblemsError(nil), byFieldName)
}

func TestOneModelIsTheDefaultWhereThereArePhases(t *testing.T) {
	isDefault := fieldOf(graph.KindPhaseModel, "isDefault")
	two, _ := with(soundWorld(), "turns", func(m *graph.PhaseModel) { m.IsDefault = true })
	none, _ := with(soundWorld(), "stages", func(m *graph.PhaseModel) { m.IsDefault = false })
	const remedy = "Mark exactly one model as the default"
	same(t, "two", graph.CheckWhole(two), graph.ProblemsError{{
		Kind: graph.KindPhaseModel, Key: "turns", Field: isDefault, Message: "there is more than one default model: stages, turns", Remedy: remedy}}, byFieldName)
	same(t, "none", graph.CheckWhole(none), graph.ProblemsError{{
		Kind: graph.KindPhaseModel, Key: "stages", Field: isDefault, Message: "no model is the default", Remedy: remedy}}, byFieldName)
	same(t, "no models", graph.CheckWhole(world{aPhase("lost", "nowhere", 1, "")}), graph.ProblemsError{{
		Kind: graph.KindPhaseModel, Field: isDefault, Message: "no model is the default", Remedy: remedy}}, byFieldName)
	same(t, "no phases", graph.CheckWhole(world{aModel("stages")}), graph.ProblemsError(nil), byFieldName)
	same(t, "nothing", graph.CheckWhole(world{}), graph.ProblemsError(nil), byFieldName)
}
