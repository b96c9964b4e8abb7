package graph_test

import (
	"slices"
	"strconv"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// axisWorld has several values on every dimension, and findings without any.
func axisWorld() world {
	return append(mappedWorld(),
		aReport("paper", func(r *graph.Report) { r.Year = 2003 }),
		aReport("libro", func(r *graph.Report) { r.Language = "it" }),
		aReport("review", func(r *graph.Report) { r.Language = "pt-BR" }),
		aStudy("one", func(s *graph.Study) { s.Year, s.Setting = 2003, "OUTDOOR" }),
		aStudy("two", func(s *graph.Study) {
			s.Year, s.Design, s.TraffickingScope, s.DefinitionScope = 2015, "QUANTITATIVE", "MIXED", "MIXED"
		}),
		aStudy("bare"),
		aStudyReport("one", graph.Primary, "paper"), aStudyReport("two", graph.Primary, "libro"), aStudyReport("two", graph.Primary, "paper"),
		aStudyReport("one", graph.Included, "review"),
		aSample("women", "one two", 10, func(s *graph.Sample) { s.CountriesOfStudy = list("IT NG") }),
		aSample("young", "two", 5, func(s *graph.Sample) {
			s.CountriesOfStudy, s.CountriesOfOrigin = list("US"), list("MX NG")
			s.LifeStage, s.EntryStage, s.Informant = "YOUNG_ADULT", "MINOR", "CASE_RECORDS"
		}),
		aFactor("work", func(f *graph.Factor) { f.Level = "STRUCTURAL" }), aFactor("trust"),
		aFactor("hope", func(f *graph.Factor) { f.Level = "INDIVIDUAL" }), aFactor("family"),
		aFinding("f-1", "one", "paper", "trust", inPhase("aware-inner")),
		aFinding("f-2", "two", "libro", "work", inPhase("leave"), reads(graph.Hindering, graph.Absence)),
		aFinding("f-3", "two", "review", "work", inPhase("doubt-last"), reads(graph.Ambivalent, graph.Absence), func(f *graph.Finding) {
			f.Samples, f.ExtractionBasis, f.Confidence = list("young"), "SECONDARY_REVIEW", "LOW"
		}),
		aFinding("f-4", "", "review", "hope", reads(graph.Unsigned, graph.Presence)),
		aFinding("f-5", "bare", "paper", "hope", inPhase("sudden"), reads(graph.Facilitating, graph.Absence)),
	)
}

// valuesOf gives the values of a finding on a dimension, read off the records by
// hand.
func (w world) valuesOf(d graph.Dimension, f *graph.Finding) []string {
	var out []string
	if factor := w.Record(graph.KindFactor, f.Factor).(*graph.Factor); d == graph.DimFactor {
		return []string{factor.Key}
	} else if d == graph.DimFactorLevel {
		return []string{string(factor.Level)}
	}
	switch d {
	case graph.DimValence:
		return []string{string(f.FactorValence())}
	case graph.DimValenceAsReported:
		return []string{string(f.Valence)}
	case graph.DimReport:
		return []string{f.Report}
	case graph.DimExtractionBasis:
		return []string{string(f.ExtractionBasis)}
	case graph.DimConfidence:
		return []string{string(f.Confidence)}
	case graph.DimFactorState:
		return []string{string(f.FactorState)}
	}
	if study, ok := w.Record(graph.KindStudy, f.Study).(*graph.Study); ok {
		out = w.valuesOfStudy(d, study)
	}
	for _, r := range w.All(graph.KindSample) {
		s := r.(*graph.Sample)
		if slices.Contains(f.Samples, s.Key) || len(f.Samples) == 0 && f.Study != "" && slices.Contains(s.Studies, f.Study) {
			out = append(out, valuesOfSample(d, s)...)
		}
	}
	return out
}

func (w world) valuesOfStudy(d graph.Dimension, s *graph.Study) []string {
	switch d {
	case graph.DimStudy:
		return []string{s.Key}
	case graph.DimDesign:
		return []string{string(s.Design)}
	case graph.DimTraffickingScope:
		return []string{string(s.TraffickingScope)}
	case graph.DimSetting:
		return []string{string(s.Setting)}
	case graph.DimDefinitionScope:
		return []string{string(s.DefinitionScope)}
	case graph.DimYear:
		return []string{strconv.Itoa(s.Year)}
	case graph.DimLanguage:
		var out []string
		for _, r := range w.All(graph.KindStudyReport) {
			if link := r.(*graph.StudyReport); link.Study == s.Key && link.Role == graph.Primary {
				out = append(out, w.Record(graph.KindReport, link.Report).(*graph.Report).Language)
			}
		}
		return out
	}
	return nil
}

func valuesOfSample(d graph.Dimension, s *graph.Sample) []string {
	switch d {
	case graph.DimLifeStage:
		return []string{string(s.LifeStage)}
	case graph.DimEntryStage:
		return []string{string(s.EntryStage)}
	case graph.DimInformant:
		return []string{string(s.Informant)}
	case graph.DimCountry:
		return s.CountriesOfStudy
	case graph.DimCountryOfOrigin:
		return s.CountriesOfOrigin
	}
	return nil
}

func axisOf(t *testing.T, f *graph.Frame, d graph.Dimension) graph.Axis {
	t.Helper()
	axis, err := f.Axis(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	return axis
}

func TestAGroupHoldsTheFindingsWithItsValue(t *testing.T) {
	w := axisWorld()
	f := w.frame(t)
	for _, d := range graph.Dimensions() {
		if d.Dimension == graph.DimPhase {
			continue // placed through mappings; tested below
		}
		axis, placed := axisOf(t, f, d.Dimension), 0
		for i, key := range axis.Keys {
			var want []string
			for _, r := range w.All(graph.KindFinding) {
				if slices.Contains(w.valuesOf(d.Dimension, r.(*graph.Finding)), key) {
					want = append(want, r.RecordKey())
					placed++
				}
			}
			same(t, d.Name+" "+key, w.keysOf(graph.KindFinding, axis.Filter(i)), want, emptyIsNil)
		}
		if placed == 0 {
			t.Errorf("no finding has a place on %s, so the test says nothing of it", d.Name)
		}
	}
}

func TestAGroupOfAPhaseHoldsWhatItsPlacesBring(t *testing.T) {
	w := axisWorld()
	f := w.frame(t)
	axis := axisOf(t, f, graph.DimPhase)
	for i, want := range []string{"", "f-1 f-2 f-3", "f-2", ""} {
		same(t, axis.Keys[i], w.keysOf(graph.KindFinding, axis.Filter(i)), list(want), emptyIsNil)
	}
	bare := graph.Axis{Dimension: graph.DimPhase, Keys: list("leave aware")}
	for i, want := range []string{"f-2", ""} {
		same(t, "without places, "+bare.Keys[i], w.keysOf(graph.KindFinding, bare.Filter(i)), list(want), emptyIsNil)
	}
}

func TestAnAxisHoldsEveryValueOfTheReleaseInItsOrder(t *testing.T) {
	f := axisWorld().frame(t)
	for d, want := range map[graph.Dimension]string{
		graph.DimFactor:            "hope family trust work", // by level, then key
		graph.DimFactorLevel:       "INDIVIDUAL RELATIONAL STRUCTURAL SOCIETAL",
		graph.DimPhase:             "inside aware plan exit",
		graph.DimValence:           "FACILITATING HINDERING AMBIVALENT UNSIGNED",
		graph.DimValenceAsReported: "FACILITATING HINDERING AMBIVALENT UNSIGNED",
		graph.DimStudy:             "bare one two",
		graph.DimReport:            "libro paper review",
		graph.DimDesign:            "QUALITATIVE QUANTITATIVE MIXED_METHODS NOT_REPORTED NOT_EXTRACTED",
		graph.DimTraffickingScope:  "NATIONAL TRANSNATIONAL MIXED NOT_REPORTED NOT_EXTRACTED",
		graph.DimSetting:           "INDOOR OUTDOOR MIXED NOT_REPORTED NOT_EXTRACTED",
		graph.DimLifeStage:         "MINOR YOUNG_ADULT ADULT MIXED NOT_REPORTED NOT_EXTRACTED NOT_APPLICABLE",
		graph.DimEntryStage:        "MINOR YOUNG_ADULT ADULT MIXED NOT_REPORTED NOT_EXTRACTED NOT_APPLICABLE",
		graph.DimCountry:           "IT NG US",
		graph.DimCountryOfOrigin:   "MX NG",
		graph.DimLanguage:          "en it pt-BR",
		graph.DimYear:              "2003 2015",
		graph.DimInformant:         "LIVED_EXPERIENCE PRACTITIONER CASE_RECORDS MIXED NOT_EXTRACTED",
		graph.DimDefinitionScope:   "TRAFFICKING COMMERCIAL_SEXUAL_EXPLOITATION PROSTITUTION_OR_SEX_WORK MIXED NOT_EXTRACTED",
		graph.DimExtractionBasis:   "FULL_TEXT ABSTRACT SECONDARY_REVIEW RECONSTRUCTED",
		graph.DimConfidence:        "HIGH MEDIUM LOW",
		graph.DimFactorState:       "PRESENCE ABSENCE",
	} {
		axis := axisOf(t, f, d)
		same(t, d.String(), axis.Keys, list(want))
		if axis.Dimension != d || (axis.Place != nil) != (d == graph.DimPhase) {
			t.Errorf("%s: the axis is one of %s, placed %v", d, axis.Dimension, axis.Place != nil)
		}
	}
}

func TestAnAxisOfAnEmptyWorldIsEmptyUnlessItsVocabularyIsClosed(t *testing.T) {
	f := world{}.frame(t)
	for _, d := range graph.Dimensions() {
		axis := axisOf(t, f, d.Dimension)
		if closed := d.Field.Type == graph.TypeEnum; closed != (len(axis.Keys) > 0) {
			t.Errorf("%s has the values %v", d.Name, axis.Keys)
		}
	}
}

func TestDimensionsSayWhetherAFindingMayHaveSeveralValues(t *testing.T) {
	several := []graph.Dimension{
		graph.DimLifeStage, graph.DimEntryStage, graph.DimCountry, graph.DimCountryOfOrigin, graph.DimLanguage, graph.DimInformant,
	}
	nodes := map[graph.Dimension]graph.Kind{
		graph.DimFactor: graph.KindFactor, graph.DimPhase: graph.KindPhase, graph.DimStudy: graph.KindStudy, graph.DimReport: graph.KindReport,
	}
	for _, d := range graph.Dimensions() {
		if d.Several() != slices.Contains(several, d.Dimension) {
			t.Errorf("%s: Several is %v", d.Name, d.Several())
		}
		if d.Node() != nodes[d.Dimension] {
			t.Errorf("the values of %s are of kind %s", d.Name, d.Node())
		}
	}
}

func TestThePathOfADimensionStartsAtTheFindingAndEndsAtItsField(t *testing.T) {
	for _, of := range []graph.Kind{0, graph.KindFinding, graph.KindStudy, graph.KindFactor} {
		for _, d := range graph.Dimensions() {
			path, viaFindings := graph.AxisPath(of, d.Dimension)
			at := of
			if at == 0 {
				at = graph.KindFinding
			}
			for i, e := range path {
				if e.From != at {
					t.Errorf("%s of %s: step %d starts from %s and stands at %s", d.Name, of, i, e.From, at)
				}
				at = e.To
			}
			if at != d.Field.Kind {
				t.Errorf("%s of %s ends at %s", d.Name, of, at)
			}
			if viaFindings != (of != 0 && of != graph.KindFinding && len(path) > 0 && path[0].To == graph.KindFinding) {
				t.Errorf("%s of %s: viaFindings is %v", d.Name, of, viaFindings)
			}
		}
	}
}

func TestStudiesAndFactorsAreGroupedByTheirOwnValuesWhereTheyHaveSuch(t *testing.T) {
	for _, c := range []struct {
		of   graph.Kind
		d    graph.Dimension
		want string
	}{
		{graph.KindStudy, graph.DimDesign, ""},
		{graph.KindStudy, graph.DimStudy, ""},
		{graph.KindStudy, graph.DimLanguage, "Study.primaryReports"},
		{graph.KindStudy, graph.DimCountry, "Study.samples"},
		{graph.KindStudy, graph.DimFactor, "Study.findings Finding.factor"},
		{graph.KindStudy, graph.DimValence, "Study.findings"},
		{graph.KindFactor, graph.DimFactorLevel, ""},
		{graph.KindFactor, graph.DimFactor, ""},
		{graph.KindFactor, graph.DimDesign, "Factor.findings Finding.study"},
		{graph.KindFactor, graph.DimConfidence, "Factor.findings"},
		{graph.KindFinding, graph.DimDesign, "Finding.study"},
	} {
		var got []string
		path, _ := graph.AxisPath(c.of, c.d)
		for _, e := range path {
			got = append(got, e.String())
		}
		same(t, c.of.String()+" by "+c.d.String(), got, list(c.want), emptyIsNil)
	}
}
