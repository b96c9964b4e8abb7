package evidence_test

import (
	"testing"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
)

func TestLabelNamesValuesInTheFirstLanguageThatHasAName(t *testing.T) {
	for _, tt := range []struct {
		dimension graph.Dimension
		key       string
		langs     []string
		want      string
	}{
		{graph.DimDesign, "QUALITATIVE", []string{"en"}, "Qualitative"},
		{graph.DimDesign, "QUALITATIVE", []string{"it"}, "Qualitativo"},
		{graph.DimDesign, "QUALITATIVE", []string{"it-CH"}, "Qualitativo"},
		{graph.DimDesign, "QUALITATIVE", []string{"de", "it"}, "Qualitativo"},
		{graph.DimDesign, "QUALITATIVE", []string{"tlh"}, "Qualitative"},
		{graph.DimDesign, "QUALITATIVE", nil, "Qualitative"},
		{graph.DimFactorLevel, "NO_SUCH_LEVEL", []string{"en"}, "NO_SUCH_LEVEL"},
		{graph.DimCountry, "IN", []string{"en"}, "India"},
		{graph.DimCountry, "DE", []string{"it"}, "Germania"},
		{graph.DimCountry, "DE", []string{"de-AT"}, "Deutschland"},
		{graph.DimCountry, "DE", []string{"not a tag", "fr"}, "Allemagne"},
		{graph.DimCountryOfOrigin, "NG", []string{"tlh"}, "Nigeria"},
		{graph.DimCountryOfOrigin, "NG", nil, "Nigeria"},
		{graph.DimCountry, "?", []string{"en"}, "?"},
		{graph.DimLanguage, "it", []string{"en"}, "Italian"},
		{graph.DimLanguage, "it", []string{"it"}, "italiano"},
		{graph.DimLanguage, "pt-BR", []string{"en"}, "Brazilian Portuguese"},
		{graph.DimLanguage, "?", []string{"en"}, "?"},
		{graph.DimYear, "2017", []string{"it"}, "2017"},
		{graph.DimFactor, "peer-support", []string{"it"}, "peer-support"},
	} {
		v := evidence.Value{Dimension: tt.dimension, Key: tt.key}
		if got := v.Label(tt.langs); got != tt.want {
			t.Errorf("%s %q in %v: got %q, want %q", tt.dimension, tt.key, tt.langs, got, tt.want)
		}
	}
}

func TestEveryValueOfAClosedVocabularyHasALabelInEnglishAndItalian(t *testing.T) {
	for _, d := range graph.Dimensions() {
		if d.Field.Vocabulary == nil {
			continue
		}
		for _, key := range d.Field.Vocabulary.Names() {
			for _, lang := range []string{"en", "it"} {
				v := evidence.Value{Dimension: d.Dimension, Key: key}
				if got := v.Label([]string{lang}); got == "" || got == key {
					t.Errorf("%s %s has no label in %s: %q", d.Name, key, lang, got)
				}
			}
		}
	}
}

func TestValuesOfDimensionsOfNodesSayTheirKind(t *testing.T) {
	want := map[graph.Dimension]graph.Kind{
		graph.DimFactor: graph.KindFactor, graph.DimPhase: graph.KindPhase,
		graph.DimStudy: graph.KindStudy, graph.DimReport: graph.KindReport,
	}
	for _, d := range graph.Dimensions() {
		if got := (evidence.Value{Dimension: d.Dimension}).Node(); got != want[d.Dimension] {
			t.Errorf("%s: got %s, want %s", d.Name, got, want[d.Dimension])
		}
	}
}
