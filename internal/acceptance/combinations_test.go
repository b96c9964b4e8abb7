// SQL is some twenty times slower under the race detector, and nothing here runs at once.
//go:build !race

package acceptance_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/schema"
)

// idOf asks for the global id of a record.
func (j *judges) idOf(t *testing.T, key string) string {
	t.Helper()
	response := j.engine.Do(context.Background(), schema.Request{Query: fmt.Sprintf("{ node(id: %q) { id } }", key)})
	var body struct {
		Data struct{ Node struct{ ID string } }
	}
	if err := json.Unmarshal(response.Body.Bytes(), &body); err != nil || body.Data.Node.ID == "" {
		t.Fatalf("%s has no id: %v %s", key, err, response.Body)
	}
	return body.Data.Node.ID
}

// pool has conditions on the fields of each kind, to make filters of.
type pool map[string][]where

// draw makes a filter that is nested up to depth deep.
func (p pool) draw(t *rapid.T, kind string, depth int, related bool) where {
	forms := []string{"field"}
	if depth > 0 {
		forms = append(forms, "field", "fields", "AND", "OR", "NOT", "one", "many")
		if related {
			forms = append(forms, "isNull")
		}
	}
	table := tables[kind]
	switch form := rapid.SampledFrom(forms).Draw(t, "form"); form {
	case "AND", "OR":
		parts := []any{}
		for range rapid.IntRange(0, 3).Draw(t, "parts") {
			parts = append(parts, p.draw(t, kind, depth-1, related))
		}
		return where{form: parts}
	case "NOT":
		return where{"NOT": p.draw(t, kind, depth-1, related)}
	case "isNull":
		return where{"isNull": rapid.Bool().Draw(t, "isNull")}
	case "one":
		if len(table.ones) > 0 {
			name := rapid.SampledFrom(names(table.ones)).Draw(t, "relation")
			return where{name: p.draw(t, table.ones[name].to, depth-1, true)}
		}
	case "many":
		if len(table.manies) > 0 {
			name := rapid.SampledFrom(names(table.manies)).Draw(t, "relation")
			quantifier := rapid.SampledFrom([]string{"some", "none", "all"}).Draw(t, "quantifier")
			return where{name: where{quantifier: p.draw(t, table.manies[name].to, depth-1, false)}}
		}
	case "fields":
		out := where{}
		for range 2 {
			for name, condition := range rapid.SampledFrom(p[kind]).Draw(t, "condition") {
				out[name] = condition
			}
		}
		return out
	}
	return rapid.SampledFrom(p[kind]).Draw(t, "condition")
}

func TestCombinedFiltersAgreeWithSQL(t *testing.T) {
	j := newJudges(t)
	conditions := pool{}
	for _, kind := range kinds() {
		conditions[kind] = j.sampleConditions(t, kind)
	}
	asked, found := 0, 0
	rapid.Check(t, func(r *rapid.T) {
		for range 20 {
			kind := rapid.SampledFrom(kinds()).Draw(r, "kind")
			asked++
			if j.agree(r, kind, conditions.draw(r, kind, 3, false)) > 0 {
				found++
			}
		}
	})
	if found*4 < asked {
		t.Errorf("only %d of %d filters found anything, so that the agreement proves little", found, asked)
	}
}
