package words_test

import "testing"

func TestAValueOfADimensionHasTheWordOfItsEnum(t *testing.T) {
	for lang, want := range map[string][]string{
		"en": {speaker(t, "en").Term("TraffickingScope", "NATIONAL"), "Italy", "Italian", "Family", "absence"},
		"it": {speaker(t, "it").Term("TraffickingScope", "NATIONAL"), "Italia", "italiano", "Family", "assenza"},
	} {
		s := speaker(t, lang)
		for i, value := range [][3]string{
			{"TRAFFICKING_SCOPE", "NATIONAL", "National"}, {"COUNTRY", "IT", "x"}, {"LANGUAGE", "it", "x"}, {"FACTOR", "family", "Family"}, {"FACTOR_STATE", "ABSENCE", "Absence"},
		} {
			if got := s.Value(value[0], value[1], value[2]); got != want[i] {
				t.Errorf("%s: %v is called %q, want %q", lang, value, got, want[i])
			}
		}
	}
}
