package graph_test

import (
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

func TestAPageIsTheFirstOrTheLastOfAList(t *testing.T) {
	n := func(n int) *int { return &n }
	for _, c := range []struct {
		rule string
		page graph.PageArgs
		want graph.Window
	}{
		{"without numbers, the first by default", graph.PageArgs{}, graph.Window{Limit: 25}},
		{"the first", graph.PageArgs{First: n(3)}, graph.Window{Limit: 3}},
		{"the last", graph.PageArgs{Last: n(3)}, graph.Window{Limit: 3, Backward: true}},
		{"none", graph.PageArgs{First: n(0)}, graph.Window{Limit: 0}},
		{"none of the last", graph.PageArgs{Last: n(0)}, graph.Window{Limit: 0, Backward: true}},
		{"as many as there may be", graph.PageArgs{First: n(100)}, graph.Window{Limit: 100}},
	} {
		c.page.Default, c.page.Max = 25, 100
		got, err := graph.PageWindow(c.page)
		if err != nil {
			t.Errorf("%s: %v", c.rule, err)
		}
		same(t, c.rule, got, c.want)
	}
}

func TestAPageOutOfRangeIsRefusedAndNotCutDown(t *testing.T) {
	n := func(n int) *int { return &n }
	for _, c := range []struct {
		rule  string
		page  graph.PageArgs
		words string
	}{
		{"first and last", graph.PageArgs{First: n(1), Last: n(1)}, "not for both"},
		{"first below zero", graph.PageArgs{First: n(-1)}, "first must be from 0 to 100 here, and is -1"},
		{"last below zero", graph.PageArgs{Last: n(-1)}, "last must be from 0 to 100 here, and is -1"},
		{"first above the most", graph.PageArgs{First: n(101)}, "first must be from 0 to 100 here, and is 101"},
		{"last above the most", graph.PageArgs{Last: n(101)}, "last must be from 0 to 100 here, and is 101"},
	} {
		c.page.Default, c.page.Max = 25, 100
		_, err := graph.PageWindow(c.page)
		if graph.KindOf(err) != graph.Invalid || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%s: %v", c.rule, err)
		}
	}
}
