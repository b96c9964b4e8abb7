package literature_test

import (
	"testing"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/evidence/literature"
	"github.com/exitgraph/exitgraph/graph"
)

func TestNamesAreCutIntoWhatOccursInTitles(t *testing.T) {
	factor := func(en, it string) literature.Sought {
		name := graph.Text{{Lang: "en", Value: en}}
		if it != "" {
			name = append(name, graph.Translation{Lang: "it", Value: it})
		}
		return literature.Sought{Value: evidence.Value{Dimension: graph.DimFactor, Key: "x"}, Name: name}
	}
	value := func(d graph.Dimension, key string) literature.Sought {
		return literature.Sought{Value: evidence.Value{Dimension: d, Key: key}}
	}
	for _, c := range []struct {
		rule   string
		sought literature.Sought
		want   literature.Words
	}{
		{"one word in both languages", factor("Pregnancy", "Gravidanza"), `(pregnancy OR gravidanza)`},
		{"alternatives", factor("Laughter, music and dance", "Risate e musica"), `(laughter OR music OR dance OR risate OR musica)`},
		{"a phrase of up to three words", factor("Sense of uselessness", ""), `"sense of uselessness"`},
		{"a longer one as words that must all occur", factor("Hobbies in the free afternoon", ""), `(hobbies AND free AND afternoon)`},
		{"what only narrows is left out", factor("Insecurity after exit", "Insicurezza dopo l'uscita"), `(insecurity OR insicurezza)`},
		{"a part that says little is left out beside another", factor("Reasons and age of entry", ""), `"age of entry"`},
		{"and stays where there is no other", factor("Reasons", ""), `reasons`},
		{"also where it is long", factor("The situation of the people", ""), `"the situation of the people"`},
		{"words that databases read as operators are quoted", factor("Not near", ""), `"not near"`},
		{"one such word too", factor("Not", ""), `"not"`},
		{"signs that mean something are dropped", factor(`Laughter (any) "kind*": music?`, ""), `(laughter AND any AND kind AND music)`},
		{"the spelling of most titles stands beside", factor("Humour", ""), `(humour OR humor)`},
		{"synonyms", factor("Debt", "Debiti"), `(debt OR "debt bondage" OR debiti)`},
		{"a name of signs alone has no words", factor("- ' *", ""), ""},
		{"a node without a name neither", literature.Sought{Value: evidence.Value{Dimension: graph.DimFactor, Key: "x"}}, ""},
		{"countries in both languages", value(graph.DimCountry, "IT"), `(Italy OR Italia)`},
		{"a country whose name is the same", value(graph.DimCountryOfOrigin, "AL"), `Albania`},
		{"a country of several words", value(graph.DimCountry, "BA"), `("Bosnia and Herzegovina" OR "Bosnia ed Erzegovina")`},
		{"a language is no word of what is written in it", value(graph.DimLanguage, "it"), ""},
		{"nor is a year", value(graph.DimYear, "2017"), ""},
		{"values of vocabularies", value(graph.DimDesign, "MIXED_METHODS"), `("mixed methods" OR "mixed-methods" OR "metodi misti")`},
	} {
		if got := literature.WordsOf(c.sought); got != c.want {
			t.Errorf("%s: got %s, want %s", c.rule, got, c.want)
		}
	}
}
