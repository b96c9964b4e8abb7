package words

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// UsedInGo finds the calls of the methods T, Linked, Term and About in the Go files of
// a folder and those below it, in their order. Tests and folders named testdata are
// left out.
//
// It does not know types: a method of another type that has one of these names is
// taken for one of Speaker. A call that passes on what it was given, T(id, args...),
// asks for nothing itself; so does Term or About without a literal enum.
func UsedInGo(files fs.FS) ([]Use, error) {
	var uses []Use
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "testdata" || entry.Name() == "node_modules"):
			return fs.SkipDir
		case entry.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		source, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		syntax, err := parser.ParseFile(set, name, source, parser.SkipObjectResolution)
		if err != nil {
			return fmt.Errorf("words used in Go: %w", err)
		}
		ast.Inspect(syntax, func(node ast.Node) bool {
			if call, ok := node.(*ast.CallExpr); ok {
				uses = append(uses, usedInCall(set, call)...)
			}
			return true
		})
		return nil
	})
	return uses, err
}

// usedInCall gives no use or one.
func usedInCall(set *token.FileSet, call *ast.CallExpr) []Use {
	called, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || !asks(called, call) {
		return nil
	}
	name, at := called.Sel.Name, set.Position(call.Pos())
	use := newUse(name, fmt.Sprintf("%s:%d", at.Filename, at.Line), len(call.Args), func(i int) (string, bool) {
		return literal(call.Args[i])
	})
	if name == "Linked" && !call.Ellipsis.IsValid() {
		use.Hrefs = len(call.Args) - 1
	}
	return []Use{use}
}

// asks tells whether a call is one of those that ask for words.
func asks(called *ast.SelectorExpr, call *ast.CallExpr) bool {
	if len(call.Args) == 0 {
		return false
	}
	switch called.Sel.Name {
	case "T":
		return !call.Ellipsis.IsValid()
	case "Linked":
		return true
	case "Term", "About":
		_, ok := literal(call.Args[0])
		return ok && len(call.Args) == 2
	}
	return false
}

// literal gives the text of a literal string, or the beginning of "unit." + x, followed
// by a star.
func literal(expression ast.Expr) (string, bool) {
	if sum, ok := expression.(*ast.BinaryExpr); ok && sum.Op == token.ADD {
		begin, ok := literal(sum.X)
		if !ok || begin == "" {
			return "", false
		}
		return strings.TrimSuffix(begin, anyEnd) + anyEnd, true
	}
	basic, ok := expression.(*ast.BasicLit)
	if !ok || basic.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(basic.Value)
	return text, err == nil
}
