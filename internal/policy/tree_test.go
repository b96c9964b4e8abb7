package policy

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// root is the top of the source tree, seen from this package's folder, where go
// test runs it.
const root = "../.."

const modulePath = "github.com/exitgraph/exitgraph"

// goFile is one parsed Go file.
type goFile struct {
	path    string // from the root, with slashes
	dir     string // of path; "." for the root
	isTest  bool
	lines   int
	text    string
	syntax  *ast.File
	imports []importLine
}

type importLine struct {
	path string
	line int
}

// pkgName gives the name without the ending of external tests.
func (f goFile) pkgName() string {
	return strings.TrimSuffix(f.syntax.Name.Name, "_test")
}

// notOurs are folders whose content the project does not write: what tools leave
// there, and modules of their own.
var notOurs = map[string]string{
	".git":             "git's own",
	".cache":           "tools and downloads",
	"bin":              "built",
	"web/islands/dist": "built",
	"bench/results":    "measured",
	"node_modules":     "npm's",
}

// eachFile calls visit with every file of the project, by its path from the root.
func eachFile(t *testing.T, visit func(name string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(full string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, full)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		if entry.IsDir() {
			if notOurs[name] != "" || notOurs[path.Base(name)] != "" && path.Base(name) == "node_modules" {
				return filepath.SkipDir
			}
			return nil
		}
		if entry.Type().IsRegular() {
			visit(name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// read gives the content of a file by its path from the root.
func read(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		t.Fatalf("%s cannot be read; the project needs it: %v", name, err)
	}
	return string(content)
}

// goFiles gives every Go file of the root module that is not test data.
func goFiles(t *testing.T) []goFile {
	t.Helper()
	var files []goFile
	eachFile(t, func(name string) {
		if !strings.HasSuffix(name, ".go") || inTestdata(name) || strings.HasPrefix(name, "tools/") {
			return
		}
		files = append(files, parseFile(t, name))
	})
	if len(files) < 10 {
		t.Fatalf("only %d Go files were found, so the rules would hold of nothing", len(files))
	}
	return files
}

func parseFile(t *testing.T, name string) goFile {
	t.Helper()
	text := read(t, name)
	set := token.NewFileSet()
	syntax, err := parser.ParseFile(set, name, text, parser.ParseComments)
	if err != nil {
		t.Fatalf("a Go file does not parse: %v", err)
	}
	file := goFile{
		path:   name,
		dir:    path.Dir(name),
		isTest: strings.HasSuffix(name, "_test.go"),
		lines:  strings.Count(text, "\n"),
		text:   text,
		syntax: syntax,
	}
	for _, spec := range syntax.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatalf("%s: import %s: %v", name, spec.Path.Value, err)
		}
		file.imports = append(file.imports, importLine{imported, set.Position(spec.Pos()).Line})
	}
	return file
}

func inTestdata(name string) bool {
	return strings.HasPrefix(name, "testdata/") || strings.Contains(name, "/testdata/")
}

// matches tells whether a package fits a pattern: a path from the root, which
// with the ending /... stands for the packages below it too.
func matches(pattern, pkg string) bool {
	if pattern == "..." {
		return true
	}
	if base, ok := strings.CutSuffix(pattern, "/..."); ok {
		return pkg == base || strings.HasPrefix(pkg, base+"/")
	}
	return pkg == pattern
}

func matchesAny(patterns []string, pkg string) bool {
	for _, pattern := range patterns {
		if matches(pattern, pkg) {
			return true
		}
	}
	return false
}
