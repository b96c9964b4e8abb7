package words_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/web/words"
)

func TestDatesCountriesAndLanguagesAreNamedInTheLanguage(t *testing.T) {
	en, it := speaker(t, "en"), speaker(t, "it")
	for _, test := range []struct{ got, want string }{
		{en.Date("2026-01-31"), "31 January 2026"},
		{it.Date("2026-01-31"), "31 gennaio 2026"},
		{en.Date("2026-01-01"), "1 January 2026"},
		{it.Date("2026-01-01"), "1º gennaio 2026"},
		{en.Date("2026-13-01"), "2026-13-01"},
		{en.Date("2026"), "2026"},
		{en.Date(""), ""},
		{en.Country("IT"), "Italy"},
		{it.Country("IT"), "Italia"},
		{it.Country("US"), "Stati Uniti"},
		{en.Country("QQ"), "QQ"},
		{en.Country(""), ""},
		{en.Country("150"), "150"},
		{en.Country("<b>"), "<b>"},
		{en.Tongue("it"), "Italian"},
		{it.Tongue("en"), "inglese"},
		{it.Tongue("pt-BR"), "portoghese brasiliano"},
		{en.Tongue("und"), "und"},
		{en.Tongue(""), ""},
		{en.Tongue("not a tag"), "not a tag"},
		{en.CountryCode("IT"), "IT"},
		{en.CountryCode("it"), "IT"},
		{en.CountryCode("ita"), "IT"},
		{en.CountryCode("italy"), "IT"},
		{it.CountryCode("Stati Uniti"), "US"},
		{en.CountryCode("UK"), "GB"},
		{it.CountryCode("Germania"), "DE"},
		{en.CountryCode("XX"), ""},
		{en.CountryCode("150"), ""},
		{en.CountryCode(""), ""},
		{en.LanguageTag("pt-BR"), "pt-BR"},
		{en.LanguageTag("EN"), "en"},
		{en.LanguageTag("spanish"), "es"},
		{it.LanguageTag("Inglese"), "en"},
		{en.LanguageTag("und"), ""},
		{en.LanguageTag("not a tag"), ""},
		{words.Capital("età"), "Età"},
		{words.Capital("è"), "È"},
		{words.Capital(""), ""},
		{words.Capital("\xff"), "\xff"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}

func TestAListHoldsEachItemOnceInOrder(t *testing.T) {
	en, it := speaker(t, "en"), speaker(t, "it")
	for _, test := range []struct{ got, want string }{
		{en.List(nil), ""},
		{en.List([]string{"a"}), "a"},
		{en.List([]string{"a", "b"}), "a and b"},
		{en.List([]string{"a", "b", "c"}), "a, b and c"},
		{it.List([]string{"a", "b", "c"}), "a, b e c"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		items := rapid.SliceOfN(rapid.StringMatching(`[a-z]{3,5}x`), 1, 8).Draw(t, "items")
		said := strings.ReplaceAll(en.List(items), " and ", ", ")
		if got := strings.Split(said, ", "); !slices.Equal(got, items) {
			t.Fatalf("%v is said as %v", items, got)
		}
	})
}
