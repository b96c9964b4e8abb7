package document

import (
	"fmt"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/gqlerrors"
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/kinds"
	"github.com/graphql-go/graphql/language/visitor"
)

// allRules are those of the library, but for two that know nothing of defaults of
// arguments: the specification lets a required argument that has a default be left
// out, and lets a variable that may be null stand there.
var allRules = []graphql.ValidationRuleFn{
	graphql.ArgumentsOfCorrectTypeRule,
	graphql.DefaultValuesOfCorrectTypeRule,
	graphql.FieldsOnCorrectTypeRule,
	graphql.FragmentsOnCompositeTypesRule,
	graphql.KnownArgumentNamesRule,
	graphql.KnownDirectivesRule,
	graphql.KnownFragmentNamesRule,
	graphql.KnownTypeNamesRule,
	graphql.LoneAnonymousOperationRule,
	graphql.NoFragmentCyclesRule,
	graphql.NoUndefinedVariablesRule,
	graphql.NoUnusedFragmentsRule,
	graphql.NoUnusedVariablesRule,
	graphql.OverlappingFieldsCanBeMergedRule,
	graphql.PossibleFragmentSpreadsRule,
	requiredArguments, // for ProvidedNonNullArgumentsRule
	graphql.ScalarLeafsRule,
	graphql.UniqueArgumentNamesRule,
	graphql.UniqueFragmentNamesRule,
	graphql.UniqueInputFieldNamesRule,
	graphql.UniqueOperationNamesRule,
	graphql.UniqueVariableNamesRule,
	graphql.VariablesAreInputTypesRule,
	variablePositions, // for VariablesInAllowedPositionRule
}

// isRequired says that an argument must be given.
func isRequired(def *graphql.Argument) bool {
	_, nonNull := def.Type.(*graphql.NonNull)
	return nonNull && def.DefaultValue == nil
}

// requiredArguments is the rule that arguments without a default are given where
// they cannot be null.
func requiredArguments(context *graphql.ValidationContext) *graphql.ValidationRuleInstance {
	check := func(node ast.Node, whose string, defs []*graphql.Argument, given []*ast.Argument) {
		for _, def := range defs {
			if isRequired(def) && !isGiven(given, def.Name()) {
				message := fmt.Sprintf("%s argument %q of type %q is required but not provided.", whose, def.Name(), def.Type)
				context.ReportError(gqlerrors.NewError(message, []ast.Node{node}, "", nil, nil, nil))
			}
		}
	}
	return &graphql.ValidationRuleInstance{VisitorOpts: &visitor.VisitorOptions{KindFuncMap: map[string]visitor.NamedVisitFuncs{
		// On leaving, as the library does: it may give a field another definition on
		// the way down.
		kinds.Field: {Leave: func(p visitor.VisitFuncParams) (string, interface{}) {
			field, ok := p.Node.(*ast.Field)
			if def := context.FieldDef(); ok && def != nil {
				check(field, fmt.Sprintf("Field %q", field.Name.Value), def.Args, field.Arguments)
			}
			return visitor.ActionNoChange, nil
		}},
		kinds.Directive: {Kind: func(p visitor.VisitFuncParams) (string, interface{}) {
			directive, ok := p.Node.(*ast.Directive)
			if def := context.Directive(); ok && def != nil {
				check(directive, fmt.Sprintf("Directive %q", "@"+directive.Name.Value), def.Args, directive.Arguments)
			}
			return visitor.ActionNoChange, nil
		}},
	}}}
}

func isGiven(given []*ast.Argument, name string) bool {
	for _, a := range given {
		if a.Name != nil && a.Name.Value == name {
			return true
		}
	}
	return false
}

// variablePositions is the rule that a variable fits wherever it stands. It fits
// more loosely where it or the argument that it stands for has a default: then it
// need not be given. That null is given in its place is found at execution.
func variablePositions(context *graphql.ValidationContext) *graphql.ValidationRuleInstance {
	hasDefault := map[*ast.Variable]bool{} // variables that are the whole of an argument with a default
	var operations []*ast.OperationDefinition
	return &graphql.ValidationRuleInstance{VisitorOpts: &visitor.VisitorOptions{KindFuncMap: map[string]visitor.NamedVisitFuncs{
		kinds.Argument: {Enter: func(p visitor.VisitFuncParams) (string, interface{}) {
			argument, ok := p.Node.(*ast.Argument)
			if def := context.Argument(); ok && def != nil && def.DefaultValue != nil {
				if variable, is := argument.Value.(*ast.Variable); is {
					hasDefault[variable] = true
				}
			}
			return visitor.ActionNoChange, nil
		}},
		kinds.OperationDefinition: {Enter: func(p visitor.VisitFuncParams) (string, interface{}) {
			if operation, ok := p.Node.(*ast.OperationDefinition); ok {
				operations = append(operations, operation)
			}
			return visitor.ActionNoChange, nil
		}},
		// At the end, when the arguments of all fragments have been seen.
		kinds.Document: {Leave: func(visitor.VisitFuncParams) (string, interface{}) {
			for _, operation := range operations {
				checkPositions(context, operation, hasDefault)
			}
			return visitor.ActionNoChange, nil
		}},
	}}}
}

// checkPositions reports the variables of an operation that do not fit where they
// stand, also in fragments. hasDefault are the ones that need not be given there.
func checkPositions(context *graphql.ValidationContext, operation *ast.OperationDefinition, hasDefault map[*ast.Variable]bool) {
	defs := map[string]*ast.VariableDefinition{}
	for _, def := range operation.VariableDefinitions {
		defs[def.Variable.Name.Value] = def
	}
	for _, usage := range context.RecursiveVariableUsages(operation) {
		def := defs[usage.Node.Name.Value]
		if def == nil || usage.Type == nil {
			continue
		}
		var position graphql.Type = usage.Type
		if required, ok := position.(*graphql.NonNull); ok && (def.DefaultValue != nil || hasDefault[usage.Node]) {
			position = required.OfType
		}
		if known, fits := fitsInto(context.Schema(), def.Type, position); known && !fits {
			message := fmt.Sprintf(`Variable "$%s" of type %q used in position expecting type %q.`, usage.Node.Name.Value, written(def.Type), usage.Type)
			context.ReportError(gqlerrors.NewError(message, []ast.Node{def, usage.Node}, "", nil, nil, nil))
		}
	}
}

// fitsInto says whether each value of a variable's type is one of a position's.
// known is false for a type that the schema lacks, of which another rule speaks.
func fitsInto(schema *graphql.Schema, variable ast.Type, position graphql.Type) (known, fits bool) {
	if required, ok := position.(*graphql.NonNull); ok {
		own, is := variable.(*ast.NonNull)
		if !is {
			known, _ = fitsInto(schema, variable, required.OfType)
			return known, false
		}
		return fitsInto(schema, own.Type, required.OfType)
	}
	if own, is := variable.(*ast.NonNull); is {
		return fitsInto(schema, own.Type, position)
	}
	if own, is := variable.(*ast.List); is {
		list, ok := position.(*graphql.List)
		if !ok {
			known, _ = fitsInto(schema, own.Type, graphql.GetNamed(position).(graphql.Type))
			return known, false
		}
		return fitsInto(schema, own.Type, list.OfType)
	}
	named := variable.(*ast.Named).Name.Value
	return schema.Type(named) != nil, position.Name() == named
}

// written is a type as documents write it.
func written(t ast.Type) string {
	switch t := t.(type) {
	case *ast.NonNull:
		return written(t.Type) + "!"
	case *ast.List:
		return "[" + written(t.Type) + "]"
	case *ast.Named:
		return t.Name.Value
	}
	return ""
}

// nullForDefault is the rule that null does not stand where a default would: a
// required argument may be left out, and still not be null.
func nullForDefault(m *mender) graphql.ValidationRuleFn {
	return func(context *graphql.ValidationContext) *graphql.ValidationRuleInstance {
		check := func(p visitor.VisitFuncParams) (string, interface{}) {
			argument, ok := p.Node.(*ast.Argument)
			def := context.Argument()
			if !ok || def == nil || def.DefaultValue == nil || !m.isNull(argument.Value) {
				return visitor.ActionNoChange, nil
			}
			if _, nonNull := def.Type.(*graphql.NonNull); nonNull {
				message := fmt.Sprintf("Argument %q of type %q cannot be null; leave it out for its default.", def.Name(), def.Type)
				context.ReportError(gqlerrors.NewError(message, []ast.Node{argument}, "", nil, nil, nil))
			}
			return visitor.ActionNoChange, nil
		}
		return &graphql.ValidationRuleInstance{VisitorOpts: &visitor.VisitorOptions{
			KindFuncMap: map[string]visitor.NamedVisitFuncs{kinds.Argument: {Enter: check}},
		}}
	}
}
