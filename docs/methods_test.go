package docs_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/exitgraph/exitgraph/graph"
)

const methods = "docs/methods.md"

// served is the schema as clients read it.
func served(t *testing.T) *ast.Schema {
	t.Helper()
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	schema, gqlErr := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: e.SDL()})
	if gqlErr != nil {
		t.Fatal(gqlErr)
	}
	return schema
}

// firstCells gives the first cell of each row of a section's tables that is code.
func firstCells(t *testing.T, heading string) []string {
	t.Helper()
	var out []string
	for line := range strings.Lines(section(t, methods, heading)) {
		if first, _, _ := strings.Cut(strings.TrimPrefix(line, "| "), " |"); strings.HasPrefix(line, "| `") && code.MatchString(first) {
			out = append(out, strings.Trim(first, "`"))
		}
	}
	return out
}

func TestMethodsNameEveryCount(t *testing.T) {
	text := section(t, methods, "## Units and counting") + section(t, methods, "## Valence, and what is absent")
	counts := served(t).Types["EvidenceCounts"]
	for _, f := range counts.Fields {
		if f.Name != "byValence" && !strings.Contains(text, "`"+f.Name+"`") {
			t.Errorf("%s does not say how %s is counted", methods, f.Name)
		}
	}
	for _, unit := range firstCells(t, "## Units and counting") {
		if counts.Fields.ForName(unit) == nil {
			t.Errorf("%s counts %s, and EvidenceCounts does not", methods, unit)
		}
	}
}

func TestMethodsTurnValencesAsTheCodeDoes(t *testing.T) {
	rows := 0
	for line := range strings.Lines(section(t, methods, "## Valence, and what is absent")) {
		cells := code.FindAllStringSubmatch(line, -1)
		if !strings.HasPrefix(line, "| `") || len(cells) != 3 || cells[0][1] == "factorState" {
			continue
		}
		rows++
		f := graph.Finding{FactorState: graph.FactorState(cells[0][1]), Valence: graph.Valence(cells[1][1])}
		if got := string(f.FactorValence()); got != cells[2][1] {
			t.Errorf("%s: %s of what is %s is turned to %s, and the code makes it %s", methods, cells[1][1], cells[0][1], cells[2][1], got)
		}
	}
	if rows != 4 {
		t.Errorf("%s turns valences in %d rows", methods, rows)
	}
	for _, v := range []graph.Valence{"AMBIVALENT", "UNSIGNED"} {
		f := graph.Finding{FactorState: "ABSENCE", Valence: v}
		if f.FactorValence() != v {
			t.Errorf("%s says that %s stays as it is, and the code makes it %s", methods, v, f.FactorValence())
		}
	}
}

func TestMethodsListTheDimensionsWithSeveralValues(t *testing.T) {
	var want, got []string
	for _, d := range graph.Dimensions() {
		if d.Several() {
			want = append(want, d.Name)
		}
	}
	text := section(t, methods, "## Dimensions with several values")
	list := regexp.MustCompile("(?m)^`[A-Z_]+`(, `[A-Z_]+`)*$").FindString(text)
	for _, found := range code.FindAllStringSubmatch(list, -1) {
		got = append(got, found[1])
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s lists %v, and several values have %v", methods, got, want)
	}
}

func TestMethodsNameTheMappingsThatCount(t *testing.T) {
	text := section(t, methods, "## Phases and mappings")
	for _, relation := range graph.VocabMappingRelation.Values {
		if !strings.Contains(text, "`"+relation.Name+"`") {
			t.Errorf("%s does not name the relation %s", methods, relation.Name)
		}
	}
	if !strings.Contains(text, "A question uses `EXACT` and `CLOSE` unless it asks for\nmore") {
		t.Fatalf("%s does not say which mappings count by default", methods)
	}
	for _, question := range []string{"evidenceMatrix", "tally"} {
		argument := served(t).Query.Fields.ForName(question).Arguments.ForName("mappings")
		if got := argument.DefaultValue.String(); got != "[EXACT,CLOSE]" {
			t.Errorf("%s uses %s by default", question, got)
		}
	}
}

var (
	entry   = regexp.MustCompile(`(?m)^- \*\*([^*]+)\.\*\*`)
	citedAs = regexp.MustCompile(`\b(\p{Lu}[\p{L}-]+),?\s\(?(\d{4})\b`)
)

func TestEveryCitationHasAnEntryAndEveryEntryIsCited(t *testing.T) {
	text, literature, found := strings.Cut(read(t, methods), "\n## Literature\n")
	if !found {
		t.Fatalf("%s has no literature", methods)
	}
	text += read(t, "docs/findings.md")
	cited := map[string]bool{"Viechtbauer (R-sig-meta-analysis)": strings.Contains(text, "Viechtbauer") && strings.Contains(text, "(R-sig-meta-analysis)")}
	for _, found := range citedAs.FindAllStringSubmatch(text, -1) {
		cited[found[1]+" "+found[2]] = true
	}
	entries := map[string]bool{}
	var names []string
	for _, found := range entry.FindAllStringSubmatch(literature, -1) {
		entries[found[1]] = true
		names = append(names, found[1])
		if !cited[found[1]] {
			t.Errorf("%s lists %s, which nothing cites", methods, found[1])
		}
	}
	if !slices.IsSorted(names) || len(names) < 15 {
		t.Errorf("%s lists %d works, and they should stand in the order of the alphabet: %v", methods, len(names), names)
	}
	for name := range cited {
		if !entries[name] && !strings.HasPrefix(name, "PRISMA ") && !studyNamed(t, name) {
			t.Errorf("%s is cited and has no entry in the literature of %s", name, methods)
		}
	}
}

// studyNamed says whether a name is that of a study or phrase of the data, such as
// Klubben 2014.
func studyNamed(t *testing.T, name string) bool {
	t.Helper()
	return strings.Contains(read(t, "seed/data/studies.csv"), name)
}
