package document

import (
	"github.com/graphql-go/graphql/language/ast"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// merging walks the steps of the library's OverlappingFieldsCanBeMergedRule
// without its comparisons and only counts them, because their number can grow
// with the square of the document at each depth, and exponentially along
// fragments. It follows a pair of fields even where the rule would stop at a
// conflict, so it never counts less than the rule does.
type merging struct {
	document *Document
	budget   int
	known    map[*ast.SelectionSet]*answerKeys
	pairs    map[[2]string]int // fragments compared, and how often
}

// answerKeys is one selection set with its inline fragments written out.
type answerKeys struct {
	fields    map[string][]*ast.Field
	order     []string
	fragments []string
}

// mergeWork refuses a document for which the rule would do too much work.
func (d *Document) mergeWork(limits Limits) *fault.Error {
	m := &merging{
		document: d, budget: limits.Comparisons,
		known: map[*ast.SelectionSet]*answerKeys{}, pairs: map[[2]string]int{},
	}
	for _, definition := range d.AST.Definitions {
		switch definition := definition.(type) {
		case *ast.OperationDefinition:
			m.visit(definition.SelectionSet)
		case *ast.FragmentDefinition:
			m.visit(definition.SelectionSet)
		}
		if m.spent() {
			return d.tooMuch(definition, "comparisons", limits.Comparisons, 0,
				"select each field once, and spread fewer fragments over the same fields")
		}
	}
	return nil
}

func (m *merging) spent() bool { return m.budget < 0 }

// visit does for every selection set of a definition what the rule does.
func (m *merging) visit(set *ast.SelectionSet) {
	if set == nil || m.spent() {
		return
	}
	m.within(m.keys(set))
	for _, selection := range set.Selections {
		switch selection := selection.(type) {
		case *ast.Field:
			m.visit(selection.SelectionSet)
		case *ast.InlineFragment:
			m.visit(selection.SelectionSet)
		}
	}
}

func (m *merging) within(keys *answerKeys) {
	for _, key := range keys.order {
		fields := keys.fields[key]
		for i := range fields {
			for k := i + 1; k < len(fields) && !m.spent(); k++ {
				m.pair(fields[i], fields[k])
			}
		}
	}
	for i, name := range keys.fragments {
		m.withFragment(keys, name)
		for _, other := range keys.fragments[i+1:] {
			m.fragmentPair(name, other)
		}
	}
}

func (m *merging) between(a, b *answerKeys) {
	m.budget -= 1 + len(a.order)/8 // looking up keys costs, too
	for _, key := range a.order {
		for _, one := range a.fields[key] {
			for _, other := range b.fields[key] {
				if m.spent() {
					return
				}
				m.pair(one, other)
			}
		}
	}
}

func (m *merging) withFragment(keys *answerKeys, name string) {
	fragment := m.document.Fragments[name]
	if fragment == nil || m.spent() {
		return
	}
	inner := m.keys(fragment.SelectionSet)
	m.between(keys, inner)
	for _, next := range inner.fragments {
		m.withFragment(inner, next)
	}
}

// fragmentPair counts each pair of fragments twice at most, as the rule does: once
// as parts of one answer and once as parts that exclude each other.
func (m *merging) fragmentPair(one, other string) {
	a, b := m.document.Fragments[one], m.document.Fragments[other]
	if a == nil || b == nil || a == b || m.spent() {
		return
	}
	pair := [2]string{min(one, other), max(one, other)}
	if m.pairs[pair]++; m.pairs[pair] > 2 {
		return
	}
	keysA, keysB := m.keys(a.SelectionSet), m.keys(b.SelectionSet)
	m.between(keysA, keysB)
	for _, inner := range keysB.fragments {
		m.fragmentPair(one, inner)
	}
	for _, inner := range keysA.fragments {
		m.fragmentPair(inner, other)
	}
}

func (m *merging) pair(a, b *ast.Field) {
	m.budget -= 1 + (argumentBytes(a)+argumentBytes(b))/64 // arguments are printed and compared
	if a.SelectionSet == nil || b.SelectionSet == nil || m.spent() {
		return
	}
	keysA, keysB := m.keys(a.SelectionSet), m.keys(b.SelectionSet)
	m.between(keysA, keysB)
	for _, name := range keysB.fragments {
		m.withFragment(keysA, name)
	}
	for _, name := range keysA.fragments {
		m.withFragment(keysB, name)
	}
	for _, one := range keysA.fragments {
		for _, other := range keysB.fragments {
			m.fragmentPair(one, other)
		}
	}
}

func argumentBytes(field *ast.Field) int {
	if n := len(field.Arguments); n > 0 {
		return field.Arguments[n-1].Loc.End - field.Arguments[0].Loc.Start
	}
	return 0
}

func (m *merging) keys(set *ast.SelectionSet) *answerKeys {
	if known := m.known[set]; known != nil {
		return known
	}
	keys := &answerKeys{fields: map[string][]*ast.Field{}}
	seen := map[string]bool{}
	keys.collect(set, seen)
	m.known[set] = keys
	return keys
}

func (k *answerKeys) collect(set *ast.SelectionSet, seen map[string]bool) {
	for _, selection := range set.Selections {
		switch selection := selection.(type) {
		case *ast.Field:
			key := selection.Name.Value
			if selection.Alias != nil {
				key = selection.Alias.Value
			}
			if k.fields[key] == nil {
				k.order = append(k.order, key)
			}
			k.fields[key] = append(k.fields[key], selection)
		case *ast.FragmentSpread:
			if name := selection.Name.Value; !seen[name] {
				seen[name] = true
				k.fragments = append(k.fragments, name)
			}
		case *ast.InlineFragment:
			k.collect(selection.SelectionSet, seen)
		}
	}
}
