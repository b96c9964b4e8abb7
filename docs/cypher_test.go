package docs_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/seed"
)

// cypherExamples lists the names of the examples in docs/cypher.
func cypherExamples(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob("cypher/*.cypher")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, name := range found {
		names = append(names, strings.TrimSuffix(filepath.Base(name), ".cypher"))
	}
	if len(names) < 10 {
		t.Fatalf("only %d examples in Cypher were found", len(names))
	}
	return names
}

// cypherGolden is the file that holds the answer to an example.
func cypherGolden(name string) string { return "docs/cypher/answers/" + name + ".csv" }

// cypherAnswer is the answer to an example over the built-in data, worked out from
// its records without a database.
func cypherAnswer(t *testing.T, name string) (headings []string, rows [][]string) {
	t.Helper()
	answer := cypherAnswers[name]
	if answer == nil {
		t.Fatalf("docs/cypher/%s.cypher has no twin in cypherAnswers that works out its answer from the records", name)
	}
	data, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return answer(newEvidence(data.Records))
}

func asCSV(t *testing.T, headings []string, rows [][]string) string {
	t.Helper()
	var b strings.Builder
	w := csv.NewWriter(&b)
	if err := w.WriteAll(append([][]string{headings}, rows...)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGoldenAnswersInCypherAreThoseOfTheRecords(t *testing.T) {
	for _, name := range cypherExamples(t) {
		headings, rows := cypherAnswer(t, name)
		if len(rows) == 0 {
			t.Errorf("%s has no rows, so it shows nothing", name)
		}
		current(t, cypherGolden(name), asCSV(t, headings, rows))
	}
}

// said splits an example into its comment, which says what it answers and what is
// counted, and its statement.
var said = regexp.MustCompile(`\A((?:// [^\n]+\n)+)((?s:[^/].*))\z`)

func TestEveryExampleInCypherSaysWhatItAnswersAndCounts(t *testing.T) {
	for _, name := range cypherExamples(t) {
		parts := said.FindStringSubmatch(read(t, "docs/cypher/"+name+".cypher"))
		if parts == nil {
			t.Errorf("%s does not begin with a comment", name)
			continue
		}
		parts[1] = strings.ReplaceAll(parts[1], "\n// ", " ")
		switch {
		case !strings.Contains(parts[1], "?"):
			t.Errorf("%s does not say which question it answers", name)
		case !strings.Contains(parts[1], "ounted") && !strings.Contains(parts[1], "Each row is"):
			t.Errorf("%s does not say what is counted, or what a row is", name)
		case strings.Contains(parts[2], ":Finding") != strings.Contains(parts[1], "findings that stand") &&
			!strings.Contains(parts[1], "finding that stands"):
			t.Errorf("%s reads findings and does not say which, or says so and reads none", name)
		case strings.Count(parts[2], ":Finding") != strings.Count(parts[2], "status: 'CURRENT'"):
			t.Errorf("%s counts findings that were withdrawn or superseded, which the product leaves out", name)
		}
	}
}

func TestEveryExampleInCypherStandsInThePage(t *testing.T) {
	page := read(t, "docs/neo4j.md")
	known := map[string]bool{}
	for _, name := range cypherExamples(t) {
		known[cypherGolden(name)] = true
		if !strings.Contains(page, "<!-- generated: cypher "+name) {
			t.Errorf("docs/neo4j.md does not show docs/cypher/%s.cypher", name)
		}
	}
	found, err := filepath.Glob("cypher/answers/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range found {
		if name = "docs/" + filepath.ToSlash(name); !known[name] {
			t.Errorf("%s belongs to no example: remove it", name)
		}
	}
	if len(known) != len(cypherAnswers) {
		t.Errorf("%d examples and %d answers worked out from records", len(known), len(cypherAnswers))
	}
}

// writeCypher prints an example and the first rows of its answer, as many as the
// second argument says.
func writeCypher(t *testing.T, page string, args []string) string {
	t.Helper()
	if len(args) != 2 {
		t.Fatalf("%s: an example in Cypher has a name and a number of rows", page)
	}
	most, err := strconv.Atoi(args[1])
	if err != nil {
		t.Fatalf("%s: %q is no number of rows", page, args[1])
	}
	headings, rows := cypherAnswer(t, args[0])
	var b strings.Builder
	fmt.Fprintf(&b, "\n```cypher\n%s```\n\n", read(t, "docs/cypher/"+args[0]+".cypher"))
	line := func(cells []string) { fmt.Fprintf(&b, "| %s |\n", cell(strings.Join(cells, " \x00 "))) }
	line(headings)
	line(slices.Repeat([]string{"---"}, len(headings)))
	for _, r := range rows[:min(most, len(rows))] {
		line(r)
	}
	fmt.Fprintf(&b, "\n%s The whole answer: [%s.csv](cypher/answers/%[2]s.csv).\n\n", shownOf(min(most, len(rows)), len(rows)), args[0])
	return strings.ReplaceAll(b.String(), "\x00", "|")
}

// shownOf says how many rows of an answer are printed.
func shownOf(shown, all int) string {
	switch {
	case all == 1:
		return "One row."
	case shown == all:
		return fmt.Sprintf("%d rows.", all)
	default:
		return fmt.Sprintf("The first %d of %d rows.", shown, all)
	}
}

// group is one group of a tally, as the product answers it.
type group struct {
	Keys   []struct{ Key, Label string }
	Counts struct{ Findings, Studies int }
}

func tally(t *testing.T, question string) []group {
	t.Helper()
	var answer struct {
		Data struct{ Tally struct{ Groups []group } }
	}
	if err := json.Unmarshal(ask(t, question, "").Body.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	return answer.Data.Tally.Groups
}

func TestExamplesInCypherCountAsTheProductDoes(t *testing.T) {
	const counted = "{ groups { keys { key label } counts { findings studies } } } }"
	want := map[string][]string{}
	add := func(example string, cells ...any) {
		want[example] = append(want[example], strings.TrimSuffix(fmt.Sprintln(cells...), "\n"))
	}
	for _, g := range tally(t, "{ tally(by: [PHASE, FACTOR], mappings: []) "+counted) {
		add("01-factors-by-phase", g.Keys[0].Label, g.Keys[1].Label, g.Counts.Findings, g.Counts.Studies)
	}
	sides := map[string]map[string]group{}
	for _, g := range tally(t, "{ tally(by: [FACTOR, VALENCE]) "+counted) {
		factor := g.Keys[0].Label
		if sides[factor] == nil {
			sides[factor] = map[string]group{}
		}
		sides[factor][g.Keys[1].Key] = g
	}
	for factor, by := range sides {
		if help, hinder := by["FACILITATING"].Counts, by["HINDERING"].Counts; help.Findings > 0 && hinder.Findings > 0 {
			add("03-contradictions", factor, help.Findings, help.Studies, hinder.Findings, hinder.Studies)
		}
	}
	for _, g := range tally(t, "{ tally(by: [FACTOR, VALENCE_AS_REPORTED, VALENCE], where: { factorState: { eq: ABSENCE } }) "+counted) {
		add("07-findings-from-absence", g.Keys[0].Label, g.Keys[1].Key, g.Keys[2].Key, g.Counts.Findings, g.Counts.Studies)
	}
	if len(want) != 3 {
		t.Fatalf("the product answers for %d examples", len(want))
	}
	for example, told := range want {
		_, rows := cypherAnswer(t, example)
		var got []string
		for _, r := range rows {
			got = append(got, strings.Join(r, " "))
		}
		slices.Sort(got)
		slices.Sort(told)
		if !slices.Equal(got, told) {
			t.Errorf("%s says\n%s\nand the product\n%s", example, strings.Join(got, "\n"), strings.Join(told, "\n"))
		}
	}
}
