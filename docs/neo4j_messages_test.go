package docs_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var (
	sentence = regexp.MustCompile(`^[A-Z].*\.$`)
	verb     = regexp.MustCompile(`%[a-z]`)
	// ofTheDatabase tells messages for people who run a database from those about
	// records, which say themselves what to mend.
	ofTheDatabase = regexp.MustCompile(`\b(database|load|writer)\b`)
	// troubleRow is a row of the table, which begins with a message.
	troubleRow = regexp.MustCompile(`(?m)^\| (The|There|A|Another|Something) [^|]* \|`)
)

// databaseMessages lists what graph/neo4jstore may say of its database, with … for
// what a message fills in.
func databaseMessages(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../graph/neo4jstore/*.go")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{} // and the file that says it
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				text, err := strconv.Unquote(lit.Value)
				if err == nil && sentence.MatchString(text) && ofTheDatabase.MatchString(text) {
					out[verb.ReplaceAllString(text, "…")] = filepath.Base(name)
				}
			}
			return true
		})
	}
	if len(out) < 15 {
		t.Fatalf("only %d messages were found, so the rule would hold of nothing", len(out))
	}
	return out
}

func TestEveryMessageOfTheDatabaseStoreIsExplained(t *testing.T) {
	page, messages := read(t, "docs/neo4j.md"), databaseMessages(t)
	for message, file := range messages {
		if !strings.Contains(page, "\n| "+message+" | ") {
			t.Errorf("docs/neo4j.md, Troubleshooting, has no row for what graph/neo4jstore/%s says: %s", file, message)
		}
	}
	for _, row := range troubleRow.FindAllString(page, -1) {
		if message := strings.Trim(row, "| "); sentence.MatchString(message) && messages[message] == "" {
			t.Errorf("docs/neo4j.md, Troubleshooting, explains what nobody says: %s", message)
		}
	}
}
