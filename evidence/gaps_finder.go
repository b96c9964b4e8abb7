package evidence

import (
	"context"

	"github.com/exitgraph/exitgraph/graph"
)

// gapFinder finds the gaps of one matrix.
type gapFinder struct {
	m *Matrix
	g *graph.Graph

	asked  GapsAsked
	needed GapKinds // that must be found out
	empty  bool     // whether cells without findings may be wanted
	thin   bool     // whether cells with findings may be

	// Of cells with findings.
	kinds                     []GapKinds
	notReported, notExtracted []Dimensions

	// Of cells without findings: what their row and their column tell.
	rows, columns gapLine
}

// gapLine tells of each value of an axis what its empty cells have.
type gapLine struct {
	silent                    []bool // the value speaks of a missing one, so that no cell of it is a gap
	kinds                     []GapKinds
	notReported, notExtracted []Dimensions // on the other axis
}

func newGapFinder(m *Matrix, g *graph.Graph, asked GapsAsked) *gapFinder {
	f := &gapFinder{m: m, g: g, asked: asked, rows: newGapLine(m.rows), columns: newGapLine(m.columns)}
	if f.asked.Kinds == 0 {
		f.asked.Kinds = AllGapKinds
	}
	ofEmpty, ofThin := emptyKinds, thinKinds
	if f.hasPhases() {
		ofEmpty |= 1 << NoFollowUp
	} else {
		ofThin |= 1 << NoFollowUp
	}
	f.empty, f.thin = f.asked.Kinds&ofEmpty != 0, f.asked.Kinds&ofThin != 0
	f.needed = f.asked.Kinds | asked.Told
	if !f.empty {
		f.needed &^= ofEmpty
	}
	if f.thin {
		f.kinds, f.notReported, f.notExtracted = make([]GapKinds, m.Cells()), make([]Dimensions, m.Cells()), make([]Dimensions, m.Cells())
	} else {
		f.needed &^= ofThin
	}
	return f
}

func newGapLine(a graph.Axis) gapLine {
	l := gapLine{
		silent: make([]bool, len(a.Keys)), kinds: make([]GapKinds, len(a.Keys)),
		notReported: make([]Dimensions, len(a.Keys)), notExtracted: make([]Dimensions, len(a.Keys)),
	}
	for i, key := range a.Keys {
		l.silent[i] = silence(a.Dimension, key) != ""
	}
	return l
}

func (f *gapFinder) hasPhases() bool { return f.m.placing.model != "" && f.isAxis(graph.DimPhase) }

func (f *gapFinder) isAxis(d graph.Dimension) bool {
	return f.m.rows.Dimension == d || f.m.columns.Dimension == d
}

// phases gives the axis of phases, and the line of the axis beside it.
func (f *gapFinder) phases() (phases, beside graph.Axis, line *gapLine) {
	if f.m.rows.Dimension == graph.DimPhase {
		return f.m.rows, f.m.columns, &f.columns
	}
	return f.m.columns, f.m.rows, &f.rows
}

// tally counts findings of the matrix, narrowed further.
func (f *gapFinder) tally(ctx context.Context, where graph.Filter, by ...graph.Axis) ([]graph.Group, error) {
	counted, err := f.g.Tally(ctx, graph.Tally{Where: graph.Both(f.m.counted, where), By: by, GroupsOnly: true})
	if err != nil {
		return nil, err
	}
	return counted.Groups.List(), nil
}

// cells tallies the findings of each cell that meet a condition.
func (f *gapFinder) cells(ctx context.Context, where graph.Filter) ([]int32, error) {
	groups, err := f.tally(ctx, where, f.m.rows, f.m.columns)
	if err != nil {
		return nil, err
	}
	out := make([]int32, f.m.Cells())
	for i := range groups {
		out[f.cellOf(&groups[i])] = groups[i].Counts.Findings
	}
	return out, nil
}

func (f *gapFinder) cellOf(g *graph.Group) int { return int(g.At[0])*len(f.m.Columns) + int(g.At[1]) }

// list gives the gaps that were found, in the order of the cells.
func (f *gapFinder) list() []Gap {
	var out []Gap
	width := len(f.m.Columns)
	for cell := range f.m.Cells() {
		r, c := cell/width, cell%width
		if f.rows.silent[r] || f.columns.silent[c] || f.asked.Row != "" && f.asked.Row != f.m.Rows[r].Key {
			continue
		}
		gap := Gap{Cell: cell}
		switch {
		case f.m.cells[cell] != 0 && f.thin:
			gap.Kinds, gap.NotReported, gap.NotExtracted = f.kinds[cell], f.notReported[cell], f.notExtracted[cell]
		case f.m.cells[cell] == 0 && f.empty:
			gap.Kinds = f.kindsOfEmpty(r, c)
			gap.NotReported = f.rows.notReported[r] | f.columns.notReported[c]
			gap.NotExtracted = f.rows.notExtracted[r] | f.columns.notExtracted[c]
		}
		if gap.Kinds&f.asked.Kinds != 0 {
			out = append(out, gap)
		}
	}
	return out
}
