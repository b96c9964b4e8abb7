package columns_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// readingOf names the fields that are read of some kinds.
func readingOf(fields ...*graph.Field) graph.Reading {
	var out graph.Reading
	for k := range out.Fields {
		out.Fields[k] = graph.KeyOnly
	}
	for _, f := range fields {
		out.Fields[f.Kind] = out.Fields[f.Kind].With(f)
	}
	return out
}

// readLists asks in several ways how many findings there are, in lists that columns
// answer and in such as they need the store for, and gives what it is told.
func readLists(g *graph.Graph) (told []string, err error) {
	finding, study := graph.ModelOf(graph.KindFinding), graph.ModelOf(graph.KindStudy)
	page := graph.ListArgs{Page: graph.PageArgs{Default: 5, Max: 100}, Total: true}
	ordered := page
	ordered.Order = []graph.OrderTerm{{Field: finding.Field("valence"), Desc: true}}
	err = g.Read(background, func(g *graph.Graph) {
		told = nil
		tell := func(what any, err error) {
			if err != nil {
				what = err
			}
			told = append(told, fmt.Sprint(what))
		}
		covered := readingOf(finding.Field("valence"), study.Field("title"))
		covered.Along = []*graph.Edge{finding.Edge("study"), finding.Edge("factor")}
		prose := readingOf(finding.Field("summary"), study.Field("notes"))
		prose.Along = covered.Along
		for _, r := range []graph.Reading{covered, prose} {
			g := g.For(r)
			list, err := g.Find(background, graph.KindFinding, ordered)
			if err != nil || len(list.Records) != 5 {
				tell(nil, fmt.Errorf("a page of 5: %w", err))
				return
			}
			tell(list.Total, nil)
			of, err := g.Expand(background, study.Edge("findings"), []string{"study-0"}, page)
			if err != nil {
				tell(nil, err)
				return
			}
			tell(of[0].Total, nil)
			for _, f := range of[0].Records {
				if r.Fields[graph.KindFinding].Has(finding.Field("summary")) && len(f.(*graph.Finding).Summary) == 0 {
					tell(nil, errors.New("a finding without the summary that is read of it"))
				}
			}
		}
		got, err := g.For(covered).Get(background, []string{"study-0"})
		if err == nil {
			tell(got[0].(*graph.Study).Title, nil)
		} else {
			tell(nil, err)
		}
		if got, err = g.For(prose).Get(background, []string{"study-0"}); err == nil {
			tell(got[0].(*graph.Study).Notes, nil)
		} else {
			tell(nil, err)
		}
		counted, err := g.Tally(background, graph.Tally{})
		if err == nil {
			tell(counted.Total.Findings, nil)
		} else {
			tell(nil, err)
		}
	})
	return told, err
}

func TestListsOfAnAnswerBelongToOneRevisionWhereverTheDataMoves(t *testing.T) {
	movedOnce(t, 12, 12, 2, 7, readLists)
}

func TestListsWhoseFieldsTheColumnsHoldAskTheStoreForNothingButTheMark(t *testing.T) {
	small, _ := contents(t)
	inner := storetest.NewCounting(storetest.NewMoving(never, small))
	c := columns.Over(inner, columns.Options{Pause: 1})
	defer c.Close()
	await(t, "there are columns with words", settled(c))
	finding, study, factor := graph.ModelOf(graph.KindFinding), graph.ModelOf(graph.KindStudy), graph.ModelOf(graph.KindFactor)
	short := []*graph.Field{
		finding.Field("valence"), finding.Field("factorValence"), finding.Field("samplesNamed"), finding.Field("study"), finding.Field("factor"),
		study.Field("title"), study.Field("year"), study.Field("design"), factor.Field("label"), factor.Field("level"),
	}
	for _, one := range []struct {
		name  string
		read  graph.Reading
		calls int
	}{
		{"short words, numbers and references", readingOf(short...), 0},
		{"a summary", readingOf(append(short, finding.Field("summary"))...), 1},
		{"notes of studies", readingOf(append(short, study.Field("notes"))...), 1},
		{"both", readingOf(append(short, finding.Field("summary"), study.Field("notes"))...), 1},
	} {
		one.read.Along = []*graph.Edge{finding.Edge("study"), finding.Edge("factor")}
		for _, first := range []int{1, 20} {
			g := graph.New(c)
			inner.Reset()
			if err := g.Read(background, func(g *graph.Graph) {
				page := graph.ListArgs{Page: graph.PageArgs{Default: first, Max: 100}, Total: true, Order: []graph.OrderTerm{{Field: finding.Field("confidence")}}}
				list, err := g.For(one.read).Find(background, graph.KindFinding, page)
				if err != nil || list.Total != 40 || len(list.Records) != first || len(list.Brought.Along) == 0 {
					t.Errorf("%s: %+v, %v", one.name, list, err)
				}
			}); err != nil {
				t.Fatal(err)
			}
			if got := inner.Counts(); got.Total() != one.calls || got.Calls[storetest.Get] != one.calls {
				t.Errorf("%s, %d records: the store was asked %v, want %d", one.name, first, got.Calls, one.calls)
			}
		}
	}
}
