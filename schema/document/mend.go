package document

import (
	"github.com/graphql-go/graphql/language/ast"
)

// standIn is the word that stands for null while the library parses: as long as
// null, so that no offset moves. It is known by its offset and not by its name,
// so a document and a schema may use the same word.
const standIn = "_n_0"

// mender puts right what the parser could not read: the values of strings, and
// null. It visits every value of a document; the parser's nesting is bounded, so
// it may recurse.
type mender struct {
	values map[int]string // strings by offset
	nulls  map[int]bool   // offsets where null was written as a whole value
	items  map[int]bool   // offsets where null was written as an item of a list

	dropNulls bool
	fixText   bool
}

func newMender(values map[int]string, o *outline) *mender {
	m := &mender{values: values, nulls: map[int]bool{}, items: map[int]bool{}}
	for _, offset := range o.nulls {
		m.nulls[offset] = true
	}
	for _, offset := range o.listNulls {
		m.items[offset] = true
	}
	return m
}

// strings gives every string its true value.
func (m *mender) strings(d *Document) {
	m.fixText, m.dropNulls = true, false
	m.document(d)
}

// null leaves out every argument, input field, default and item that is null.
func (m *mender) null(d *Document) {
	m.fixText, m.dropNulls = false, true
	m.document(d)
}

// isNull says that a value stands for null.
func (m *mender) isNull(value ast.Value) bool {
	enum, ok := value.(*ast.EnumValue)
	return ok && (m.nulls[enum.Loc.Start] || m.items[enum.Loc.Start])
}

func (m *mender) document(d *Document) {
	for _, definition := range d.AST.Definitions {
		switch definition := definition.(type) {
		case *ast.OperationDefinition:
			for _, variable := range definition.VariableDefinitions {
				if m.dropNulls && m.isNull(variable.DefaultValue) {
					variable.DefaultValue = nil
				}
				m.value(variable.DefaultValue)
			}
			m.directives(definition.Directives)
			m.selections(definition.SelectionSet)
		case *ast.FragmentDefinition:
			m.directives(definition.Directives)
			m.selections(definition.SelectionSet)
		}
	}
}

func (m *mender) selections(set *ast.SelectionSet) {
	if set == nil {
		return
	}
	for _, selection := range set.Selections {
		switch selection := selection.(type) {
		case *ast.Field:
			selection.Arguments = m.arguments(selection.Arguments)
			m.directives(selection.Directives)
			m.selections(selection.SelectionSet)
		case *ast.InlineFragment:
			m.directives(selection.Directives)
			m.selections(selection.SelectionSet)
		case *ast.FragmentSpread:
			m.directives(selection.Directives)
		}
	}
}

func (m *mender) directives(directives []*ast.Directive) {
	for _, directive := range directives {
		directive.Arguments = m.arguments(directive.Arguments)
	}
}

func (m *mender) arguments(arguments []*ast.Argument) []*ast.Argument {
	kept := arguments[:0]
	for _, argument := range arguments {
		if m.dropNulls && m.isNull(argument.Value) {
			continue
		}
		m.value(argument.Value)
		kept = append(kept, argument)
	}
	return kept
}

func (m *mender) value(value ast.Value) {
	switch value := value.(type) {
	case *ast.StringValue:
		if m.fixText {
			value.Value = m.values[value.Loc.Start]
		}
	case *ast.ListValue:
		kept := value.Values[:0]
		for _, item := range value.Values {
			if m.dropNulls && m.isNull(item) {
				continue
			}
			m.value(item)
			kept = append(kept, item)
		}
		value.Values = kept
	case *ast.ObjectValue:
		kept := value.Fields[:0]
		for _, field := range value.Fields {
			if m.dropNulls && m.isNull(field.Value) {
				continue
			}
			m.value(field.Value)
			kept = append(kept, field)
		}
		value.Fields = kept
	}
}
