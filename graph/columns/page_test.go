package columns

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// overContext is over, and counts who asks.
type overContext struct {
	context.Context
	asked int
}

func (c *overContext) Err() error {
	c.asked++
	return context.Canceled
}

func TestAListEndsAtTheFirstLookThatFindsTheRequestOver(t *testing.T) {
	var records []graph.Record
	for i := range 6 * breath {
		records = append(records, &graph.Study{Key: fmt.Sprintf("study-%05d", i), Year: 1900 + i%100, Design: "SURVEY"})
	}
	x, study := indexOf(records), graph.ModelOf(graph.KindStudy)
	where := graph.Compare{Field: study.Field("year"), Op: graph.OpLess, Nums: []int{1950}}
	for name, q := range map[string]graph.Find{
		"ordered by a field":   {Kind: graph.KindStudy, Where: where, Order: []graph.OrderTerm{{Field: study.Field("year")}}, Window: graph.Window{Limit: 5}},
		"in the order of keys": {Kind: graph.KindStudy, Where: where, Window: graph.Window{Limit: -1}},
		"with a total":         {Kind: graph.KindStudy, Where: where, Window: graph.Window{Limit: 5}, Total: true},
	} {
		ctx := &overContext{Context: t.Context()}
		if _, err := x.Find(ctx, q); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: the list of a request that is over ends with %v", name, err)
		}
		if ctx.asked != 2 { // by the list, and at the end
			t.Errorf("%s: the list went on until it had asked %d times", name, ctx.asked)
		}
	}
}
