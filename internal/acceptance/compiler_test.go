// SQL is some twenty times slower under the race detector, and nothing here runs at once.
//go:build !race

package acceptance_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// where is a filter as a client sends it.
type where = map[string]any

// compiler writes a filter in SQL. Every comparison is 0 or 1 and never NULL:
// logic has two values.
type compiler struct{ aliases int }

// count is the question how many rows of a kind meet a filter.
func count(kind string, w where) string {
	c := &compiler{}
	return fmt.Sprintf("SELECT count(*) FROM %s t0 WHERE %s", tables[kind].file, c.filter(kind, w, place{alias: "t0"}))
}

// place is the record that a filter speaks of: a row at hand, or the one row, if
// any, whose key is an expression. absent says that the row that holds the key is
// there and holds none.
type place struct{ alias, key, absent string }

// filter joins what a filter asks. Conditions on a record that is reached through
// relations to one hold only where there is one; AND, OR and NOT stand outside.
func (c *compiler) filter(kind string, w where, p place) string {
	var parts, conditions []string
	at := p.alias
	if p.key != "" {
		at = c.alias()
	}
	for _, name := range slices.Sorted(maps.Keys(w)) {
		switch v := w[name]; name {
		case "AND":
			parts = append(parts, "("+strings.Join(append(c.all(kind, v, p), "1"), " AND ")+")")
		case "OR":
			parts = append(parts, "("+strings.Join(append(c.all(kind, v, p), "0"), " OR ")+")")
		case "NOT":
			parts = append(parts, "NOT "+c.filter(kind, v.(where), p))
		case "isNull":
			parts = append(parts, p.isNull(v == true))
		default:
			if r, ok := tables[kind].ones[name]; ok {
				parts = append(parts, c.filter(r.to, v.(where), c.behind(kind, r, p)))
			} else {
				conditions = append(conditions, c.conditions(kind, name, v.(where), at)...)
			}
		}
	}
	if len(conditions) > 0 {
		met := strings.Join(conditions, " AND ")
		if p.key != "" {
			met = fmt.Sprintf("EXISTS (SELECT 1 FROM %s %s WHERE %s.id = %s AND %s)", tables[kind].file, at, at, p.key, met)
		}
		parts = append(parts, met)
	}
	return "(" + strings.Join(append(parts, "1"), " AND ") + ")"
}

// isNull asks whether there is no row, or whether there is one.
func (p place) isNull(wanted bool) string {
	switch {
	case p.key == "" && wanted:
		return "0"
	case p.key == "":
		return "1"
	case wanted:
		return p.absent
	default:
		return "(" + p.key + " IS NOT NULL)"
	}
}

// behind is the place of the row that a relation to one leads to.
func (c *compiler) behind(kind string, r relation, p place) place {
	alias := p.alias
	if p.key != "" {
		alias = c.alias()
	}
	target := strings.ReplaceAll(r.targets, "{t}", alias)
	if p.key == "" {
		return place{key: target, absent: "(" + target + " IS NULL)"}
	}
	held := fmt.Sprintf("FROM %s %s WHERE %s.id = %s", tables[kind].file, alias, alias, p.key)
	return place{
		key:    fmt.Sprintf("(SELECT %s %s)", target, held),
		absent: fmt.Sprintf("EXISTS (SELECT 1 %s AND %s IS NULL)", held, target),
	}
}

func (c *compiler) all(kind string, list any, p place) []string {
	var out []string
	for _, w := range list.([]any) {
		out = append(out, c.filter(kind, w.(where), p))
	}
	return out
}

func (c *compiler) alias() string {
	c.aliases++
	return "t" + strconv.Itoa(c.aliases)
}

func wanted(absent string, isNull any) string {
	if isNull == true {
		return absent
	}
	return "NOT " + absent
}

// conditions writes what is asked of one field, or of one relation to many.
func (c *compiler) conditions(kind, name string, ops where, alias string) []string {
	t := tables[kind]
	if r, ok := t.manies[name]; ok {
		return c.quantified(r, ops, strings.ReplaceAll(r.targets, "{t}", alias))
	}
	f, ok := t.fields[name]
	if !ok {
		panic("no SQL for " + kind + "." + name)
	}
	var parts []string
	for _, op := range slices.Sorted(maps.Keys(ops)) {
		parts = append(parts, comparison(kind, name, f, op, ops[op], alias))
	}
	return parts
}

func (c *compiler) quantified(r relation, ops where, targets string) []string {
	var parts []string
	for _, q := range slices.Sorted(maps.Keys(ops)) {
		alias := c.alias()
		met := c.filter(r.to, ops[q].(where), place{alias: alias})
		form := map[string]string{
			"some": "EXISTS (%s WHERE %s)",
			"none": "NOT EXISTS (%s WHERE %s)",
			"all":  "NOT EXISTS (%s WHERE NOT %s)",
		}[q]
		reached := fmt.Sprintf("WITH x(k) AS (%s) SELECT 1 FROM x JOIN %s %s ON %[3]s.id = x.k", targets, tables[r.to].file, alias)
		parts = append(parts, fmt.Sprintf(form, reached, met))
	}
	return parts
}

// comparison writes one operator on one field.
func comparison(kind, name string, f column, op string, v any, alias string) string {
	row := func(s string) string { return strings.ReplaceAll(s, "{t}", alias) }
	if f.list != "" {
		return onList(row("SELECT 1 FROM "+f.list+" v WHERE v.id = {t}.id"), op, v)
	}
	var parts []string
	if op == "isNull" {
		for _, at := range f.at {
			parts = append(parts, row(at)+" IS NULL")
		}
		return wanted("("+strings.Join(parts, " AND ")+")", v)
	}
	for _, at := range f.at { // a text meets a comparison in any of its languages
		parts = append(parts, "COALESCE("+onValue(kind, name, row(at), op, v)+", 0)")
	}
	return "(" + strings.Join(parts, " OR ") + ")"
}

// onList writes an operator on a list of words, of which query gives the rows.
func onList(query, op string, v any) string {
	holds := func(word any) string {
		return fmt.Sprintf("EXISTS (%s AND plain(v.value) = plain(%s))", query, literal(word))
	}
	var each []string
	if words, ok := v.([]any); ok {
		for _, word := range words {
			each = append(each, holds(word))
		}
	}
	switch op {
	case "has":
		return holds(v)
	case "hasAny":
		return "(" + strings.Join(append(each, "0"), " OR ") + ")"
	case "hasAll":
		return "(" + strings.Join(append(each, "1"), " AND ") + ")"
	case "isEmpty":
		return wanted("(NOT EXISTS ("+query+"))", v)
	}
	panic("no SQL for the operator " + op)
}

// onValue writes an operator on one value. Words are compared plain, which is
// without case and accents, and no closed vocabulary has either.
func onValue(kind, name, at, op string, v any) string {
	if kind == "Phase" && (name == "key" || name == "equivalentTo") {
		return onPhase(name, at, op, v)
	}
	if _, isNumber := v.(int); isNumber || isNumbers(v) {
		at = "CAST(" + at + " AS INTEGER)"
	} else if _, isText := v.(string); isText || op == "in" {
		at = "plain(" + at + ")"
	}
	switch op {
	case "eq":
		return "(" + at + " = " + plainly(v) + ")"
	case "in":
		var values []string
		for _, item := range v.([]any) {
			values = append(values, plainly(item))
		}
		return "(" + at + " IN (" + strings.Join(values, ", ") + "))"
	case "contains":
		return "(instr(" + at + ", " + plainly(v) + ") > 0)"
	case "startsWith":
		return "(substr(" + at + ", 1, length(" + plainly(v) + ")) = " + plainly(v) + ")"
	case "lt", "lte", "gt", "gte":
		return "(" + at + " " + map[string]string{"lt": "<", "lte": "<=", "gt": ">", "gte": ">="}[op] + " " + literal(v) + ")"
	}
	panic("no SQL for the operator " + op)
}

// onPhase widens a key of a phase to its parts, and for equivalentTo to phases of
// other models.
func onPhase(name, at, op string, v any) string {
	keys, ok := v.([]any)
	if !ok {
		keys = []any{v}
	}
	var values []string
	for _, key := range keys {
		values = append(values, literal(key))
	}
	query := "SELECT part FROM phase_within WHERE whole IN (%s)"
	if name == "equivalentTo" {
		query = "SELECT found FROM phase_equivalent WHERE asked IN (%s)"
	}
	return "(" + at + " IN (" + fmt.Sprintf(query, strings.Join(values, ", ")) + "))"
}

func isNumbers(v any) bool {
	items, ok := v.([]any)
	if !ok || len(items) == 0 {
		return false
	}
	_, isNumber := items[0].(int)
	return isNumber
}

func plainly(v any) string {
	if _, ok := v.(string); ok {
		return "plain(" + literal(v) + ")"
	}
	return literal(v)
}

func literal(v any) string {
	switch v := v.(type) {
	case string:
		return "'" + strings.ReplaceAll(v, "'", "''") + "'"
	case bool:
		return map[bool]string{true: "1", false: "0"}[v]
	default:
		return fmt.Sprint(v)
	}
}
