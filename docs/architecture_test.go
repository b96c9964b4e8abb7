package docs_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	code   = regexp.MustCompile("`([^`\n]+)`")
	goPath = regexp.MustCompile(`^[a-z0-9_/]+\.go$`)
	// inFile finds "`name` (`file.go`" and "`name` in `file.go`": a name that is
	// declared in that very file.
	inFile = regexp.MustCompile("`([A-Za-z.]+)`\\s+(?:\\(|in\\s+)`([a-z0-9_/]+\\.go)`")
	word   = regexp.MustCompile(`^[A-Za-z]+(\.[A-Za-z]+)?$`)
)

// declarations lists what Go files declare: functions, methods, types, variables,
// fields of structs; methods also as Type.Method.
func declarations(t *testing.T, names ...string) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				out[n.Name.Name] = true
				if n.Recv != nil {
					out[receiver(n.Recv.List[0].Type)+"."+n.Name.Name] = true
				}
				return false
			case *ast.TypeSpec:
				out[n.Name.Name] = true
				out[file.Name.Name+"."+n.Name.Name] = true
			case *ast.ValueSpec:
				for _, ident := range n.Names {
					out[ident.Name] = true
				}
			case *ast.Field:
				for _, ident := range n.Names {
					out[ident.Name] = true
				}
			}
			return true
		})
		out[file.Name.Name] = true
	}
	return out
}

func receiver(t ast.Expr) string {
	switch t := t.(type) {
	case *ast.StarExpr:
		return receiver(t.X)
	case *ast.IndexExpr:
		return receiver(t.X)
	case *ast.Ident:
		return t.Name
	}
	return ""
}

// allGoFiles lists the Go files of the project that are not tests.
func allGoFiles(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, top := range []string{"cmd", "evidence", "graph", "internal", "schema", "seed"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(name string, _ os.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
				out = append(out, name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func TestEveryFileNamedInThePagesExists(t *testing.T) {
	named := 0
	for _, page := range append(pages(t), "CONTRIBUTING.md") {
		for _, found := range code.FindAllStringSubmatch(read(t, page), -1) {
			if !goPath.MatchString(found[1]) || !strings.Contains(found[1], "/") {
				continue
			}
			named++
			if _, err := os.Stat(filepath.Join(root, found[1])); err != nil {
				t.Errorf("%s names %s, which does not exist", page, found[1])
			}
		}
	}
	if named < 30 {
		t.Errorf("only %d files are named, so the rule would hold of nothing", named)
	}
}

func TestEveryFunctionOfTheArchitectureStandsInItsFile(t *testing.T) {
	pairs := inFile.FindAllStringSubmatch(read(t, "docs/architecture.md"), -1)
	for _, pair := range pairs {
		if !declarations(t, filepath.Join(root, pair[2]))[pair[1]] {
			t.Errorf("docs/architecture.md says that %s is in %s, and it is not", pair[1], pair[2])
		}
	}
	if len(pairs) < 25 {
		t.Errorf("only %d functions are named with their files", len(pairs))
	}
}

func TestEveryNameInTheArchitectureIsDeclaredSomewhere(t *testing.T) {
	known := declarations(t, allGoFiles(t)...)
	for _, outside := range []string{"graphql.Execute"} {
		known[outside] = true // of the library
	}
	for _, found := range code.FindAllStringSubmatch(read(t, "docs/architecture.md"), -1) {
		if name := found[1]; word.MatchString(name) && !known[name] && !isPackage(name) {
			t.Errorf("docs/architecture.md names `%s`, which no Go file declares", name)
		}
	}
}

func isPackage(name string) bool {
	info, err := os.Stat(filepath.Join(root, name))
	return err == nil && info.IsDir()
}

func TestTheTreeInTheReadmeIsThatOfTheProject(t *testing.T) {
	_, tree, _ := strings.Cut(read(t, "README.md"), "## Where things are\n\n```text\n")
	tree, _, found := strings.Cut(tree, "```")
	if !found {
		t.Fatal("README.md has no tree under Where things are")
	}
	told, missing := map[string]bool{}, map[string]bool{}
	for _, name := range regexp.MustCompile(`(?m)(?:^|, )([a-z0-9/]+)/`).FindAllStringSubmatch(tree, -1) {
		told[name[1]] = true
		if !isPackage(name[1]) {
			t.Errorf("README.md, Where things are, names %s/, which does not exist", name[1])
		}
	}
	for _, name := range allGoFiles(t) {
		dir, err := filepath.Rel(root, filepath.Dir(name))
		if err != nil {
			t.Fatal(err)
		}
		parts := strings.Split(filepath.ToSlash(dir), "/")
		for n := range parts {
			if pkg := strings.Join(parts[:n+1], "/"); told[pkg] {
				parts = nil
				break
			}
		}
		if parts != nil && !missing[dir] {
			missing[dir] = true
			t.Errorf("README.md, Where things are, has no line for %s/", dir)
		}
	}
}
