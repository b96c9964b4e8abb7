package document

import (
	"cmp"
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/gqlerrors"
	"github.com/graphql-go/graphql/language/ast"
	"github.com/graphql-go/graphql/language/kinds"
	"github.com/graphql-go/graphql/language/visitor"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// finding is what one rule says of one place.
type finding struct {
	message string
	offsets []int
}

// validate runs all rules and gives what they find in the order of the
// text. It takes null out of the AST on the way.
func (d *Document) validate(schema *graphql.Schema, limits Limits, o *outline, m *mender) []*fault.Error {
	var findings []finding
	for _, offset := range o.listNulls {
		findings = append(findings, finding{"null is not allowed inside a list; leave the item out.", []int{offset}})
	}
	stopped := false
	check := func(schema *graphql.Schema, rules []graphql.ValidationRuleFn) {
		found, early := run(schema, d.AST, rules)
		findings, stopped = append(findings, found...), stopped || early
	}
	err := guard("validator", func() *fault.Error {
		// The library writes to the schema value that it is given; a copy keeps
		// requests apart.
		own := *schema
		if len(o.nulls)+len(o.listNulls) > 0 {
			// These rules ask for names only: what is given as null must exist, and
			// be given once, before it may be left out.
			check(&own, []graphql.ValidationRuleFn{
				graphql.KnownArgumentNamesRule,
				graphql.UniqueArgumentNamesRule,
				graphql.UniqueInputFieldNamesRule,
				knownNullFields(m),
				nullForDefault(m),
			})
			m.null(d)
		}
		check(&own, allRules)
		return nil
	})
	if err != nil {
		return []*fault.Error{err}
	}
	return d.faults(findings, limits.Errors, stopped)
}

// mostPerRule is how many errors one rule looks for. For an unknown name the
// library compares all names of the schema, so each such error is expensive.
const mostPerRule = 10

// mistaken are faults that the library finds in documents that the specification
// allows. No other message has these forms:
//
//   - ($n: Int! = 3): the default stands where the variable is not given. Whether it
//     fits the type is said by a message of its own.
//   - nodes { ... @include(if: $all) { key } }: a fragment without a type is of the
//     type around it. The library compares with the list type of the field.
var mistaken = regexp.MustCompile(`^(?:` +
	`Variable "\$\w+" of type "[\w\[\]!]+" is required and will not use the default value\. Perhaps you meant to use type "[\w\[\]!]+"\.` +
	`|Fragment cannot be spread here as objects of type "\w+" can never be of type "[\w\[\]!]*[\]!]"\.` +
	`)$`)

// run applies rules, each until it has found mostPerRule errors, and says whether
// one of them stopped early.
func run(schema *graphql.Schema, tree *ast.Document, rules []graphql.ValidationRuleFn) (findings []finding, stopped bool) {
	bounded := make([]graphql.ValidationRuleFn, len(rules))
	for i, rule := range rules {
		bounded[i] = bound(rule, &stopped)
	}
	for _, formatted := range graphql.ValidateDocument(schema, tree, bounded).Errors {
		if mistaken.MatchString(formatted.Message) {
			continue
		}
		f := finding{message: formatted.Message}
		var located *gqlerrors.Error
		if errors.As(formatted.OriginalError(), &located) {
			f.offsets = located.Positions
		}
		findings = append(findings, f)
	}
	return findings, stopped
}

// bound gives the rule that does nothing more once it has found mostPerRule
// errors, and then sets stopped.
func bound(rule graphql.ValidationRuleFn, stopped *bool) graphql.ValidationRuleFn {
	return func(context *graphql.ValidationContext) *graphql.ValidationRuleInstance {
		found := 0
		counted := func(visit visitor.VisitFunc) visitor.VisitFunc {
			if visit == nil {
				return nil
			}
			return func(p visitor.VisitFuncParams) (string, interface{}) {
				if found >= mostPerRule {
					*stopped = true
					return visitor.ActionNoChange, nil
				}
				before := len(context.Errors())
				action, result := visit(p)
				reword(context, before, p)
				for _, e := range context.Errors()[before:] {
					if !mistaken.MatchString(e.Error()) {
						found++
					}
				}
				return action, result
			}
		}
		instance := rule(context)
		options := instance.VisitorOpts
		options.Enter, options.Leave = counted(options.Enter), counted(options.Leave)
		for kind, visits := range options.KindFuncMap {
			options.KindFuncMap[kind] = visitor.NamedVisitFuncs{
				Kind: counted(visits.Kind), Enter: counted(visits.Enter), Leave: counted(visits.Leave),
			}
		}
		for _, visits := range []map[string]visitor.VisitFunc{options.EnterKindMap, options.LeaveKindMap} {
			for kind, visit := range visits {
				visits[kind] = counted(visit)
			}
		}
		return instance
	}
}

// knownNullFields is the rule that an input field given as null must exist. The
// library asks this of input fields together with their values, when null is
// left out already.
func knownNullFields(m *mender) graphql.ValidationRuleFn {
	return func(context *graphql.ValidationContext) *graphql.ValidationRuleInstance {
		check := func(p visitor.VisitFuncParams) (string, interface{}) {
			object, isObject := p.Node.(*ast.ObjectValue)
			input, isInput := graphql.GetNamed(context.InputType()).(*graphql.InputObject)
			if !isObject || !isInput {
				return visitor.ActionNoChange, nil
			}
			for _, field := range object.Fields {
				if input.Fields()[field.Name.Value] == nil && m.isNull(field.Value) {
					message := "T" + noField(input, field.Name.Value)[1:] // a sentence of its own
					context.ReportError(gqlerrors.NewError(message, []ast.Node{field}, "", nil, nil, nil))
				}
			}
			return visitor.ActionNoChange, nil
		}
		return &graphql.ValidationRuleInstance{VisitorOpts: &visitor.VisitorOptions{
			KindFuncMap: map[string]visitor.NamedVisitFuncs{kinds.ObjectValue: {Kind: check}},
		}}
	}
}

// mostLocations is how many places one fault names.
const mostLocations = 8

// faults sorts findings by place, drops what is said twice, and cuts the rest. A
// last entry says so if there are more, or may be.
func (d *Document) faults(findings []finding, most int, stopped bool) []*fault.Error {
	for i := range findings {
		findings[i].message = tidy(findings[i].message)
	}
	compare := func(a, b finding) int {
		return cmp.Or(slices.Compare(a.offsets, b.offsets), cmp.Compare(a.message, b.message))
	}
	slices.SortFunc(findings, compare)
	findings = slices.CompactFunc(findings, func(a, b finding) bool { return compare(a, b) == 0 })

	var faults []*fault.Error
	for i, f := range findings {
		if i == most {
			more := fault.New(fault.ValidationFailed, "At least %d more errors are not shown; mend these first.", len(findings)-most)
			return append(faults, more)
		}
		e := fault.New(fault.ValidationFailed, "%s", f.message)
		for _, offset := range f.offsets[:min(len(f.offsets), mostLocations)] {
			at := place(d.text, offset)
			if !slices.Contains(e.Locations, at) {
				e.At(at.Line, at.Column)
			}
		}
		faults = append(faults, e)
	}
	if stopped {
		faults = append(faults, fault.New(fault.ValidationFailed, "There may be more errors; mend these first."))
	}
	return faults
}

// tidy makes one line of a message. The library gives the lines after the first
// in the random order of a map.
func tidy(message string) string {
	lines := strings.Split(message, "\n")
	slices.Sort(lines[1:])
	return oneLine(strings.Join(lines, " "), longestMessage)
}
