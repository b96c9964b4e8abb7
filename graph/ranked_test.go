package graph_test

import (
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// rankedOf lists factors with numbers, highest first; their keys break ties.
func rankedOf(where graph.Filter, keys string, numbers ...int) graph.Ranked {
	names := strings.Fields(keys)
	return graph.Ranked{
		Name: "numbers", Where: where, Order: []graph.OrderTerm{{Desc: true}}, Len: len(names),
		Record: func(i int) graph.Record { return &graph.Factor{Key: names[i]} },
		Place: func(i int) graph.Position {
			return graph.Position{Values: []graph.SortValue{{Num: numbers[i]}}, Key: names[i]}
		},
	}
}

func page(t *testing.T, r graph.Ranked, first int, after string) (*graph.List, int) {
	t.Helper()
	args := graph.PageArgs{First: &first, Max: 10}
	if after != "" {
		args.After = &after
	}
	list, from, err := r.Page(args)
	if err != nil {
		t.Fatal(err)
	}
	return list, from
}

func keysIn(l *graph.List) string {
	var out []string
	for _, r := range l.Records {
		out = append(out, r.RecordKey())
	}
	return strings.Join(out, " ")
}

func TestComputedListIsPagedByThePlacesOfItsRecords(t *testing.T) {
	r := rankedOf(nil, "c a b d", 9, 5, 5, 0)
	one, from := page(t, r, 2, "")
	if keysIn(one) != "c a" || from != 0 || one.Total != 4 || one.HasPrevious || !one.HasNext {
		t.Errorf("first page: %q from %d, %+v", keysIn(one), from, one.Page)
	}
	two, from := page(t, r, 2, one.Cursor(1))
	if keysIn(two) != "b d" || from != 2 || !two.HasPrevious || two.HasNext {
		t.Errorf("second page: %q from %d, %+v", keysIn(two), from, two.Page)
	}
	if end, from := page(t, r, 2, two.Cursor(1)); keysIn(end) != "" || from != 4 || !end.HasPrevious || end.HasNext {
		t.Errorf("after the last: %q from %d, %+v", keysIn(end), from, end.Page)
	}
}

func TestCursorOfAComputedListHoldsWhenItsRecordIsGone(t *testing.T) {
	one, _ := page(t, rankedOf(nil, "c a b d", 9, 5, 5, 0), 2, "")
	if rest, _ := page(t, rankedOf(nil, "c b e d", 9, 5, 3, 0), 10, one.Cursor(1)); keysIn(rest) != "b e d" {
		t.Errorf("got %q after a record that is gone", keysIn(rest))
	}
}

func TestComputedListRefusesWhatIsNoPageOfIt(t *testing.T) {
	r := rankedOf(nil, "c a", 9, 5)
	list, _ := page(t, r, 1, "")
	good, wrong, many := list.Cursor(0), "AQ", 11
	named := r
	named.Name = "other numbers"
	filtered := rankedOf(graph.KeyIn(graph.KindFactor, "a"), "c a", 9, 5)
	for name, c := range map[string]struct {
		in   graph.Ranked
		args graph.PageArgs
	}{
		"no cursor":      {r, graph.PageArgs{After: &wrong}},
		"of another":     {named, graph.PageArgs{After: &good}},
		"another filter": {filtered, graph.PageArgs{After: &good}},
		"too many":       {r, graph.PageArgs{First: &many}},
	} {
		c.args.Max = 10
		if _, _, err := c.in.Page(c.args); graph.KindOf(err) != graph.Invalid {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
