package policy

import (
	"go/ast"
	"slices"
	"strings"
	"testing"
)

const mostLines = 400

// longFiles may be longer than mostLines, each for a reason.
var longFiles = map[string]string{}

func TestNoGoFileIsLongerThan400Lines(t *testing.T) {
	used := map[string]bool{}
	for _, file := range goFiles(t) {
		if file.lines <= mostLines || ast.IsGenerated(file.syntax) {
			continue
		}
		used[file.path] = true
		if longFiles[file.path] == "" {
			t.Errorf("%s has %d lines, more than %d: split it by subject, or list it with a reason in internal/policy/source_test.go",
				file.path, file.lines, mostLines)
		}
	}
	for path := range longFiles {
		if !used[path] {
			t.Errorf("%s need not be listed as a long file any more", path)
		}
	}
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	docs := map[string]string{}
	mains := map[string]bool{}
	for _, file := range goFiles(t) {
		if file.isTest {
			continue
		}
		if file.pkgName() == "main" {
			mains[file.dir] = true
		}
		docs[file.dir] += file.syntax.Doc.Text()
	}
	for dir, doc := range docs {
		name := dir[strings.LastIndex(dir, "/")+1:]
		want := "Package " + name + " "
		if mains[dir] {
			want = "Command " + name + " "
		}
		if !strings.HasPrefix(doc, want) {
			t.Errorf("package %s has no comment that begins with %q: say what it knows and what it must not know", dir, want)
		}
	}
}

// drawers are package names that say nothing of what is inside, so that anything
// may end there.
var drawers = []string{
	"util", "utils", "common", "helper", "helpers", "model", "models", "types",
	"base", "manager", "managers", "misc", "shared", "lib",
}

func TestPackagesAreNamedForWhatTheyProvide(t *testing.T) {
	for _, file := range goFiles(t) {
		elements := append(strings.Split(file.dir, "/"), file.pkgName())
		for _, element := range elements {
			if slices.Contains(drawers, element) {
				t.Errorf("%s: the package name %q does not say what is inside: name it for what it provides", file.path, element)
			}
		}
	}
}

func TestNoTestIsSkipped(t *testing.T) {
	for _, file := range goFiles(t) {
		if !importsTesting(file) {
			continue
		}
		ast.Inspect(file.syntax, func(node ast.Node) bool {
			call, ok := node.(*ast.CallExpr)
			if !ok {
				return true
			}
			selector, ok := call.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			switch selector.Sel.Name {
			case "Skip", "Skipf", "SkipNow":
				if receiver, ok := selector.X.(*ast.Ident); ok && isTestVariable(receiver.Name) && !isFuzzBody(file, call) {
					t.Errorf("%s skips a test with %s.%s: make the test run everywhere, or put it behind a build constraint with a reason",
						file.path, receiver.Name, selector.Sel.Name)
				}
			}
			return true
		})
	}
}

func importsTesting(file goFile) bool {
	for _, line := range file.imports {
		if line.path == "testing" {
			return true
		}
	}
	return false
}

func isTestVariable(name string) bool {
	return name == "t" || name == "tb" || name == "b" || name == "f"
}

// isFuzzBody tells whether a call stands in the function given to f.Fuzz, where
// Skip means that an input is outside the question and not that a test is left out.
func isFuzzBody(file goFile, call *ast.CallExpr) bool {
	inside := false
	ast.Inspect(file.syntax, func(node ast.Node) bool {
		outer, ok := node.(*ast.CallExpr)
		if !ok {
			return true
		}
		selector, ok := outer.Fun.(*ast.SelectorExpr)
		if ok && selector.Sel.Name == "Fuzz" && outer.Pos() <= call.Pos() && call.End() <= outer.End() {
			inside = true
		}
		return true
	})
	return inside
}
