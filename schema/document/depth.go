package document

import (
	"strings"

	"github.com/graphql-go/graphql/language/ast"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// size is what a selection set amounts to with its fragments written out.
type size struct {
	depth      int // fields in each other; below __schema and __type not counted
	total      int // the same, counted everywhere
	lists      int // list fields of introspection in each other, everywhere
	introDepth int // total at and below __schema and __type
	introLists int // lists below __schema and __type
	fields     int // fields and spreads
	aliases    int
	rootFields int // fields of the selection set itself
}

// plenty is where counts stop growing: far beyond any limit, far from overflow.
const plenty = 1 << 40

func add(a, b int) int { return min(a+b, plenty) }

// beside adds the size of a further part of the same selection set.
func (s *size) beside(o size) {
	s.depth = max(s.depth, o.depth)
	s.total = max(s.total, o.total)
	s.lists = max(s.lists, o.lists)
	s.introDepth = max(s.introDepth, o.introDepth)
	s.introLists = max(s.introLists, o.introLists)
	s.fields = add(s.fields, o.fields)
	s.aliases = add(s.aliases, o.aliases)
	s.rootFields = add(s.rootFields, o.rootFields)
}

// The fields of introspection that answer with a list as long as a type.
var introspectionLists = map[string]bool{
	"fields": true, "interfaces": true, "possibleTypes": true, "inputFields": true,
}

// sizes holds the size of each fragment; a spread costs one look-up, however
// often the fragment is written out.
type sizes map[string]size

func (m sizes) of(set *ast.SelectionSet) size {
	var sum size
	if set == nil {
		return sum
	}
	for _, selection := range set.Selections {
		switch selection := selection.(type) {
		case *ast.Field:
			sum.beside(m.field(selection))
		case *ast.InlineFragment:
			sum.beside(m.of(selection.SelectionSet))
		case *ast.FragmentSpread:
			spread := m[selection.Name.Value]
			spread.fields = add(spread.fields, 1)
			sum.beside(spread)
		}
	}
	return sum
}

func (m sizes) field(field *ast.Field) size {
	s := m.of(field.SelectionSet)
	s.depth++
	s.total++
	s.fields = add(s.fields, 1)
	s.rootFields = 1
	if field.Alias != nil {
		s.aliases = add(s.aliases, 1)
	}
	switch name := field.Name.Value; {
	case name == "__schema" || name == "__type":
		s.depth = 1
		s.introDepth = max(s.introDepth, s.total)
		s.introLists = max(s.introLists, s.lists)
	case introspectionLists[name]:
		s.lists++
	}
	return s
}

// measure refuses a document whose fragments reach themselves, or that passes a
// limit with its fragments written out.
func measure(d *Document, limits Limits) *fault.Error {
	order, err := d.fragmentOrder()
	if err != nil {
		return err
	}
	known := sizes{}
	for _, fragment := range order {
		s := known.of(fragment.SelectionSet)
		known[fragment.Name.Value] = s
		// Unused fragments are validated, too.
		if strings.HasPrefix(fragment.TypeCondition.Name.Value, "__") {
			s.depth, s.introDepth = 0, s.total
		}
		if err := d.within(s, limits, fragment); err != nil {
			return err
		}
	}
	for _, operation := range d.Operations {
		s := known.of(operation.SelectionSet)
		if err := d.within(s, limits, operation); err != nil {
			return err
		}
		if s.rootFields > limits.RootFields {
			return d.tooMuch(operation, "rootFields", limits.RootFields, s.rootFields, "ask in several requests")
		}
	}
	return d.mergeWork(limits)
}

func (d *Document) within(s size, limits Limits, node ast.Node) *fault.Error {
	checks := []struct {
		name          string
		value, actual int
		advice        string
	}{
		{"expandedFields", limits.ExpandedFields, s.fields, "spread fewer fragments in each other"},
		{"depth", limits.Depth, s.depth, "nest fewer fields"},
		{"introspectionDepth", limits.IntrospectionDepth, s.introDepth, "nest fewer fields below __schema and __type"},
		{"introspectionLists", limits.IntrospectionLists, s.introLists, "nest fewer lists of fields, interfaces and types below __schema and __type"},
		{"aliases", limits.Aliases, s.aliases, "ask in several requests"},
	}
	for _, check := range checks {
		if check.actual > check.value {
			return d.tooMuch(node, check.name, check.value, check.actual, check.advice)
		}
	}
	return nil
}

func (d *Document) tooMuch(node ast.Node, name string, value, actual int, advice string) *fault.Error {
	at := place(d.text, node.GetLoc().Start)
	return tooMuch(name, value, actual, advice).At(at.Line, at.Column)
}
