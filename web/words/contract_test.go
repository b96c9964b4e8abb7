package words_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"github.com/exitgraph/exitgraph/web/words"
)

// contract gives the enums of the schema with their values, in its order.
func contract(t *testing.T) map[string][]string {
	t.Helper()
	document, err := parser.ParseSchema(&ast.Source{Name: "schema.graphql", Input: read(t, "../../schema/testdata/schema.graphql")})
	if err != nil {
		t.Fatal(err)
	}
	enums := map[string][]string{}
	for _, definition := range document.Definitions {
		if definition.Kind != ast.Enum || isOrder(definition.Name) {
			continue
		}
		for _, value := range definition.EnumValues {
			enums[definition.Name] = append(enums[definition.Name], value.Name)
		}
	}
	if len(enums) < 20 {
		t.Fatalf("only %d enums were found, so the rules would hold of nothing", len(enums))
	}
	return enums
}

func read(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// isOrder tells enums that name fields to sort by. Readers see the heads of tables in
// their place, which pages word.
func isOrder(enum string) bool { return strings.HasSuffix(enum, "OrderField") }

func TestEveryValueOfTheContractHasAWordInEveryLanguage(t *testing.T) {
	enums := contract(t)
	for _, lang := range words.Languages {
		s := speaker(t, lang)
		for enum, values := range enums {
			if got := s.Terms(enum); !slices.Equal(got, values) {
				t.Errorf("%s: %s has %v, and the contract %v", lang, enum, got, values)
			}
			seen := map[string]string{}
			for _, value := range values {
				word, about := s.Term(enum, value), s.About(enum, value)
				if before, twice := seen[word]; twice {
					t.Errorf("%s: %s has the word %q for %s and for %s", lang, enum, word, before, value)
				}
				seen[word] = value
				if strings.Contains(word+about, "⟦") || strings.TrimSpace(word) == "" || strings.ContainsAny(word, "_.") {
					t.Errorf("%s: %s.%s: %q is no word", lang, enum, value, word)
				}
				if !strings.HasSuffix(about, ".") || about[:1] == strings.ToLower(about[:1]) && about[0] < 0x80 && about[0] > '9' {
					t.Errorf("%s: %s.%s: %q is no sentence", lang, enum, value, about)
				}
			}
		}
	}
}

func TestNoWordIsKeptForWhatTheContractHasNot(t *testing.T) {
	enums := contract(t)
	catalogue, err := words.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, enum := range catalogue.Enums() {
		if enums[enum] == nil {
			t.Errorf("the contract has no enum %s", enum)
		}
	}
}

func TestTermsThatReadersMeetMostAreTheAgreedOnes(t *testing.T) {
	for _, test := range []struct{ lang, enum, value, want string }{
		{"en", "Valence", "FACILITATING", "facilitates"},
		{"it", "Valence", "FACILITATING", "facilita"},
		{"en", "Valence", "HINDERING", "hinders"},
		{"it", "Valence", "HINDERING", "ostacola"},
		{"en", "Valence", "AMBIVALENT", "both ways"},
		{"it", "Valence", "AMBIVALENT", "ambivalente"},
		{"en", "Valence", "UNSIGNED", "direction not given"},
		{"it", "Valence", "UNSIGNED", "direzione non indicata"},
		{"en", "StudyDesign", "NOT_REPORTED", "not reported by the study"},
		{"en", "LifeStage", "NOT_EXTRACTED", "we have not read enough to know"},
		{"en", "TraffickingScope", "TRANSNATIONAL", "across borders"},
		{"en", "Valence", "NO_SUCH", "⟦Valence.NO_SUCH⟧"},
		{"en", "NoSuch", "X", "⟦NoSuch.X⟧"},
	} {
		if got := speaker(t, test.lang).Term(test.enum, test.value); got != test.want {
			t.Errorf("%s %s.%s: got %q, want %q", test.lang, test.enum, test.value, got, test.want)
		}
	}
	if got := speaker(t, "it").Dimension("TRAFFICKING_SCOPE"); got != "rotta" {
		t.Errorf("the dimension of routes is %q", got)
	}
	if got := speaker(t, "en").About("NoSuch", "X"); got != "⟦NoSuch.X⟧" {
		t.Errorf("an enum that is not there is explained as %q", got)
	}
	if got := speaker(t, "en").Terms("NoSuch"); got != nil {
		t.Errorf("an enum that is not there has the values %v", got)
	}
}
