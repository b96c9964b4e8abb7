package columns

import (
	"context"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

func TestOneValueOfAStudyIsCountedOnce(t *testing.T) {
	x := large[0].world().x
	study := graph.ModelOf(graph.KindStudy)
	of := func(f graph.Filter) graph.Filter {
		return graph.Has{Edge: graph.ModelOf(graph.KindFinding).Edge("study"), Quant: graph.Some, Where: f}
	}
	design := func(d string) graph.Filter { return of(graph.Equals(study.Field("design"), d)) }
	current := graph.Equals(graph.ModelOf(graph.KindFinding).Field("status"), string(graph.Current))
	stage := graph.Has{Edge: graph.ModelOf(graph.KindFinding).Edge("samples"), Quant: graph.Some,
		Where: graph.Equals(graph.ModelOf(graph.KindSample).Field("lifeStage"), "MINOR")}
	ask := func(where graph.Filter, units graph.Units) *graph.Counted {
		counted, err := x.Tally(context.Background(), graph.Tally{Where: where, By: matrixAxes(x), Units: units})
		if err != nil {
			t.Fatal(err)
		}
		return counted
	}
	for _, c := range []struct {
		rule  string
		where graph.Filter
		once  bool
	}{
		{"no filter", nil, true},
		{"one design", design("QUALITATIVE"), true},
		{"one design of findings that stand", graph.And{current, design("QUALITATIVE")}, true},
		{"one life stage", stage, true},
		{"two designs", of(graph.Compare{Field: study.Field("design"), Op: graph.OpIn, Strs: []string{"QUALITATIVE", "QUANTITATIVE"}}), false},
		{"a design and a life stage", graph.And{design("QUALITATIVE"), stage}, false},
		{"not a design", graph.Not{Filter: design("QUALITATIVE")}, false},
		{"a word of a title", of(graph.Equals(study.Field("title"), "a word")), false},
	} {
		first, again := ask(c.where, graph.CountAll), ask(c.where, graph.CountAll)
		if once := first == again; once != c.once {
			t.Errorf("%s: counted once is %t", c.rule, once)
		}
	}
	if a, b := ask(design("QUALITATIVE"), 0), ask(design("QUANTITATIVE"), 0); a.Total == b.Total {
		t.Error("two designs have one answer")
	}
	if a, b := ask(design("QUALITATIVE"), 0), ask(design("QUALITATIVE"), graph.CountStudies); a.Total == b.Total {
		t.Error("units do not matter")
	}
}

func TestPreparedAnswersTakeBoundedMemory(t *testing.T) {
	p, answer := &prepared{}, &graph.Counted{}
	question := func(i int) preparedQuestion { return preparedQuestion{only: attribute{value: string(rune('a' + i))}} }
	kept := func(q preparedQuestion) bool {
		answer, _ := p.find(q)
		return answer != nil
	}
	const bytes = maxPrepared / 4
	for i := range 8 {
		p.keep(question(i), answer, bytes)
		if !kept(question(0)) && i < 3 {
			t.Errorf("after %d answers the first is dropped", i+1)
		}
		if p.bytes > maxPrepared || len(p.of) != p.order.Len() {
			t.Errorf("%d answers take %d bytes", p.order.Len(), p.bytes)
		}
	}
	if !kept(question(7)) || kept(question(3)) {
		t.Error("the answers kept are not those asked for last")
	}
	p.keep(question(20), answer, maxPrepared)
	if kept(question(20)) || !kept(question(7)) {
		t.Error("an answer larger than all others was kept")
	}
}
