package graph_test

import (
	"testing"
	"unicode"

	"github.com/exitgraph/exitgraph/graph"
)

// ascii is the range of ASCII.
var ascii = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0, Hi: 0x7f, Stride: 1}}, LatinOffset: 1}

func TestATextIsServedInTheFirstWantedLanguageThatItHas(t *testing.T) {
	text := graph.Text{{Lang: "en", Value: "hope"}, {Lang: "it", Value: "speranza"}, {Lang: "pt-BR", Value: "esperança"}}
	for _, c := range []struct {
		rule, wanted, lang string
		asked              bool
	}{
		{"the language itself", "it", "it", true},
		{"the first of several", "it en", "it", true},
		{"the next where the first is not there", "fr it en", "it", true},
		{"a region falls back to its language", "it-CH", "it", true},
		{"a script and a region fall back step by step", "it-Latn-CH", "it", true},
		{"falling back comes before the next wish", "it-CH en", "it", true},
		{"an underscore joins as a hyphen does", "it_CH", "it", true},
		{"tags do not see case", "IT", "it", true},
		{"a regional text is found by its full tag", "pt-br", "pt-BR", true},
		{"a language does not stand for one of its regions", "pt", "en", false},
		{"nothing that is wanted is there", "fr de", "en", false},
		{"nothing is wanted", "", "en", false},
	} {
		got, asked, ok := text.Pick(list(c.wanted))
		if got.Lang != c.lang || got.Value != text.In(c.lang) || asked != c.asked || !ok {
			t.Errorf("%s: %q is served %+v, asked %v", c.rule, c.wanted, got, asked)
		}
	}
}

func TestAWishWithoutATagIsPassedOver(t *testing.T) {
	text := graph.Text{{Lang: "en", Value: "hope"}, {Lang: "it", Value: "speranza"}}
	for _, wanted := range [][]string{{"", "it"}, {"-", "it"}, {"--", "it"}} {
		if got, asked, _ := text.Pick(wanted); got.Lang != "it" || !asked {
			t.Errorf("%q is served %+v, asked %v", wanted, got, asked)
		}
	}
}

func TestNoTextIsServedWhereThereIsNone(t *testing.T) {
	if got, asked, ok := graph.Text(nil).Pick([]string{"en"}); ok || asked || got != (graph.Translation{}) {
		t.Errorf("an empty text serves %+v, asked %v, ok %v", got, asked, ok)
	}
	if got := english("hope").In("it"); got != "" {
		t.Errorf("a text that is in English only has the Italian words %q", got)
	}
}
