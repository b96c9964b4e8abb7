package docs_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// region finds a generated part of a page: its name and arguments, and its text.
var region = regexp.MustCompile(`(?s)<!-- generated: ([a-z]+)((?: [a-zA-Z0-9-]+)*) -->\n(.*?)<!-- end -->`)

// generators write the parts of pages that follow from code and data.
var generators = map[string]func(t *testing.T, page string, args []string) string{
	"example":       writeExample,
	"kinds":         writeKinds,
	"vocabularies":  writeVocabularies,
	"dimensions":    writeDimensions,
	"cypher":        writeCypher,
	"labels":        writeLabels,
	"relationships": writeRelationships,
	"searched":      writeSearched,
	"findings":      writeAnswers,
	"measured":      writeMeasured,
}

func TestGeneratedPartsOfPagesAreCurrent(t *testing.T) {
	parts := 0
	for _, page := range pages(t) {
		text := read(t, page)
		if opened := strings.Count(text, "<!-- generated:"); opened != len(region.FindAllString(text, -1)) {
			t.Errorf("%s has a generated part without its end, or with a name that is not understood", page)
		}
		current(t, page, region.ReplaceAllStringFunc(text, func(part string) string {
			parts++
			found := region.FindStringSubmatch(part)
			write := generators[found[1]]
			if write == nil {
				t.Fatalf("%s asks for a generated part %q, which nobody writes", page, found[1])
			}
			return fmt.Sprintf("<!-- generated: %s%s -->\n%s<!-- end -->", found[1], found[2], write(t, page, strings.Fields(found[2])))
		}))
	}
	if parts < 20 {
		t.Errorf("only %d generated parts were found", parts)
	}
}

// writeExample prints a document, its variables and its answer, of which lists
// show so many items as the second argument says.
func writeExample(t *testing.T, page string, args []string) string {
	t.Helper()
	e := exampleOf(t, args[0])
	most, label := 0, "json answer"
	if len(args) > 1 {
		var err error
		if most, err = strconv.Atoi(args[1]); err != nil {
			t.Fatalf("%s: %q is no number of items", page, args[1])
		}
		label += " " + args[1]
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n```graphql\n%s```\n\n", e.shown())
	if e.variables != "" {
		fmt.Fprintf(&b, "```json variables\n%s```\n\n", layOut(t, e.variables, 0))
	}
	fmt.Fprintf(&b, "```%s\n%s```\n\n", label, layOut(t, ask(t, e.text, e.variables).Body.String(), most))
	return b.String()
}
