package schema

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/schema/document"
)

// tagged is all that the bytes of an answer without errors depend on. Its JSON form
// is canonical: members of maps are sorted, and variables are coerced, so that the
// same question has the same form however it was written. Limits other than MaxCost
// decide whether there is an answer, and not which.
type tagged struct {
	Build     string
	MaxCost   int    // stands in extensions.cost
	PublicURL string // stands in permalinks
	State     graph.State
	Document  string
	Operation string
	Variables map[string]any
}

// tagOf gives the tag of an answer that is about to be made from a pinned Graph, and
// nothing where the caller wants none or nobody could vouch for it. An answer that asks
// nothing of the store, as introspection, is the same in every state of it.
func (e *Engine) tagOf(ctx context.Context, g *graph.Graph, x *execution) string {
	if !x.request.Tagged || x.link != nil {
		return ""
	}
	t := tagged{
		Build: e.options.Build, MaxCost: e.options.MaxCost, PublicURL: e.options.PublicURL,
		Document: document.Hash(x.request.Query), Operation: x.info.OperationName, Variables: x.variables,
	}
	if e.asksStore(x.plan) {
		state, err := g.State(ctx)
		if err != nil || state == (graph.State{}) {
			return "" // the fields meet the same error, and tell it
		}
		t.State = state
	}
	canonical, err := json.Marshal(t)
	if err != nil {
		return "" // no variable holds what JSON cannot
	}
	sum := sha256.Sum256(canonical)
	return hex.EncodeToString(sum[:16])
}

// asksStore says whether any field of the operation is about the data.
func (e *Engine) asksStore(p *plan) bool {
	for _, f := range p.root.fields {
		if f.field != nil && e.root[f.field.name] != f.field {
			return true
		}
	}
	return false
}

// MarshalJSON keeps null apart from an object without members.
func (givenAsNull) MarshalJSON() ([]byte, error) { return []byte("null"), nil }
