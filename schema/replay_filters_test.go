package schema

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/graphql-go/graphql"
)

// filterOperators gives a filter for each operator on each field of each kind of record
// that a filter over findings can reach, by its path.
func filterOperators(e *Engine) map[string]map[string]any {
	out := map[string]map[string]any{}
	seen := map[string]bool{}
	var visit func(t *graphql.InputObject, path string, inside func(any) map[string]any)
	visit = func(t *graphql.InputObject, path string, inside func(any) map[string]any) {
		if seen[t.Name()] {
			out[strings.TrimSuffix(path, ".")] = inside(map[string]any{})
			return
		}
		seen[t.Name()] = true
		for _, name := range slices.Sorted(maps.Keys(t.Fields())) {
			f := t.Fields()[name]
			in := func(v any) map[string]any { return inside(map[string]any{name: v}) }
			nested, isObject := f.Type.(*graphql.InputObject)
			switch {
			case !isObject:
				out[path+name] = in(operand(f.Type))
			case nested.Fields()["AND"] == nil && nested.Fields()["some"] == nil:
				for op, o := range nested.Fields() {
					out[path+name+"."+op] = in(map[string]any{op: operand(o.Type)})
				}
			default:
				visit(nested, path+name+".", in)
			}
		}
	}
	visit(e.catalog.types["FindingFilter"].(*graphql.InputObject), "", func(v any) map[string]any { return v.(map[string]any) })
	return out
}

// operand is a value that an operator takes, with what has to be escaped in it.
func operand(t graphql.Type) any {
	switch t := t.(type) {
	case *graphql.NonNull:
		return operand(t.OfType)
	case *graphql.List:
		return []any{operand(t.OfType)}
	case *graphql.Enum:
		return t.Values()[len(t.Values())-1].Name
	case *graphql.InputObject:
		return map[string]any{}
	}
	switch t {
	case graphql.Int:
		return 2015
	case graphql.Boolean:
		return true
	}
	return "e&=%+? \"\\\u202e\x00 é"
}

// Every permalink that is made is answered with the same table as the question
// itself, whatever its filter compares.
func TestAPermalinkWithAnyFilterBringsTheSameTableBack(t *testing.T) {
	e := curatedEngine()
	_, counts, _ := strings.Cut(tallyForm1, "where: $where) {")
	filters := filterOperators(e)
	names := slices.Sorted(maps.Keys(filters))
	if len(names) < 200 {
		t.Fatalf("only %d comparisons were found: %v", len(names), names)
	}
	for i, name := range names {
		other := filters[names[(i+1)%len(names)]]
		for _, where := range []map[string]any{filters[name], {"OR": []any{map[string]any{"NOT": filters[name]}, other}}} {
			variables := canonicalJSON(map[string]any{"where": where})
			asked := ask(t, e, `query ($where: FindingFilter) { release { name version date hash license } tally(by: [VALENCE, PHASE], where: $where) {`+counts, variables)
			link := permalinkOf(t, e, `query ($where: FindingFilter) { tally(by: [VALENCE, PHASE], where: $where) { citation { permalink } } }`, variables)
			replayed := read(t, e.Replay(t.Context(), link))
			if len(asked.Errors) > 0 || len(replayed.Errors) > 0 || asked.dataOf(t) != replayed.dataOf(t) {
				t.Errorf("%s\nasked    %.300s\nreplayed %.300s", name, asked.raw, replayed.raw)
			}
		}
	}
}
