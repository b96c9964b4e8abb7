package document

import (
	"strings"

	"github.com/graphql-go/graphql/language/ast"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// fragmentOrder gives the fragments so that each comes after all that it spreads,
// or a fault for the first one that reaches itself. It takes linear time and no
// recursion between fragments. It must run before the validator: the merge rule
// of the library follows a cycle until the stack ends, which nobody can recover.
func (d *Document) fragmentOrder() ([]*ast.FragmentDefinition, *fault.Error) {
	type visit struct {
		fragment *ast.FragmentDefinition
		spreads  []*ast.FragmentSpread // not followed yet
	}
	var order []*ast.FragmentDefinition
	var path []visit
	onPath, done := map[string]bool{}, map[string]bool{}
	enter := func(f *ast.FragmentDefinition) {
		onPath[f.Name.Value] = true
		path = append(path, visit{f, spreads(nil, f.SelectionSet)})
	}
	for _, definition := range d.AST.Definitions {
		root, ok := definition.(*ast.FragmentDefinition)
		if !ok || done[root.Name.Value] {
			continue
		}
		enter(root)
		for len(path) > 0 {
			top := &path[len(path)-1]
			if len(top.spreads) == 0 {
				name := top.fragment.Name.Value
				onPath[name], done[name] = false, true
				order = append(order, top.fragment)
				path = path[:len(path)-1]
				continue
			}
			spread := top.spreads[0]
			top.spreads = top.spreads[1:]
			name := spread.Name.Value
			if onPath[name] {
				var via []string
				for i := len(path) - 1; path[i].fragment.Name.Value != name; i-- {
					via = append([]string{path[i].fragment.Name.Value}, via...)
				}
				return nil, d.cycle(spread, name, via)
			}
			if next := d.Fragments[name]; next != nil && !done[name] {
				enter(next)
			}
		}
	}
	return order, nil
}

func (d *Document) cycle(spread *ast.FragmentSpread, name string, via []string) *fault.Error {
	way := ""
	if len(via) > 0 {
		way = " via " + oneLine(strings.Join(via, ", "), longestMessage/2)
	}
	return invalid(d.text, spread.Loc.Start, "Cannot spread fragment %q within itself%s; remove this spread.", name, way)
}

// spreads appends the fragment spreads of a selection set, at any depth, in the
// order of the text.
func spreads(found []*ast.FragmentSpread, set *ast.SelectionSet) []*ast.FragmentSpread {
	if set == nil {
		return found
	}
	for _, selection := range set.Selections {
		switch selection := selection.(type) {
		case *ast.FragmentSpread:
			found = append(found, selection)
		case *ast.Field:
			found = spreads(found, selection.SelectionSet)
		case *ast.InlineFragment:
			found = spreads(found, selection.SelectionSet)
		}
	}
	return found
}
