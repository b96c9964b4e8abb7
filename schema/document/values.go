package document

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/printer"
	"github.com/graphql-go/graphql/language/visitor"

	"github.com/exitgraph/exitgraph/internal/nearest"
)

// mostNamed is how many values of an enum a message names.
const mostNamed = 12

// reword puts into errors of literal values what to do instead. The library says
// only what is wrong, and of a large value repeats the whole.
func reword(context *graphql.ValidationContext, before int, p visitor.VisitFuncParams) {
	var whose string
	var t graphql.Type
	var value ast.Value
	switch node := p.Node.(type) {
	case *ast.Argument:
		if context.Argument() == nil {
			return
		}
		whose, t, value = fmt.Sprintf("Argument %q", node.Name.Value), context.Argument().Type, node.Value
	case *ast.VariableDefinition:
		whose, t, value = fmt.Sprintf("The default of variable $%s", node.Variable.Name.Value), context.InputType(), node.DefaultValue
	default:
		return
	}
	errs := context.Errors()
	for i := before; i < len(errs); i++ {
		if !strings.Contains(errs[i].Message, " has invalid ") {
			continue
		}
		var found misfits
		found.look(t, value, "")
		if found.count == 0 {
			continue
		}
		errs[i].Message = whose + ": " + found.first
		if more := found.count - 1; more == 1 {
			errs[i].Message += " One more part of it does not fit."
		} else if more > 1 {
			errs[i].Message += fmt.Sprintf(" %d more parts of it do not fit.", more)
		}
	}
}

// misfits are the places where a literal does not fit its type. Only the first is
// put into words: guessing names for thousands of them would take long.
type misfits struct {
	first string // a sentence
	count int
}

func (m *misfits) add(path string, say func() string) {
	if m.count == 0 {
		m.first = at(path) + say()
	}
	m.count++
}

// look walks a literal in the order of the text. It follows the library's rule, so
// that the two find the same values at fault.
func (m *misfits) look(t graphql.Type, value ast.Value, path string) {
	if required, ok := t.(*graphql.NonNull); ok {
		if value == nil {
			m.add(path, func() string { return fmt.Sprintf("a value of type %s is required, and none was given.", t) })
			return
		}
		t = required.OfType
	}
	if _, isVariable := value.(*ast.Variable); isVariable || value == nil {
		return
	}
	switch t := t.(type) {
	case *graphql.List:
		list, ok := value.(*ast.ListValue)
		if !ok {
			m.look(t.OfType, value, path)
			return
		}
		for i, item := range list.Values {
			m.look(t.OfType, item, path+"["+strconv.Itoa(i)+"]")
		}
	case *graphql.InputObject:
		m.lookInto(t, value, path)
	case *graphql.Enum:
		if t.ParseLiteral(value) == nil {
			m.add(path, func() string { return noValue(t, value) })
		}
	case *graphql.Scalar:
		if t.ParseLiteral(value) == nil {
			m.add(path, func() string {
				return fmt.Sprintf("a value of type %s is needed, and %s is none.", t.Name(), source(value))
			})
		}
	}
}

func (m *misfits) lookInto(t *graphql.InputObject, value ast.Value, path string) {
	object, ok := value.(*ast.ObjectValue)
	if !ok {
		m.add(path, func() string {
			return fmt.Sprintf("a %s is an object in braces, and %s is none; see the schema for its fields.", t.Name(), source(value))
		})
		return
	}
	fields, given := t.Fields(), map[string]bool{}
	for _, field := range object.Fields {
		name := field.Name.Value
		given[name] = true
		if fields[name] == nil {
			m.add(path, func() string { return noField(t, name) })
			continue
		}
		m.look(fields[name].Type, field.Value, path+"."+name)
	}
	for _, name := range fieldNames(t) {
		if !given[name] {
			m.look(fields[name].Type, nil, path+"."+name)
		}
	}
}

// noField says that an input type lacks a field, and which one may be meant.
func noField(t *graphql.InputObject, name string) string {
	said := fmt.Sprintf("the input type %q has no field %q", t.Name(), oneLine(name, longestQuote))
	if guess := nearest.Word(name, slices.Values(fieldNames(t))); guess != "" {
		return fmt.Sprintf("%s; did you mean %q?", said, guess)
	}
	return said + "; see the schema for its fields."
}

// noValue says that an enum lacks a value, and which ones it has.
func noValue(t *graphql.Enum, value ast.Value) string {
	var names []string
	for _, v := range t.Values() {
		names = append(names, v.Name)
	}
	slices.Sort(names) // the library has them in the order of a map
	said := fmt.Sprintf("%s is not a value of %s", source(value), t.Name())
	if text, ok := value.GetValue().(string); ok {
		guess := nearest.Word(text, slices.Values(names))
		if _, quoted := value.(*ast.StringValue); quoted && guess == text {
			return fmt.Sprintf("%s; write %s without quotation marks.", said, text)
		}
		if guess != "" {
			return fmt.Sprintf("%s; did you mean %s?", said, guess)
		}
	}
	if len(names) > mostNamed {
		return fmt.Sprintf("%s; see the schema for its %d values.", said, len(names))
	}
	return fmt.Sprintf("%s; use one of %s.", said, strings.Join(names, ", "))
}

func fieldNames(t *graphql.InputObject) []string {
	var names []string
	for name := range t.Fields() {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// source is a value as it may be quoted in a message.
func source(value ast.Value) string {
	return oneLine(fmt.Sprint(printer.Print(value)), longestQuote)
}

// at names the place inside a value that a sentence speaks of.
func at(path string) string {
	if path == "" {
		return ""
	}
	return "at " + oneLine(strings.TrimPrefix(path, "."), longestMessage/2) + ", "
}
