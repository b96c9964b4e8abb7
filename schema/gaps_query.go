package schema

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
)

// The documents that gaps suggest are written here: complete ones, that run as they
// are and list the findings that somebody would read next.

// maxRepeatedFilter is how many bytes of a filter each gap may repeat: more would make
// documents that no server takes, and answers that repeat it a thousand times.
const maxRepeatedFilter = 8 << 10

// repeatedFilter writes the filter asked for, empty where there is none.
func repeatedFilter(where map[string]any) (string, error) {
	if len(where) == 0 {
		return "", nil
	}
	out := filterLiteral(graph.KindFinding, where)
	if len(out) > maxRepeatedFilter {
		return "", graph.Errorf("gaps", graph.Limit, "Each nextQuery would repeat a filter of %d bytes, and at most %d are allowed: shorten the filter, for example by asking for a level in place of a list of keys, or leave nextQuery out.", len(out), maxRepeatedFilter)
	}
	return out, nil
}

// cellDocument lists the findings of a cell: those that meet the filter asked for
// and have both values.
func cellDocument(filter string, row, column *evidence.Value) string {
	return findingsDocument(filter, valueCondition(row), valueCondition(column))
}

// unplacedDocument lists the findings that have a value and stand in none of the
// phases.
func unplacedDocument(filter string, value *evidence.Value, phases []evidence.Value) string {
	keys := make([]string, len(phases))
	for i := range phases {
		keys[i] = strconv.Quote(phases[i].Key)
	}
	return findingsDocument(filter, valueCondition(value), "{NOT: {phase: {equivalentTo: {in: ["+strings.Join(keys, ", ")+"]}}}}")
}

func findingsDocument(filter string, conditions ...string) string {
	if filter != "" {
		conditions = append([]string{filter}, conditions...)
	}
	return "{ findings(first: " + strconv.Itoa(maxRootPage) + ", where: {AND: [" + strings.Join(conditions, ", ") + "]}) " +
		"{ totalCount nodes { key summary { value } factorValence phase { key } study { key title } report { key title } locator extractionBasis confidence } } }"
}

// valueCondition writes the filter over findings that have a value on a dimension,
// phases with their parts and with what EXACT and CLOSE mappings bring there.
func valueCondition(v *evidence.Value) string {
	d := graph.DimensionOf(v.Dimension)
	name, comparison := d.Field.Name, "{eq: "+string(appendString(nil, v.Key))+"}"
	switch {
	case v.Dimension == graph.DimPhase:
		name = graph.PhaseEquivalentTo.Name
	case d.Field.Type == graph.TypeEnum, d.Field.Type == graph.TypeInt:
		comparison = "{eq: " + v.Key + "}"
	case d.Field.Type == graph.TypeStrings:
		comparison = "{has: " + string(appendString(nil, v.Key)) + "}"
	}
	out := "{" + name + ": " + comparison + "}"
	for _, e := range slices.Backward(d.Path) {
		if e.Many {
			out = "{some: " + out + "}"
		}
		out = "{" + e.Name + ": " + out + "}"
	}
	return out
}

// filterLiteral writes a coerced filter over records of a kind as it stands in a
// document, its fields by name.
func filterLiteral(k graph.Kind, in map[string]any) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(in)) {
		var text string
		switch v := in[name].(type) {
		case bool: // isNull
			text = strconv.FormatBool(v)
		case []any: // AND and OR
			items := make([]string, len(v))
			for i, item := range v {
				m, _ := item.(map[string]any)
				items[i] = filterLiteral(k, m)
			}
			text = "[" + strings.Join(items, ", ") + "]"
		case map[string]any:
			text = conditionLiteral(k, name, v)
		default: // null asks for nothing
			continue
		}
		parts = append(parts, name+": "+text)
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// conditionLiteral writes what a filter asks of one of its fields or relations.
func conditionLiteral(k graph.Kind, name string, in map[string]any) string {
	if name == "NOT" {
		return filterLiteral(k, in)
	}
	if e := graph.ModelOf(k).Edge(name); e != nil && e.Filterable() && !e.Hidden {
		if e.Many {
			return quantifiedLiteral(e.To, in)
		}
		return filterLiteral(e.To, in)
	}
	f := graph.ModelOf(k).Field(name)
	enum := f != nil && f.Type == graph.TypeEnum
	var parts []string
	for _, op := range slices.Sorted(maps.Keys(in)) {
		if in[op] != nil {
			parts = append(parts, op+": "+operandLiteral(in[op], enum))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// quantifiedLiteral writes some, none and all of a relation to many.
func quantifiedLiteral(k graph.Kind, in map[string]any) string {
	var parts []string
	for _, quantifier := range slices.Sorted(maps.Keys(in)) {
		if m, ok := in[quantifier].(map[string]any); ok {
			parts = append(parts, quantifier+": "+filterLiteral(k, m))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func operandLiteral(v any, enum bool) string {
	switch v := v.(type) {
	case []any:
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = operandLiteral(item, enum)
		}
		return "[" + strings.Join(items, ", ") + "]"
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	case string:
		if enum {
			return v
		}
		return string(appendString(nil, v))
	default:
		return "null"
	}
}
