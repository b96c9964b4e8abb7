package evidence

import (
	"context"

	"github.com/exitgraph/exitgraph/graph"
)

// kindsOfEmpty gives the kinds of a cell without findings. In a phase after leaving,
// the phase says that the cell may be without follow-up and the other value that
// there is something to follow.
func (f *gapFinder) kindsOfEmpty(row, column int) GapKinds {
	const followUp = GapKinds(1) << NoFollowUp
	r, c := f.rows.kinds[row], f.columns.kinds[column]
	return 1<<NoEvidence | (r|c)&^followUp | r&c&followUp
}

// unplaced finds what empty cells beside an axis of phases may have besides that
// they are empty.
func (f *gapFinder) unplaced(ctx context.Context) error {
	if !f.empty || !f.hasPhases() {
		return nil
	}
	phases, beside, line := f.phases()
	if f.needed.Has(NoFollowUp) {
		f.markFollowUp()
	}
	if !f.needed.Has(NotPlacedInAPhase) {
		return nil
	}
	// Parts of phases that stand on the axis stand there too, so that it makes no
	// difference that conditions on phases take their parts.
	groups, err := f.tally(ctx, graph.Not{Filter: within(phases)}, beside)
	for i := range groups {
		line.kinds[groups[i].At[0]] |= 1 << NotPlacedInAPhase
	}
	return err
}

// markFollowUp marks the phases after leaving, and the values beside them that have
// findings in any phase of the axis.
func (f *gapFinder) markFollowUp() {
	after := map[string]bool{}
	for _, p := range f.m.placing.frame.FollowUpPhases(f.m.placing.model) {
		after[p.Key] = true
	}
	phases, _, beside := f.phases()
	own := &f.columns
	if beside == own {
		own = &f.rows
	}
	for i, key := range phases.Keys {
		if after[key] {
			own.kinds[i] |= 1 << NoFollowUp
		}
	}
	width := len(f.m.Columns)
	for cell, group := range f.m.cells {
		if group == 0 {
			continue
		}
		at := cell / width
		if beside == &f.columns {
			at = cell % width
		}
		beside.kinds[at] |= 1 << NoFollowUp
	}
}

// hiddenFromAxes finds which values have findings that rest on a study and whose
// value on the other axis is missing.
func (f *gapFinder) hiddenFromAxes(ctx context.Context) error {
	if !f.empty || !f.asked.Missing {
		return nil
	}
	if err := f.hidden(ctx, f.m.columns, f.m.rows, &f.rows, func(hidden, at int) int { return at*len(f.m.Columns) + hidden }); err != nil {
		return err
	}
	return f.hidden(ctx, f.m.rows, f.m.columns, &f.columns, func(hidden, at int) int { return hidden*len(f.m.Columns) + at })
}

// hidden marks, on the line beside an axis, the values whose findings have a missing
// value on the axis. cell gives the cell of a place on the axis and one beside it.
func (f *gapFinder) hidden(ctx context.Context, axis, beside graph.Axis, line *gapLine, cell func(on, beside int) int) error {
	d := axis.Dimension
	if d == graph.DimPhase || !ofStudies(d) {
		return nil // see NOT_PLACED_IN_A_PHASE; and every finding has a factor
	}
	for i, key := range axis.Keys {
		var marks []Dimensions
		switch key {
		case notReported:
			marks = line.notReported
		case notExtracted:
			marks = line.notExtracted
		}
		for at := range marks {
			if f.m.cells[cell(i, at)] != 0 {
				marks[at] = marks[at].with(d)
			}
		}
	}
	if alwaysHasValue(d) {
		return nil
	}
	groups, err := f.tally(ctx, graph.And{restsOnStudy(), graph.Not{Filter: within(axis)}}, beside)
	for i := range groups {
		at := groups[i].At[0]
		line.notExtracted[at] = line.notExtracted[at].with(d)
	}
	return err
}

// ofStudies says that findings have the dimension through their study or its
// samples, so that those without a study have no value on it.
func ofStudies(d graph.Dimension) bool {
	path := graph.DimensionOf(d).Path
	return len(path) > 0 && (path[0].To == graph.KindStudy || path[0].To == graph.KindSample)
}

// alwaysHasValue says that every finding with a study has a value on the dimension,
// be it that it is missing.
func alwaysHasValue(d graph.Dimension) bool {
	dim := graph.DimensionOf(d)
	return len(dim.Path) == 1 && dim.Path[0].To == graph.KindStudy && dim.Field.Required && !dim.Field.Derived
}
