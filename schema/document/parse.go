package document

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/gqlerrors"
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/parser"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// Document is a text that passed every check. It is immutable and may be shared
// between goroutines.
type Document struct {
	// AST holds the definitions. Its strings have their true values, and it has
	// no null: an argument, an input field or a default of null is left out.
	AST *ast.Document
	// Hash is the SHA-256 of the text, in hexadecimal.
	Hash string
	// Fragments are the fragment definitions by name. They reach no cycle.
	Fragments map[string]*ast.FragmentDefinition
	// Operations are the operation definitions in the order of the text.
	Operations []*ast.OperationDefinition

	text string
}

// Hash gives the SHA-256 of a text in hexadecimal, as in Document.Hash.
func Hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Parse checks a text against the limits and the schema, which must have been
// given to Warm once if Parse runs in several goroutines.
//
// The faults are ParseFailed, QueryTooComplex or Internal, one only, or
// ValidationFailed, in the order of the text. With faults there is no document.
func Parse(schema *graphql.Schema, text string, limits Limits) (*Document, []*fault.Error) {
	outline, scanner, err := scan(text, limits)
	if err != nil {
		return nil, []*fault.Error{err}
	}
	for _, offset := range slices.Concat(outline.nulls, outline.listNulls) {
		copy(scanner.safe[offset:], standIn)
	}
	tree, err := parseSafe(text, scanner.safe)
	if err != nil {
		return nil, []*fault.Error{err}
	}
	doc := &Document{AST: tree, Hash: Hash(text), Fragments: map[string]*ast.FragmentDefinition{}, text: text}
	if errs := doc.index(); errs != nil {
		return nil, errs
	}
	mender := newMender(scanner.strings, outline)
	mender.strings(doc)
	if err := measure(doc, limits); err != nil {
		return nil, []*fault.Error{err}
	}
	if errs := doc.validate(schema, limits, outline, mender); errs != nil {
		return nil, errs
	}
	return doc, nil
}

// parseSafe runs the library's parser. The safe copy has the same offsets as the
// text, which alone may be quoted.
func parseSafe(text string, safe []byte) (tree *ast.Document, failure *fault.Error) {
	failure = guard("parser", func() *fault.Error {
		// NoSource: otherwise each location that a rule reports costs a search for
		// line ends through the whole text; place does it for the few we show.
		parsed, err := parser.Parse(parser.ParseParams{
			Source:  string(safe),
			Options: parser.ParseOptions{NoSource: true},
		})
		if err != nil {
			return translate(text, err)
		}
		tree = parsed
		return nil
	})
	return tree, failure
}

// translate makes one line of a syntax error, with the author's own words.
func translate(text string, err error) *fault.Error {
	var syntax *gqlerrors.Error
	if !errors.As(err, &syntax) || len(syntax.Positions) == 0 {
		e := fault.New(fault.ParseFailed, "Syntax error: the text is not a GraphQL document.")
		e.Cause = err
		return e
	}
	offset := syntax.Positions[0]
	reason, _, _ := strings.Cut(syntax.Message, "\n")
	if strings.Contains(reason, "Unexpected empty IN") {
		return syntaxError(text, offset, "nothing stands between the brackets; remove them or fill them")
	}
	s := newScanner(text)
	s.pos = min(offset, len(text))
	found, scanErr := s.next()
	if scanErr != nil {
		return scanErr
	}
	if _, after, ok := strings.Cut(reason, "Expected "); ok {
		expected, _, _ := strings.Cut(after, ", found ")
		return syntaxError(text, offset, "expected %s, found %s", expectation(expected), quote(text, found))
	}
	return syntaxError(text, offset, "unexpected %s", quote(text, found))
}

func expectation(kind string) string {
	if kind == "Name" {
		return "a name"
	}
	return `"` + strings.Trim(kind, `"`) + `"`
}

// guard turns a panic of the library into an Internal fault.
func guard(where string, run func() *fault.Error) (failure *fault.Error) {
	defer func() {
		if r := recover(); r != nil {
			failure = fault.New(fault.Internal, "The document could not be checked because of a fault in the server.")
			failure.Cause = fmt.Errorf("the %s panicked: %v\n%s", where, r, debug.Stack())
		}
	}()
	return run()
}

// index fills Fragments and Operations, and refuses names that occur twice, so
// that each later step means the same fragment by a name.
func (d *Document) index() []*fault.Error {
	var errs []*fault.Error
	operations := map[string]bool{}
	for _, definition := range d.AST.Definitions {
		switch definition := definition.(type) {
		case *ast.FragmentDefinition:
			name := definition.Name.Value
			if d.Fragments[name] != nil {
				errs = append(errs, invalid(d.text, definition.Name.Loc.Start, "There can be only one fragment named %q.", name))
			}
			d.Fragments[name] = definition
		case *ast.OperationDefinition:
			if definition.Name != nil {
				name := definition.Name.Value
				if operations[name] {
					errs = append(errs, invalid(d.text, definition.Name.Loc.Start, "There can be only one operation named %q.", name))
				}
				operations[name] = true
			}
			d.Operations = append(d.Operations, definition)
		}
	}
	return errs
}

// Location gives the place in the text where a node of AST begins, and false for
// a node that is not from the text.
func (d *Document) Location(node ast.Node) (fault.Location, bool) {
	if node == nil || node.GetLoc() == nil {
		return fault.Location{}, false
	}
	return place(d.text, node.GetLoc().Start), true
}

// Operation chooses the operation to execute: the one of that name, or the only
// one if name is empty. The fault is OperationResolutionFailed.
func (d *Document) Operation(name string) (*ast.OperationDefinition, *fault.Error) {
	var names []string
	for _, operation := range d.Operations {
		if operation.Name != nil {
			if operation.Name.Value == name {
				return operation, nil
			}
			names = append(names, `"`+operation.Name.Value+`"`)
		}
	}
	known := oneLine(strings.Join(names, ", "), longestMessage/2)
	switch {
	case len(d.Operations) == 0:
		return nil, fault.New(fault.OperationResolutionFailed, "The document has no operation; add a query to its fragments.")
	case name == "" && len(d.Operations) == 1:
		return d.Operations[0], nil
	case name == "":
		return nil, fault.New(fault.OperationResolutionFailed, "The document has several operations; name one of them as operationName: %s.", known)
	case len(names) == 0:
		return nil, fault.New(fault.OperationResolutionFailed, "The document has no operation named %q; its operation has no name, so leave operationName out.", oneLine(name, longestQuote))
	}
	return nil, fault.New(fault.OperationResolutionFailed, "The document has no operation named %q; it has %s.", oneLine(name, longestQuote), known)
}
