package neo4jstore

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
)

var update = flag.Bool("update", false, "write the golden statements anew")

// statement is one shape of question.
type statement struct {
	name   string
	text   string
	params map[string]any
}

func fieldOf(k graph.Kind, name string) *graph.Field { return graph.ModelOf(k).Field(name) }
func edgeOf(k graph.Kind, name string) *graph.Edge   { return graph.ModelOf(k).Edge(name) }

// statements are the shapes that the questions of the product take.
func statements() []statement {
	var out []statement
	add := func(name string, compose func(q *query) string) {
		q := newQuery()
		text := compose(q)
		out = append(out, statement{name, text, q.params})
	}
	find := func(name string, f graph.Find) { add("find-"+name, func(q *query) string { return q.find(f) }) }
	expand := func(name string, e graph.Expand) { add("expand-"+name, func(q *query) string { return q.expand(e) }) }
	tally := func(name string, t graph.Tally) { add("tally-"+name, func(q *query) string { return q.tally(t) }) }

	study, finding, phase := graph.KindStudy, graph.KindFinding, graph.KindPhase
	current := graph.Equals(fieldOf(finding, "status"), "CURRENT")
	byTitle := []graph.OrderTerm{{Field: fieldOf(study, "title"), Desc: true}}
	at := &graph.Position{Values: []graph.SortValue{{Str: "hickle 2017"}}, Key: "hickle-2017"}
	none := &graph.Position{Values: []graph.SortValue{{Absent: true}}, Key: "f1"}
	byPhase := []graph.OrderTerm{{Field: fieldOf(finding, "phase")}}
	ofStudy := graph.Has{Edge: edgeOf(finding, "study"), Quant: graph.Some, Where: graph.And{
		graph.Equals(fieldOf(study, "setting"), "OUTDOOR"),
		graph.Compare{Field: fieldOf(study, "year"), Op: graph.OpMoreEqual, Nums: []int{2000}},
	}}

	find("first-page", graph.Find{Kind: study, Order: byTitle, Window: graph.Window{Limit: 20}})
	find("next-page", graph.Find{Kind: study, Order: byTitle, Window: graph.Window{Limit: 20, After: at}, Total: true})
	find("page-before", graph.Find{Kind: study, Order: byTitle, Window: graph.Window{Limit: 20, Before: at, Backward: true}})
	find("after-absence", graph.Find{Kind: finding, Order: byPhase, Window: graph.Window{Limit: 20, After: none, Before: none}})
	find("all", graph.Find{Kind: phase, Order: graph.ModelOf(phase).Order, Window: graph.Window{Limit: -1}, Total: true})
	find("findings-of-studies", graph.Find{Kind: finding, Where: graph.And{ofStudy, current}, Window: graph.Window{Limit: 20}})
	find("words", graph.Find{Kind: graph.KindFactor, Where: graph.Or{
		graph.Compare{Field: fieldOf(graph.KindFactor, "label"), Op: graph.OpContains, Strs: []string{"trust"}},
		graph.Compare{Field: fieldOf(graph.KindFactor, "notes"), Op: graph.OpStartsWith, Strs: []string{"a", "b"}},
	}, Window: graph.Window{Limit: 20}})
	find("opposites", graph.Find{Kind: study, Where: graph.And{
		graph.Not{Filter: graph.Compare{Field: fieldOf(study, "year"), Op: graph.OpLess, Nums: []int{2000}}},
		graph.Has{Edge: edgeOf(study, "findings"), Quant: graph.All, Where: current},
		graph.Has{Edge: edgeOf(study, "samples"), Quant: graph.None, Where: graph.Compare{Field: fieldOf(graph.KindSample, "countriesOfStudy"), Op: graph.OpHasAll, Strs: []string{"IT"}}},
		graph.Absent{Edge: edgeOf(study, "caveats")},
	}, Window: graph.Window{Limit: 20}})
	find("samples-or-those-of-the-study", graph.Find{Kind: finding, Where: graph.Has{Edge: edgeOf(finding, "samples"), Quant: graph.Some,
		Where: graph.Equals(fieldOf(graph.KindSample, "lifeStage"), "MINOR")}, Window: graph.Window{Limit: 20}})
	someMinors := graph.Has{Edge: edgeOf(finding, "samples"), Quant: graph.Some, Where: graph.Equals(fieldOf(graph.KindSample, "lifeStage"), "MINOR")}
	find("all-of-samples", graph.Find{Kind: finding, Where: graph.And{someMinors, ofStudy}, Window: graph.Window{Limit: -1}})
	find("links", graph.Find{Kind: graph.KindStudyReport, Where: graph.Has{Edge: edgeOf(graph.KindStudyReport, "study"), Quant: graph.Some,
		Where: graph.KeyIn(study, "hickle-2017")}, Window: graph.Window{Limit: 20}})

	for _, k := range graph.Kinds() {
		for _, e := range graph.ModelOf(k).Edges {
			expand(strings.ReplaceAll(e.String(), ".", "-"), graph.Expand{Edge: e, Kind: e.To, Parents: []string{"a", "b"}, Window: graph.Window{Limit: 20}})
		}
	}
	expand("Study-reports-counted", graph.Expand{Edge: edgeOf(study, "reports"), Parents: []string{"a"},
		Where: graph.Equals(fieldOf(graph.KindReport, "language"), "en"), Window: graph.Window{Limit: 5, After: &graph.Position{Key: "r"}}, Total: true})

	axis := graph.Axis{Dimension: graph.DimDesign, Keys: []string{"QUALITATIVE", "MIXED_METHODS"}}
	for _, g := range groupsOf(finding, []graph.Filter{axis.Filter(0), axis.Filter(1)}) {
		add("groups-design", func(q *query) string {
			return q.expandGroups(graph.Expand{Kind: finding, Where: current, Window: graph.Window{Limit: 5}, Total: true}, g)
		})
	}

	for _, d := range graph.Dimensions() {
		tally("by-"+strings.ToLower(d.Name), graph.Tally{Of: finding, Where: current, By: []graph.Axis{{Dimension: d.Dimension, Keys: []string{"1"}}}, Units: graph.CountStudies})
	}
	matrix := []graph.Axis{{Dimension: graph.DimFactor, Keys: []string{"a"}}, {Dimension: graph.DimPhase, Keys: []string{"b"}}, {Dimension: graph.DimLifeStage, Keys: []string{"MINOR"}}}
	tally("matrix-all-units", graph.Tally{Of: finding, Where: graph.And{ofStudy, current}, By: matrix, Units: graph.CountAll})
	tally("matrix-groups-only", graph.Tally{Of: finding, Where: current, By: matrix[:2], Units: graph.CountStudies, GroupsOnly: true})
	tally("matrix-of-some-factors", graph.Tally{Of: finding, By: matrix[:2], Units: graph.CountValences, Where: graph.And{
		graph.Has{Edge: edgeOf(finding, "factor"), Quant: graph.Some, Where: graph.Equals(fieldOf(graph.KindFactor, "key"), "a")}, current,
	}})
	tally("studies-mixed-axes", graph.Tally{Of: study, Findings: current, By: matrix, Units: graph.CountAll})
	tally("studies-own-axis", graph.Tally{Of: study, Findings: current, By: []graph.Axis{axis}, Units: graph.CountStudies})
	tally("matrix-of-samples", graph.Tally{Of: finding, By: matrix[:2], Units: graph.CountValences, Where: graph.And{graph.And{ofStudy, someMinors}, current}})
	tally("studies-groups-only", graph.Tally{Of: study, Findings: current, By: []graph.Axis{axis}, GroupsOnly: true})
	tally("factors", graph.Tally{Of: graph.KindFactor, Findings: current, By: matrix[1:], Units: graph.CountAll})
	tally("total", graph.Tally{Of: finding, Where: current, Units: graph.CountAll})

	search := func(name, text string, langs []string, g graph.Search) {
		parsed, err := graph.ParseSearch(text, langs)
		if err != nil {
			panic(err)
		}
		g.Query = parsed
		add("search-"+name, func(q *query) string { return q.search(g) })
	}
	search("words", "family support", nil, graph.Search{Limit: 25})
	search("beginnings-counted", `fam* "re-entry"`, nil, graph.Search{Limit: 25, Total: true})
	search("kinds-and-languages", "famiglia", []string{"it", "pt-BR"}, graph.Search{Kinds: []graph.Kind{finding, graph.KindFactor}, Limit: 25})
	search("one-kind", "family", nil, graph.Search{Kinds: []graph.Kind{study}, Limit: 10})
	search("next-page", "family", nil, graph.Search{Limit: 25, After: &graph.Place{Rank: 1, Kind: finding, Key: "f1"}})
	search("next-page-counted", "family", []string{"en"}, graph.Search{Limit: 25, Total: true, After: &graph.Place{Rank: 1, Kind: finding, Key: "f1"}})

	out = append(out, traces()...)
	add("get", func(q *query) string { return q.get(graph.Get{Keys: []string{"a"}}) })
	along := graph.Reading{Along: []*graph.Edge{edgeOf(finding, "study"), edgeOf(finding, "report")}}
	add("get-along", func(q *query) string { return q.get(graph.Get{Keys: []string{"a"}, Reading: along}) })
	find("along", graph.Find{Kind: finding, Where: current, Window: graph.Window{Limit: 20}, Reading: along})
	find("along-counted", graph.Find{Kind: finding, Where: current, Window: graph.Window{Limit: 20}, Total: true, Reading: along})
	expand("along", graph.Expand{Edge: edgeOf(study, "findings"), Kind: finding, Parents: []string{"a", "b"}, Window: graph.Window{Limit: 20}, Reading: along})
	expand("links-along", graph.Expand{Edge: edgeOf(graph.KindFactor, "classifications"), Kind: graph.KindClassification, Parents: []string{"a"},
		Window: graph.Window{Limit: -1}, Reading: graph.Reading{Along: []*graph.Edge{edgeOf(graph.KindClassification, "report")}}})
	out = append(out, statement{"info", infoStatement, nil}, statement{"meta", metaStatement, nil},
		statement{"mark", markStatement, nil}, statement{"inspect", inspectStatement, nil}, statement{"lock", lockStatement, nil},
		statement{"note-open", openNote, map[string]any{"id": "a"}}, statement{"note-close", closeNote, map[string]any{"id": "a"}}, statement{"note-discard", discardNote, nil},
		statement{"census", inSight.census(), nil}, statement{"census-aside", aside.census(), nil},
		statement{"sweep", sweepStatement(outgoing), map[string]any{"chunk": int64(chunk)}})
	for _, k := range graph.Kinds() {
		params := map[string]any{"after": "", "chunk": int64(chunk)}
		var whole reader
		whole.parameters(k, params)
		out = append(out, statement{"scan-" + k.String(), scanStatements[k], params})
	}
	return append(out, writes()...)
}

// writes gathers the statements that write, by writing everything twice to nowhere.
func writes() []statement {
	var w writing
	for _, r := range storetest.Fixture() {
		r = graph.Complete(r)
		w.put(r, nil)
		w.put(r, r)
		w.remove(r)
	}
	var out []statement
	for _, s := range w.statements(inSight) {
		out = append(out, statement{"write-" + s.name, s.text, parameters(s.rows)})
	}
	for _, s := range w.statements(aside) {
		if !strings.HasPrefix(s.name, "un") && !strings.HasPrefix(s.name, "delete-") && !strings.HasPrefix(s.name, "replace-") {
			out = append(out, statement{"aside-" + s.name, s.text, parameters(s.rows)})
		}
	}
	for i, text := range exchange {
		out = append(out, statement{fmt.Sprintf("exchange-%02d", i), text, nil})
	}
	return out
}

func TestStatementsAreAsWrittenDown(t *testing.T) {
	folder := filepath.Join("testdata", "cypher")
	wanted := map[string]bool{}
	for _, s := range statements() {
		path := filepath.Join(folder, s.name+".cypher")
		if wanted[path] {
			t.Fatalf("two statements have the name %s", s.name)
		}
		wanted[path] = true
		if *update {
			if err := os.WriteFile(path, []byte(s.text+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		golden, err := os.ReadFile(path)
		if err != nil || string(golden) != s.text+"\n" {
			t.Errorf("%s differs from its file (%v); go test ./graph/neo4jstore -run WrittenDown -update writes it anew:\n%s", s.name, err, s.text)
		}
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.cypher"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !wanted[f] {
			t.Errorf("%s belongs to no statement: delete it", f)
		}
	}
}

// operatorsOf lists the operators of a plan. They are taken from the table that the
// server draws of it, since the driver hands out the last child of an operator in
// place of each.
func operatorsOf(p neo4j.Plan) []string {
	table, _ := p.Arguments()["string-representation"].(string)
	var out []string
	for _, match := range operator.FindAllStringSubmatch(table, -1) {
		out = append(out, match[1])
	}
	return out
}

var operator = regexp.MustCompile(`(?m)^\|[ |]*[+*]?\+([A-Za-z()]+)`)

// refusedOperators read the whole database, or multiply what has nothing in common.
var refusedOperators = []string{"AllNodesScan", "CartesianProduct", "UndirectedAllRelationshipsScan", "DirectedAllRelationshipsScan"}

func TestPlansUseIndexesAndNothingDeprecated(t *testing.T) {
	server := neo4jtest.Shared(t)
	if err := server.Clear(t.Context()); err != nil {
		t.Fatal(err)
	}
	o := Options{URI: server.URI, Password: server.Password}
	if o.Password != "" {
		o.User = neo4jtest.User
	}
	s, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Load(t.Context(), graph.Release{}, storetest.Generate(7, storetest.Medium), nil); err != nil {
		t.Fatal(err)
	}
	explain := explainer(t)
	for _, st := range statements() {
		for _, fault := range faultsOf(st, explain(st)) {
			t.Errorf("%s %s\n%s", st.name, fault, st.text)
		}
	}
	for _, bad := range []statement{
		{name: "all nodes", text: "MATCH (n) RETURN n.key"},
		{name: "a product", text: "MATCH (a:Study), (b:Factor) RETURN a.key, b.key"},
		{name: "something deprecated", text: "MATCH (n:Study) RETURN id(n)"},
		{name: "expand-without-index", text: "MATCH (n:Study) WHERE n.notes = 'x' RETURN n.key"},
		{name: "the mark beside rows", text: "MATCH (n:Study)\nWITH n.key AS rows" + markAfter("rows")},
		{name: "the mark before rows", text: "OPTIONAL MATCH (m:Meta {name: 'exitgraph'})\nOPTIONAL MATCH (c:Meta {name: 'commit'})\n" +
			"WITH m, c.open IS NOT NULL AS noted\nMATCH (n:Study)\nWITH m, noted, collect(n.key) AS rows\nRETURN rows, " + markColumns},
		{name: "a word that nothing has", text: "MATCH (n:Study) RETURN n.noSuchProperty"},
	} {
		if len(faultsOf(bad, explain(bad))) == 0 {
			t.Errorf("nothing is found wrong with %s", bad.name)
		}
	}
}

// explainer gives what asks the shared server for plans.
func explainer(t *testing.T) func(statement) neo4j.ResultSummary {
	t.Helper()
	session := neo4jtest.Shared(t).Driver().NewSession(t.Context(), neo4j.SessionConfig{DatabaseName: neo4jtest.Database})
	t.Cleanup(func() { _ = session.Close(context.Background()) }) // the plans are there
	return func(st statement) neo4j.ResultSummary {
		result, err := session.Run(t.Context(), "EXPLAIN "+st.text, st.params)
		if err != nil {
			t.Fatalf("%s: %v\n%s", st.name, err, st.text)
		}
		summary, err := result.Consume(t.Context())
		if err != nil {
			t.Fatalf("%s: %v\n%s", st.name, err, st.text)
		}
		return summary
	}
}

// faultsOf says what is wrong with the plan of a statement.
func faultsOf(st statement, summary neo4j.ResultSummary) []string {
	var out []string
	for _, n := range summary.Notifications() {
		unknown := n.RawCategory() == "UNRECOGNIZED" && !strings.Contains(st.text, string(aside.common)) && !strings.Contains(st.text, string(outgoing)) &&
			!strings.Contains(st.text, "c.open") // what is there for a moment only
		if n.RawCategory() == "DEPRECATION" || unknown {
			out = append(out, n.Title()+": "+n.Description())
		}
	}
	operators := operatorsOf(summary.Plan())
	for _, refused := range refusedOperators {
		if slices.Contains(operators, refused) {
			out = append(out, fmt.Sprintf("uses %s: %v", refused, operators))
		}
	}
	if seeks := strings.Count(strings.Join(operators, " "), "IndexSeek"); strings.HasPrefix(st.name, "trace-") && seeks != 1 {
		out = append(out, fmt.Sprintf("looks up both ends of each pair of nodes, or neither, with %d seeks: %v", seeks, operators))
	}
	if strings.Contains(st.text, markColumns) && !readsMarkLast(summary.Plan()) {
		out = append(out, fmt.Sprintf("reads the mark before the rows are gathered, or the count before the note: %v", operators))
	}
	if mustSeek(st) && !slices.ContainsFunc(operators, func(o string) bool { return strings.Contains(o, "IndexSeek") }) {
		out = append(out, fmt.Sprintf("uses no index: %v", operators))
	}
	return out
}

// readsMarkLast says whether a plan gathers all rows before it reads the note, and the note
// before the count. The table has an operator above those that it waits for, and on the
// right those that run for each row of the ones below. Only an aggregation waits for all.
func readsMarkLast(p neo4j.Plan) bool {
	table, _ := p.Arguments()["string-representation"].(string)
	count, note := strings.Index(table, "m:Meta(name)"), strings.Index(table, "c:Meta(name)")
	if count < 0 || note < count {
		return false
	}
	above := operator.FindAllStringSubmatch(table[:note], -1)
	for _, match := range above {
		if !slices.Contains(besideMark, match[1]) {
			return false
		}
	}
	return onTrunk.MatchString(table[note:])
}

// besideMark are the operators that read the mark and hand on what was gathered.
var besideMark = []string{"ProduceResults", "Projection", "Apply", "Optional", "CacheProperties", "NodeUniqueIndexSeek", "Filter", "NodeByLabelScan"}

// onTrunk finds an aggregation that all rows pass, and not those of one branch.
var onTrunk = regexp.MustCompile(`(?m)^\|[ ]*[+*]?\+EagerAggregation`)

// mustSeek says whether a statement begins with records that it knows by their keys.
func mustSeek(st statement) bool {
	if strings.HasPrefix(st.name, "write-") || strings.HasPrefix(st.name, "aside-") {
		return !strings.Contains(st.name, "-create-")
	}
	return strings.HasPrefix(st.name, "expand-") || strings.HasPrefix(st.name, "trace-") || strings.HasPrefix(st.name, "get")
}
