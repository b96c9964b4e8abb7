// SQL is some twenty times slower under the race detector, and nothing here runs at once.
//go:build !race

package acceptance_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// logical are the fields of a filter that are no condition on a record.
var logical = []string{"AND", "OR", "NOT", "isNull"}

// conditionsOf lists the conditions that the schema offers on a kind.
func (j *judges) conditionsOf(kind string) ast.FieldList {
	return slices.DeleteFunc(slices.Clone(j.types.Types[kind+"Filter"].Fields), func(f *ast.FieldDefinition) bool {
		return slices.Contains(logical, f.Name)
	})
}

// operatorsOf lists the operators of a field.
func (j *judges) operatorsOf(f *ast.FieldDefinition) []string {
	var out []string
	for _, op := range j.types.Types[f.Type.Name()].Fields {
		out = append(out, op.Name)
	}
	return out
}

func kinds() []string { return names(tables) }

// names lists the keys of a map in order.
func names[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func TestEveryFieldOfEveryFilterHasItsSQL(t *testing.T) {
	j := newJudges(t)
	filters := 0
	for name, definition := range j.types.Types {
		kind, ok := strings.CutSuffix(name, "Filter")
		if !ok || definition.Fields.ForName("AND") == nil {
			continue
		}
		filters++
		known := tables[kind]
		for _, f := range j.conditionsOf(kind) {
			_, isField := known.fields[f.Name]
			_, isOne := known.ones[f.Name]
			_, isMany := known.manies[f.Name]
			if !isField && !isOne && !isMany {
				t.Errorf("%s.%s has no SQL: say in files_test.go which column of %s.csv it is", name, f.Name, known.file)
			}
		}
		for field := range known.fields {
			if definition.Fields.ForName(field) == nil {
				t.Errorf("%s has no field %s any more, which files_test.go knows", name, field)
			}
		}
	}
	if filters != len(tables) {
		t.Errorf("the schema has filters of %d kinds, and files_test.go knows %d", filters, len(tables))
	}
}

func TestEveryOperatorOfEveryFilterHasItsSQL(t *testing.T) {
	j := newJudges(t)
	known := strings.Fields("eq in contains startsWith lt lte gt gte isNull has hasAny hasAll isEmpty some none all")
	for _, kind := range kinds() {
		for _, f := range j.conditionsOf(kind) {
			if _, isOne := tables[kind].ones[f.Name]; isOne {
				continue // its fields are those of a kind
			}
			for _, op := range j.operatorsOf(f) {
				if !slices.Contains(known, op) {
					t.Errorf("%s.%s has the operator %s, which has no SQL: write it in compiler_test.go", kind, f.Name, op)
				}
			}
		}
	}
}

// operands gives what to ask an operator of a field for: values of the data, and
// one that it does not have.
func (j *judges) operands(t *testing.T, kind, op string, f *ast.FieldDefinition, c column) []any {
	t.Helper()
	values := j.values(t, kind, c)
	filter := f.Type.Name()
	switch {
	case op == "isNull" || op == "isEmpty" || filter == "BooleanFilter":
		return []any{true, false}
	case filter == "IntFilter":
		values = numbers(t, values)
	case op == "contains" || op == "startsWith" || filter == "StringFilter" || filter == "StringListFilter":
		values = words(op, values)
	case filter == "IDFilter":
		values = append(spread(values, 60), "no-such-key")
	default:
		values = nil
		for _, v := range j.types.Types[j.types.Types[filter].Fields.ForName("eq").Type.Name()].EnumValues {
			values = append(values, v.Name)
		}
	}
	if op != "in" && op != "hasAny" && op != "hasAll" {
		return values
	}
	lists := []any{[]any{}}
	for i := range values {
		lists = append(lists, []any{values[i], values[len(values)/2]})
	}
	return lists
}

func numbers(t *testing.T, values []any) []any {
	t.Helper()
	out := []any{0}
	for _, v := range values {
		n, err := strconv.Atoi(fmt.Sprint(v))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, n)
	}
	return append(spread(out, 12), 999_999)
}

// words takes values as they are, in capitals and in part.
func words(op string, values []any) []any {
	out := []any{"no such words", "%", "_"}
	for _, v := range spread(values, 12) {
		s := v.(string)
		runes := []rune(s)
		switch op {
		case "contains":
			out = append(out, string(runes[len(runes)/4:len(runes)/2+1]), strings.ToUpper(string(runes[len(runes)/2:])))
		case "startsWith":
			out = append(out, string(runes[:len(runes)/3+1]), strings.ToUpper(string(runes[:min(3, len(runes))])))
		default:
			out = append(out, s, strings.ToUpper(s), plain(s))
		}
	}
	return out
}

// spread picks at most so many values, evenly.
func spread(values []any, most int) []any {
	if len(values) <= most {
		return slices.Clone(values)
	}
	out := make([]any, most)
	for i := range out {
		out[i] = values[i*(len(values)-1)/(most-1)]
	}
	return out
}

func TestEachOperatorOfEachFieldAgreesWithSQL(t *testing.T) {
	j := newJudges(t)
	asked := 0
	for _, kind := range kinds() {
		for _, f := range j.conditionsOf(kind) {
			c, ok := tables[kind].fields[f.Name]
			if !ok {
				continue
			}
			for _, op := range j.operatorsOf(f) {
				found := 0
				for _, operand := range j.operands(t, kind, op, f, c) {
					condition := where{f.Name: where{op: operand}}
					found += j.agree(t, kind, condition)
					j.agree(t, kind, where{"NOT": condition})
					asked += 2
				}
				if found == 0 {
					t.Errorf("%s.%s %s found nothing for any value, so that the agreement proves little", kind, f.Name, op)
				}
			}
		}
	}
	if asked < 3000 {
		t.Errorf("only %d filters were asked", asked)
	}
}

// sampleConditions gives one condition on each field of a kind, with a value that
// some record has.
func (j *judges) sampleConditions(t *testing.T, kind string) []where {
	t.Helper()
	out := []where{{}}
	for _, f := range j.conditionsOf(kind) {
		c, ok := tables[kind].fields[f.Name]
		if !ok {
			continue
		}
		op := j.operatorsOf(f)[0]
		operands := j.operands(t, kind, op, f, c)
		for _, operand := range spread(operands, 4) {
			out = append(out, where{f.Name: where{op: operand}})
		}
	}
	return out
}

func TestEachRelationAgreesWithSQLForEachFieldOfItsTarget(t *testing.T) {
	j := newJudges(t)
	asked := 0
	for _, kind := range kinds() {
		for name, r := range tables[kind].ones {
			for _, condition := range j.sampleConditions(t, r.to) {
				j.agree(t, kind, where{name: condition})
				j.agree(t, kind, where{name: where{"NOT": condition}})
				asked += 2
			}
			for _, isNull := range []bool{true, false} {
				j.agree(t, kind, where{name: where{"isNull": isNull}})
			}
		}
		for name, r := range tables[kind].manies {
			for _, condition := range j.sampleConditions(t, r.to) {
				for _, quantifier := range j.operatorsOf(j.types.Types[kind+"Filter"].Fields.ForName(name)) {
					j.agree(t, kind, where{name: where{quantifier: condition}})
					j.agree(t, kind, where{name: where{quantifier: where{"NOT": condition}}})
					asked += 2
				}
			}
		}
	}
	if asked < 3000 {
		t.Errorf("only %d filters were asked", asked)
	}
}

func TestIDsFindWhatKeysFind(t *testing.T) {
	j := newJudges(t)
	for _, kind := range []string{"Study", "Report", "Sample", "Factor", "Finding", "VocabularyTerm"} {
		key := j.values(t, kind, tables[kind].fields["key"])[0].(string)
		root := roots[kind]
		id := j.idOf(t, key)
		if got := j.ours(t, root.list, kind, where{"key": where{"in": []any{id, key}}}); got != 1 {
			t.Errorf("%s: the id %s and the key %s find %d records", kind, id, key, got)
		}
		other := "Study"
		if kind == "Study" {
			other = "Report"
		}
		if got := j.ours(t, roots[other].list, other, where{"key": where{"eq": id}}); got != 0 {
			t.Errorf("the id of a %s finds a %s", kind, other)
		}
	}
}
