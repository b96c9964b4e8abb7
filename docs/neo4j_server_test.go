package docs_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/internal/neo4jstoretest"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
	"github.com/exitgraph/exitgraph/seed"
)

// The tests of this file need a Neo4j and have its name in theirs: make generate
// leaves them out, since they write nothing.

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// database is the shared server with records in it, as exitgraph puts them there.
func database(t *testing.T, release graph.Release, records []graph.Record) *neo4jtest.Server {
	t.Helper()
	neo4jstoretest.Filled(t, release, records)
	return neo4jtest.Shared(t)
}

func builtinDatabase(t *testing.T) *neo4jtest.Server {
	t.Helper()
	data, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return database(t, data.Release, data.Records)
}

// run puts a statement to the server.
func run(t *testing.T, server *neo4jtest.Server, cypher string) (headings []string, rows [][]string, told neo4j.ResultSummary) {
	t.Helper()
	session := server.Driver().NewSession(t.Context(), neo4j.SessionConfig{DatabaseName: neo4jtest.Database})
	defer session.Close(context.WithoutCancel(t.Context()))
	result, err := session.Run(t.Context(), cypher, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, cypher)
	}
	if headings, err = result.Keys(); err != nil {
		t.Fatal(err)
	}
	for result.Next(t.Context()) {
		var cells []string
		for _, v := range result.Record().Values {
			cells = append(cells, cellOf(v))
		}
		rows = append(rows, cells)
	}
	if told, err = result.Consume(t.Context()); err != nil {
		t.Fatalf("%v\n%s", err, cypher)
	}
	return headings, rows, told
}

// cellOf writes a value of the database as the golden answers do.
func cellOf(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case []any:
		words := make([]string, len(v))
		for i, word := range v {
			words[i] = fmt.Sprint(word)
		}
		return strings.Join(words, "; ")
	default:
		return fmt.Sprint(v)
	}
}

func TestExamplesInCypherGiveTheirGoldenAnswersInNeo4j(t *testing.T) {
	server := builtinDatabase(t)
	for _, name := range cypherExamples(t) {
		t.Run(name, func(t *testing.T) {
			headings, rows, _ := run(t, server, read(t, "docs/cypher/"+name+".cypher"))
			if got, want := asCSV(t, headings, rows), read(t, cypherGolden(name)); got != want {
				t.Errorf("Neo4j answers another thing than the records: %s", firstDifference(got, want))
			}
		})
	}
}

// The built-in data have no withdrawn finding and one review, so the examples are
// put to worlds that have everything too.
func TestExamplesInCypherCountOverAnyDataInNeo4j(t *testing.T) {
	rowsOf := map[string]int{}
	for _, seed := range []int64{1, 2} {
		records := storetest.Generate(seed, storetest.Small)
		server := database(t, graph.Release{Name: "test"}, records)
		e := newEvidence(records)
		for _, name := range cypherExamples(t) {
			headings, rows, _ := run(t, server, read(t, "docs/cypher/"+name+".cypher"))
			wantHeadings, want := cypherAnswers[name](e)
			rowsOf[name] += len(want)
			if got, want := asCSV(t, headings, rows), asCSV(t, wantHeadings, want); got != want {
				t.Errorf("seed %d: %s gives another answer than the records: %s", seed, name, firstDifference(got, want))
			}
		}
	}
	for name, n := range rowsOf {
		// Two speak of one factor and one study of the built-in data.
		if n == 0 && name != "02-evidence-for-a-factor" && name != "11-caveats-on-a-study" {
			t.Errorf("%s has no rows in any world, so nothing is proved", name)
		}
	}
}

// refused are the operators that read everything, or multiply what has nothing in
// common.
var refused = regexp.MustCompile(`AllNodesScan|CartesianProduct|AllRelationshipsScan`)

func TestExamplesInCypherUseNothingDeprecatedInNeo4j(t *testing.T) {
	server := builtinDatabase(t)
	for _, name := range cypherExamples(t) {
		_, _, told := run(t, server, "EXPLAIN "+read(t, "docs/cypher/"+name+".cypher"))
		for _, n := range told.Notifications() {
			t.Errorf("%s: the server says: %s: %s", name, n.Title(), n.Description())
		}
		plan, _ := told.Plan().Arguments()["string-representation"].(string)
		if plan == "" {
			t.Fatalf("%s has no plan", name)
		}
		if found := refused.FindString(plan); found != "" {
			t.Errorf("%s uses %s:\n%s", name, found, plan)
		}
	}
}

func TestThePageTellsWhatIsInNeo4j(t *testing.T) {
	server := database(t, graph.Release{Name: "n", Title: "t", Version: "1", Date: "2026-01-01", License: "l"}, storetest.Generate(3, storetest.Medium))
	// A constraint keeps the label Incoming in the list also when no load is under way.
	labels, patterns := set{"Entity": true, "Meta": true, "Incoming": true}, map[string]relationship{}
	if _, rows, _ := run(t, server, "MATCH (n) WHERE NOT n:Entity AND NOT n:Meta RETURN count(n)"); rows[0][0] != "0" {
		t.Errorf("%s nodes have neither of the labels that the page says every node has", rows[0][0])
	}
	for _, k := range graph.NodeKinds() {
		labels[k.String()] = true
		held, computed := propertiesOf(k)
		_, rows, _ := run(t, server, "MATCH (n:"+k.String()+":Entity) UNWIND keys(n) AS name RETURN DISTINCT name")
		sameProperties(t, k.String(), rows, slices.Concat(held, computed))
	}
	compare(t, "labels", column(run(t, server, "CALL db.labels()")), labels.sorted())

	for _, r := range relationships {
		patterns[r.name] = r
		ends := fmt.Sprintf("MATCH (a)-[r:%s]->(b) ", r.name)
		_, rows, _ := run(t, server, ends+fmt.Sprintf("RETURN count(r), sum(CASE WHEN a:%s AND b:%s THEN 1 ELSE 0 END)", r.from, r.to))
		if rows[0][0] == "0" || rows[0][0] != rows[0][1] {
			t.Errorf("of %s relationships of type %s, %s join what the page says", rows[0][0], r.name, rows[0][1])
		}
		var properties []string
		if r.kind != 0 {
			held, computed := propertiesOf(r.kind)
			properties = slices.Concat(held, computed)
		}
		_, rows, _ = run(t, server, ends+"UNWIND keys(r) AS name RETURN DISTINCT name")
		sameProperties(t, r.name, rows, properties)
	}
	compare(t, "relationship types", column(run(t, server, "CALL db.relationshipTypes()")), slices.Sorted(maps.Keys(patterns)))

	_, told, _ := strings.Cut(read(t, "docs/neo4j.md"), "| property of `:Meta` |")
	told, _, _ = strings.Cut(told, "\n\n")
	var documented []string
	for _, found := range regexp.MustCompile("(?m)^\\| `([A-Za-z]+)`").FindAllStringSubmatch(told, -1) {
		documented = append(documented, found[1])
	}
	slices.Sort(documented)
	compare(t, "properties of :Meta", column(run(t, server, "MATCH (m:Meta) UNWIND keys(m) AS name RETURN DISTINCT name")), documented)
}

// column gives the first cell of each row, sorted.
func column(_ []string, rows [][]string, _ neo4j.ResultSummary) []string {
	var out []string
	for _, r := range rows {
		out = append(out, r[0])
	}
	slices.Sort(out)
	return out
}

func compare(t *testing.T, what string, got, told []string) {
	t.Helper()
	if !slices.Equal(got, told) {
		t.Errorf("%s in the database:\n%v\nand in docs/neo4j.md:\n%v", what, got, told)
	}
}

// sameProperties compares names with those of the page, which have … for a language.
func sameProperties(t *testing.T, of string, rows [][]string, told []string) {
	t.Helper()
	left := set{}
	for _, name := range told {
		left.add(name)
	}
	texts := set{}
	for _, r := range rows {
		name := r[0]
		if left[name] {
			delete(left, name)
			continue
		}
		text := ""
		for _, t := range told {
			if stem, ok := strings.CutSuffix(t, "…"); ok && strings.HasPrefix(name, stem) && len(name) > len(stem) {
				text = t
			}
		}
		if text == "" {
			t.Errorf("%s has a property %s, of which docs/neo4j.md does not tell", of, name)
		}
		texts.add(text)
	}
	for name := range left {
		if !texts[name] {
			t.Errorf("docs/neo4j.md tells of a property %s of %s, which none has", name, of)
		}
	}
}
