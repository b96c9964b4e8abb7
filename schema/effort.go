package schema

// effort is how much a document makes the store look through, in the measure of cost:
// its cost, and what its lists add, since a list of one record may have been sorted out
// of all there are. Like cost it depends on the document and its variables alone. It
// decides nothing but who waits for whom (Options.Admit), so it may be rough, and
// clients are not told.
//
// The weights are what lists take over 10^5 findings, where a weight of countWeight is
// some milliseconds: 16 ms for an order of all findings, 1 ms for a filter, and up to
// 1 ms for each step over a relation.
const (
	orderEffort  = 700
	filterEffort = 200
)

func (p *plan) effort(arguments []map[string]any, variables map[string]any, cost int) int {
	effort := cost
	for _, f := range p.fields {
		if f.field == nil || !f.active(variables) {
			continue
		}
		values := arguments[f.place]
		if order, _ := values["orderBy"].([]any); len(order) > 0 {
			effort += orderEffort
		}
		if where, _ := values["where"].(map[string]any); len(where) > 0 {
			effort += filterEffort * (1 + steps(where, 0))
		}
	}
	return effort
}

// steps counts the conditions in a filter that stand in others.
func steps(v any, depth int) int {
	n := 0
	switch v := v.(type) {
	case map[string]any:
		if depth > 1 {
			n = 1
		}
		for _, part := range v {
			n += steps(part, depth+1)
		}
	case []any:
		for _, part := range v {
			n += steps(part, depth)
		}
	}
	return n
}
