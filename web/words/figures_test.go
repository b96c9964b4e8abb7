package words_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/web/words"
)

func TestNumbersAreWrittenInTheLanguagesWay(t *testing.T) {
	en, it := speaker(t, "en"), speaker(t, "it")
	for _, test := range []struct{ got, want string }{
		{en.N(0), "0"},
		{en.N(999), "999"},
		{en.N(1234), "1,234"},
		{it.N(1234), "1.234"},
		{en.N(-1234567), "-1,234,567"},
		{en.N(math.MinInt64), "-9,223,372,036,854,775,808"},
		{en.Decimal(1234.5, 1), "1,234.5"},
		{it.Decimal(1234.56, 1), "1.234,6"},
		{it.Decimal(2.5, -3), "2"},
		{en.Decimal(-0.001, 1), "0.0"},
		{en.Decimal(-1234.5, 1), "-1,234.5"},
		{en.Decimal(math.NaN(), 1), "–"},
		{en.Decimal(math.Inf(1), 1), "–"},
		{en.Percent(0.54), "54%"},
		{it.Percent(0.54), "54%"},
		{en.Percent(0), "0%"},
		{en.Percent(1), "100%"},
		{en.Percent(0.001), "<1%"},
		{en.Percent(0.999), ">99%"},
		{en.Percent(12.5), "1,250%"},
		{en.Percent(math.NaN()), "–"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}

// TestNumbersAreThoseOfCLDR compares our quick way with the library's slow one.
func TestNumbersAreThoseOfCLDR(t *testing.T) {
	for _, lang := range words.Languages {
		s, printer := speaker(t, lang), message.NewPrinter(language.Make(lang))
		rapid.Check(t, func(t *rapid.T) {
			n := rapid.Int().Draw(t, "n")
			if got, want := s.N(n), printer.Sprint(number.Decimal(n)); got != want {
				t.Fatalf("%s: %d is %q, want %q", lang, n, got, want)
			}
			f := float64(rapid.IntRange(-1e9, 1e9).Draw(t, "f")) / 8
			want := printer.Sprint(number.Decimal(f, number.Scale(3)))
			if got := s.Decimal(f, 3); got != want {
				t.Fatalf("%s: %v is %q, want %q", lang, f, got, want)
			}
		})
	}
}

func TestAShareIsAWholePercentThatNeverSaysAllOrNoneWronglyOf(t *testing.T) {
	s := speaker(t, "en")
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.IntRange(1, 10000).Draw(t, "total")
		part := rapid.IntRange(0, total).Draw(t, "part")
		got := s.Percent(float64(part) / float64(total))
		if (got == "0%") != (part == 0) || (got == "100%") != (part == total) {
			t.Fatalf("%d of %d is %q", part, total, got)
		}
		percent, err := strconv.Atoi(strings.Trim(got, "<>%"))
		if err != nil || math.Abs(float64(percent)-100*float64(part)/float64(total)) > 1 {
			t.Fatalf("%d of %d is %q", part, total, got)
		}
	})
}
