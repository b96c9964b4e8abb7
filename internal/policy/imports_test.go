package policy

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// verdict says why a package may not import a path, or nothing if it may.
func verdict(pkg, imported string, inTest bool) string {
	if own, ok := strings.CutPrefix(imported, modulePath+"/"); ok {
		return ownVerdict(pkg, own, inTest)
	}
	if isStandard(imported) {
		return ""
	}
	return moduleVerdict(pkg, imported, inTest)
}

func ownVerdict(pkg, imported string, inTest bool) string {
	if pkg == imported {
		return "" // an external test imports the package that it tests
	}
	if !inTest && matchesAny(testPackages, imported) && !matchesAny(testPackages, pkg) {
		return "this package exists for tests, and only tests import it"
	}
	row, ok := packageRowOf(pkg)
	if !ok {
		return "the table of imports has no row for this package"
	}
	if matchesAny(row.may, imported) || inTest && matchesAny(row.tests, imported) {
		return ""
	}
	return fmt.Sprintf("%s: %s", row.pkg, row.why)
}

func moduleVerdict(pkg, imported string, inTest bool) string {
	for _, row := range moduleTable {
		if imported != row.module && !strings.HasPrefix(imported, row.module+"/") {
			continue
		}
		if matchesAny(row.by, pkg) || inTest && matchesAny(row.tests, pkg) {
			return ""
		}
		return fmt.Sprintf("%s: %s", row.module, row.why)
	}
	return "the table of modules has no row for it; a new dependency needs one, and a line in docs/dependencies.md"
}

func packageRowOf(pkg string) (packageRow, bool) {
	for _, row := range packageTable {
		if matches(row.pkg, pkg) {
			return row, true
		}
	}
	return packageRow{}, false
}

// isStandard tells the standard library by its first element, which has no dot.
func isStandard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return !strings.Contains(first, ".")
}

func TestImportsPointOneWay(t *testing.T) {
	for _, file := range goFiles(t) {
		for _, line := range file.imports {
			if reason := verdict(file.dir, line.path, file.isTest); reason != "" {
				t.Errorf("%s:%d imports %s, against the rule %q (internal/policy/imports_table_test.go)",
					file.path, line.line, line.path, reason)
			}
		}
	}
}

func TestEveryPackageHasARowInTheTableOfImports(t *testing.T) {
	seen := map[string]bool{}
	for _, file := range goFiles(t) {
		if seen[file.dir] {
			continue
		}
		seen[file.dir] = true
		if _, ok := packageRowOf(file.dir); !ok {
			t.Errorf("package %s has no row in internal/policy/imports_table_test.go: say there what it may import", file.dir)
		}
		if strings.HasPrefix(file.dir, "internal/") && internalPackages[file.dir] == "" {
			t.Errorf("package %s is not in the list of internal packages: say there what it does", file.dir)
		}
	}
}

func TestTheTableOfImportsRefusesWhatItMust(t *testing.T) {
	own := func(pkg string) string { return modulePath + "/" + pkg }
	tests := []struct {
		pkg, imported string
		inTest        bool
		allowed       bool
	}{
		{"graph", "strings", false, true},
		{"graph", "golang.org/x/text/unicode/norm", false, true},
		{"graph", own("evidence"), false, false},
		{"graph", own("graph/memstore"), false, false},
		{"graph", own("graph/memstore"), true, true},
		{"graph", "github.com/rs/zerolog", false, false},
		{"graph/memstore", own("graph"), false, true},
		{"graph/memstore", own("graph/neo4jstore"), false, false},
		{"graph/memstore", own("graph/storetest"), false, false},
		{"graph/memstore", own("graph/storetest"), true, true},
		{"graph/memstore", "github.com/neo4j/neo4j-go-driver/v5/neo4j", false, false},
		{"graph/neo4jstore", "github.com/neo4j/neo4j-go-driver/v5/neo4j", false, true},
		{"evidence", own("schema"), false, false},
		{"evidence", own("graph/memstore"), false, false},
		{"schema", own("schema/fault"), false, true},
		{"schema", own("graph/memstore"), false, false},
		{"schema", own("internal/server"), false, false},
		{"schema", "github.com/rs/zerolog/log", false, false},
		{"schema/exec", "github.com/graphql-go/graphql/language/ast", false, true},
		{"internal/server", "github.com/graphql-go/graphql", true, false},
		{"internal/server", own("graph/memstore"), false, false},
		{"internal/server", own("schema/fault"), false, true},
		{"seed", own("graph/memstore"), false, false},
		{"cmd/exitgraph", own("graph/memstore"), false, true},
		{"cmd/exitgraph", own("graph/storetest"), false, false},
		{"cmd/exitgraph", own("internal/nodetest"), true, true},
		{"web/frame", own("web/webtest"), false, false},
		{"web/frame", own("web/webtest"), true, true},
		{"web/webtest/shoot", own("web/webtest/chromium"), false, true},
		{"web/webtest", own("web/frame"), true, false},
		{"schema", "pgregory.net/rapid", false, false},
		{"schema", "pgregory.net/rapid", true, true},
		{"schema", "github.com/nobody/unknown", true, false},
	}
	for _, tt := range tests {
		reason := verdict(tt.pkg, tt.imported, tt.inTest)
		if (reason == "") != tt.allowed {
			t.Errorf("%s imports %s (in a test: %v): allowed %v, want %v; reason %q",
				tt.pkg, tt.imported, tt.inTest, reason == "", tt.allowed, reason)
		}
	}
}

func TestTheListOfInternalPackagesNamesOnlyWhatExists(t *testing.T) {
	exists := map[string]bool{}
	for _, file := range goFiles(t) {
		exists[file.dir] = true
	}
	for _, pkg := range slices.Sorted(maps.Keys(internalPackages)) {
		if !exists[pkg] {
			t.Errorf("the list of internal packages names %s, which does not exist: remove it", pkg)
		}
	}
}
