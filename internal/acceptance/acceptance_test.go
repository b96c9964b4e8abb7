// SQL is some twenty times slower under the race detector, and nothing here runs at once.
//go:build !race

package acceptance_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"modernc.org/sqlite"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/seed"
	"github.com/exitgraph/exitgraph/seed/seedsql"
)

// accents are the letters of the dataset that are not ASCII, in lower case, and
// what they are without their marks.
var accents = map[rune]string{
	'à': "a", 'á': "a", 'ã': "a", 'å': "a", 'ç': "c", 'è': "e", 'é': "e", 'ê': "e", 'í': "i", 'ñ': "n",
	'ó': "o", 'ò': "o", 'ô': "o", 'ù': "u", 'ú': "u", 'ü': "u",
}

// plain is what words are compared by: lower case, without accents.
func plain(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		if bare, ok := accents[r]; ok {
			b.WriteString(bare)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func init() {
	sqlite.MustRegisterDeterministicScalarFunction("plain", 1, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		if s, ok := args[0].(string); ok {
			return plain(s), nil
		}
		return args[0], nil
	})
}

// reporter is what tests and properties have in common.
type reporter interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Fatal(args ...any)
}

// judges are the two programs that must agree: our engine, and SQL.
type judges struct {
	engine *schema.Engine
	types  *ast.Schema
	db     *sql.DB
}

var engine = sync.OnceValues(func() (*schema.Engine, error) {
	data, err := seed.Builtin()
	if err != nil {
		return nil, err
	}
	store, err := memstore.New(data.Release, data.Records)
	if err != nil {
		return nil, err
	}
	return schema.New(graph.New(store), schema.Options{})
})

func newJudges(t *testing.T) *judges {
	t.Helper()
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	types, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: e.SDL()})
	if err != nil {
		t.Fatal(err)
	}
	j := &judges{engine: e, types: types, db: seedsql.Open(t)}
	for _, statement := range append(j.indexes(t), phaseTables...) {
		if _, err := j.db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	return j
}

// indexes writes an index for each column that leads from table to table.
func (j *judges) indexes(t *testing.T) []string {
	t.Helper()
	rows, err := j.db.Query(`SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c
		WHERE m.type = 'table' AND (c.name IN ('id', 'value') OR c.name LIKE '%_id')`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprintf("CREATE INDEX %s_by_%s ON %[1]s (%[2]s)", table, column))
	}
	if err := rows.Err(); err != nil || len(out) < 20 {
		t.Fatalf("%d columns lead from table to table: %v", len(out), err)
	}
	return append(out, "ANALYZE")
}

// roots are the documents that count the records of a kind, by a filter of another
// kind where a kind has no list of its own.
var roots = map[string]struct {
	list, kind string
	wrap       []string // fields that lead from kind to the kind asked about
}{
	"Study":          {"studies", "Study", nil},
	"Report":         {"reports", "Report", nil},
	"Sample":         {"samples", "Sample", nil},
	"Factor":         {"factors", "Factor", nil},
	"Finding":        {"findings", "Finding", nil},
	"VocabularyTerm": {"vocabularyTerms", "VocabularyTerm", nil},
	"Caveat":         {"caveats", "Caveat", nil},
	"Phase":          {"findings", "Finding", []string{"phase"}},
	"PhaseModel":     {"findings", "Finding", []string{"phase", "model"}},
}

// agree puts one filter to both and gives their common answer.
func (j *judges) agree(t reporter, kind string, w where) int {
	t.Helper()
	root := roots[kind]
	for i := len(root.wrap) - 1; i >= 0; i-- {
		w = where{root.wrap[i]: w}
	}
	ours, theirs := j.ours(t, root.list, root.kind, w), j.theirs(t, root.kind, w)
	if ours != theirs {
		t.Errorf("%s where %s: %d by GraphQL, %d by SQL over the files\n%s", root.list, print(w), ours, theirs, count(root.kind, w))
	}
	return theirs
}

func (j *judges) ours(t reporter, list, kind string, w where) int {
	t.Helper()
	document := fmt.Sprintf("query($where: %sFilter) { answer: %s(where: $where, first: 0) { totalCount } }", kind, list)
	if kind == "Caveat" {
		document = "query($where: CaveatFilter) { answer: caveats(where: $where) { key } }"
	}
	var variables map[string]any
	d := json.NewDecoder(strings.NewReader(print(where{"where": w})))
	d.UseNumber()
	if err := d.Decode(&variables); err != nil {
		t.Fatal(err)
	}
	response := j.engine.Do(context.Background(), schema.Request{Query: document, Variables: variables})
	if len(response.Errors) > 0 {
		t.Fatalf("%s: %v", print(w), response.Errors)
	}
	var body struct {
		Data struct{ Answer json.RawMessage }
	}
	if err := json.Unmarshal(response.Body.Bytes(), &body); err != nil {
		t.Fatal(err)
	}
	if kind == "Caveat" {
		var rows []any
		if err := json.Unmarshal(body.Data.Answer, &rows); err != nil {
			t.Fatal(err)
		}
		return len(rows)
	}
	var answer struct{ TotalCount int }
	if err := json.Unmarshal(body.Data.Answer, &answer); err != nil {
		t.Fatal(err)
	}
	return answer.TotalCount
}

func (j *judges) theirs(t reporter, kind string, w where) int {
	t.Helper()
	var n int
	if err := j.db.QueryRow(count(kind, w)).Scan(&n); err != nil {
		t.Fatalf("%s: %v\n%s", print(w), err, count(kind, w))
	}
	return n
}

// print gives a filter as JSON.
func print(w where) string {
	text, err := json.Marshal(w)
	if err != nil {
		panic(err) // strings, numbers, booleans, lists and maps only
	}
	return string(text)
}

func TestPlainWordsHaveNoAccentLeft(t *testing.T) {
	j := newJudges(t)
	for kind, table := range tables {
		for field, f := range table.fields {
			for _, v := range j.values(t, kind, f) {
				for _, r := range plain(fmt.Sprint(v)) {
					if r > 127 {
						t.Errorf("%s.%s holds %q, which is missing in the table of accents", kind, field, r)
					}
				}
			}
		}
	}
}

// values gives the distinct values of a column in the files, sorted; of a text,
// those in every language.
func (j *judges) values(t reporter, kind string, f column) []any {
	t.Helper()
	var queries []string
	if f.list != "" {
		queries = append(queries, "SELECT value AS v FROM "+f.list)
	}
	for _, at := range f.at {
		queries = append(queries, "SELECT "+strings.ReplaceAll(at, "{t}", "t0")+" AS v FROM "+tables[kind].file+" t0")
	}
	rows, err := j.db.Query("SELECT DISTINCT v FROM (" + strings.Join(queries, " UNION ALL ") + ") WHERE v IS NOT NULL ORDER BY v")
	if err != nil {
		t.Fatalf("%s: %v", kind, err)
	}
	defer rows.Close()
	var out []any
	for rows.Next() {
		var v any
		if err := rows.Scan(&v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}
