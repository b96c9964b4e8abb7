package docs_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/document"
)

// section gives a part of a page from a heading to the next one of its level.
func section(t *testing.T, page, heading string) string {
	t.Helper()
	_, text, found := strings.Cut(read(t, page), "\n"+heading+"\n")
	if !found {
		t.Fatalf("%s has no section %q", page, heading)
	}
	level := strings.Repeat("#", strings.Count(heading, "#"))
	text, _, _ = strings.Cut(text, "\n"+level+" ")
	return text
}

// rows gives the rows of the tables in a text by their first cell, which is code.
func rows(text string) map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "| `") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		out[code.FindStringSubmatch(cells[0])[1]] = cells
	}
	return out
}

func TestTheTableOfErrorsHasEveryCodeWithItsStatuses(t *testing.T) {
	table := rows(section(t, "docs/graphql.md", "## Errors"))
	for _, s := range server.Statuses() {
		cells := table[string(s.Code)]
		if cells == nil {
			t.Errorf("docs/graphql.md, Errors, has no row for %s", s.Code)
			continue
		}
		delete(table, string(s.Code))
		noData := cells[4]
		if noData == "partial" || noData == "" {
			noData = "0"
		}
		got := []string{cells[2], cells[3], noData}
		want := []string{strconv.Itoa(s.Request), strconv.Itoa(s.Legacy), strconv.Itoa(s.NullData)}
		if !slices.Equal(got, want) {
			t.Errorf("docs/graphql.md, Errors: %s is said to give %v, and gives %v", s.Code, got, want)
		}
	}
	for name := range table {
		t.Errorf("docs/graphql.md, Errors, has a row for %s, which is no code", name)
	}
}

func TestTheTableOfLimitsHasEveryLimitWithItsDefault(t *testing.T) {
	text, http, found := strings.Cut(section(t, "docs/graphql.md", "## Limits and cost"), "\nOf HTTP")
	if !found {
		t.Fatal("docs/graphql.md, Limits and cost, does not tell the limits of HTTP")
	}
	want := map[string]int{"cost": schema.DefaultMaxCost, "answerObjects": schema.DefaultMaxAnswerObjects, "answerBytes": schema.DefaultMaxAnswerBytes, "groups": graph.MaxGroups}
	limits := reflect.ValueOf(document.DefaultLimits())
	for i := range limits.NumField() {
		name := limits.Type().Field(i).Name
		want[strings.ToLower(name[:1])+name[1:]] = int(limits.Field(i).Int())
	}
	for _, variables := range []string{
		`{"where": ` + strings.Repeat(`{"NOT": `, 100) + `{}` + strings.Repeat(`}`, 100) + `}`,
		`{"where": {"year": {"in": [` + strings.Repeat(`1,`, 100_000) + `1]}}}`,
	} {
		refused := ask(t, `query($where: StudyFilter) { studies(where: $where) { totalCount } }`, variables).Errors
		if len(refused) != 1 || refused[0].Limit == nil {
			t.Fatalf("variables of %d bytes meet no limit: %v", len(variables), refused)
		}
		want[refused[0].Limit.Name] = refused[0].Limit.Value
	}
	compareLimits(t, rows(text), want)
	ofHTTP := rows(http)
	if heavy := ofHTTP["heavyRequests"]; heavy == nil || heavy[1] != "processors less one" {
		t.Errorf("docs/graphql.md, Limits and cost, says of heavyRequests %v", heavy)
	}
	delete(ofHTTP, "heavyRequests") // it depends on the machine
	compareLimits(t, ofHTTP, limitsOfHTTP(t))
}

func compareLimits(t *testing.T, table map[string][]string, want map[string]int) {
	t.Helper()
	for name, value := range want {
		if table[name] == nil || table[name][1] != strconv.Itoa(value) {
			t.Errorf("docs/graphql.md, Limits and cost, does not say that %s is %d: it has %v", name, value, table[name])
		}
	}
	for name := range table {
		if _, ok := want[name]; !ok {
			t.Errorf("docs/graphql.md, Limits and cost, tells a limit %s, which nothing has", name)
		}
	}
}

// limitsOfHTTP reads the defaults off the refusals of a server with all defaults,
// and off the comments of its settings where a refusal would take long.
func limitsOfHTTP(t *testing.T) map[string]int {
	t.Helper()
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	handler, err := server.New(server.Config{Engine: e})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]int{}
	post := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(make([]byte, 2<<20)))
	post.Header.Set("Content-Type", "application/json")
	deep := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(strings.Repeat("[", 1000)))
	deep.Header.Set("Content-Type", "application/json")
	for _, r := range []*http.Request{post, deep, httptest.NewRequest(http.MethodGet, "/graphql?query="+strings.Repeat("x", 1<<16), nil)} {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		var answer struct {
			Errors []struct {
				Extensions struct {
					Limit struct {
						Name  string
						Value int
					}
				}
			}
		}
		if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || len(answer.Errors) != 1 {
			t.Fatalf("no refusal: %v %s", err, w.Body)
		}
		limit := answer.Errors[0].Extensions.Limit
		out[limit.Name] = limit.Value
	}
	settings := read(t, "internal/server/server.go")
	for name, pattern := range map[string]string{
		"concurrentRequests": `orDefault\(&c\.MaxConcurrent, (\d+)\)`,
		"milliseconds":       `orDefault\(&c\.Timeout, (\d+)\*time\.Second\)`,
	} {
		found := regexp.MustCompile(pattern).FindStringSubmatch(settings)
		if found == nil {
			t.Fatalf("internal/server/server.go does not set the default of %s as it did", name)
		}
		out[name], _ = strconv.Atoi(found[1])
	}
	out["milliseconds"] *= 1000
	found := regexp.MustCompile(`cmp\.Or\(limits\.AnswerBytes, (\d+)<<20\)`).FindStringSubmatch(read(t, "internal/server/lanes.go"))
	if found == nil {
		t.Fatal("internal/server/lanes.go does not set the default of AnswerBytes as it did")
	}
	out["answersInFlight"], _ = strconv.Atoi(found[1])
	out["answersInFlight"] <<= 20
	return out
}

func TestTheTableOfOperatorsHasEveryOperator(t *testing.T) {
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: e.SDL()})
	if err != nil {
		t.Fatal(err)
	}
	table := rows(section(t, "docs/graphql.md", "## Filters"))
	for name, cells := range table {
		input := schema.Types[name]
		if input == nil {
			t.Errorf("docs/graphql.md, Filters, has a row for %s, which is no type", name)
			continue
		}
		var got, want []string
		for _, found := range code.FindAllStringSubmatch(cells[1], -1) {
			got = append(got, found[1])
		}
		for _, f := range input.Fields {
			if schema.Types["StudyFilter"] != input || strings.ToUpper(f.Name) == f.Name || f.Name == "isNull" {
				want = append(want, f.Name)
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("docs/graphql.md, Filters: %s has the operators %v, and the page says %v", name, want, got)
		}
	}
	shapes := map[string]bool{}
	for name := range table {
		shapes[shape(schema, name)] = true
	}
	for _, name := range slices.Sorted(maps.Keys(schema.Types)) {
		if strings.HasSuffix(name, "Filter") && !shapes[shape(schema, name)] {
			t.Errorf("docs/graphql.md, Filters, has no row for filters like %s", name)
		}
	}
}

// shape is what filters of one sort have in common.
func shape(schema *ast.Schema, name string) string {
	var fields []string
	for _, f := range schema.Types[name].Fields {
		if f.Name == "AND" {
			return "kind"
		}
		fields = append(fields, f.Name)
	}
	return strings.Join(fields, " ")
}
