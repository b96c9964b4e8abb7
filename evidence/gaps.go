package evidence

import (
	"context"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// GapQuery asks which cells of a table are empty or thin.
type GapQuery struct {
	Rows, Columns graph.Dimension
	Model         string       // as in Query
	Where         graph.Filter // over findings; nil for all
	Units         graph.Units  // the counts of cells that are wanted
	GapsAsked
}

// GapsAsked says which gaps are wanted, and what of them.
type GapsAsked struct {
	// Kinds are those of which a gap must have one; none stands for all.
	Kinds GapKinds
	// Told are the kinds that are told of the gaps that come. Others may be missing
	// from Gap.Kinds, which is cheaper, unless they are among Kinds.
	Told GapKinds
	// Row is the key of the one row whose gaps are wanted; empty for all rows.
	Row string
	// Missing says that NotReported and NotExtracted are wanted.
	Missing bool
}

// Gap is a cell that is empty or thin.
type Gap struct {
	Cell  int // of the matrix
	Kinds GapKinds
	// NotReported and NotExtracted are dimensions on which evidence may hide, so that
	// the gap may lie in reading and not in research: sources that do not say, and
	// sources of which not enough was read. Of a cell without findings, they are
	// dimensions of an axis of which the value on the other axis has such findings.
	// Of a cell with findings, they are those of design, country, language and life
	// stage of which at most one value is recorded there and some findings have none,
	// so that ONE_DESIGN and the like cannot be told. Only findings that rest on a
	// study are looked at.
	NotReported, NotExtracted Dimensions
}

// Gaps lists the cells of a table that are empty or thin, row by row, in the order
// of the axes. Rows and columns that speak of missing values (NOT_REPORTED,
// NOT_EXTRACTED, NOT_APPLICABLE) are none. Findings that are placed in phases of
// other models enter an axis of phases through EXACT and CLOSE mappings.
//
// It fails with Invalid for axes of which no gaps can be told, with NotFound for an
// unknown model, and with Limit for more than MaxCells cells. It costs one store
// call for the table and at most nine more, as Matrix.Gaps says.
//
// The table is an evidence and gap map (Snilstveit and others 2016, Journal of
// Clinical Epidemiology 79, 120-129), which shows where little or nothing was studied;
// the kinds say in what respect it is little.
func Gaps(ctx context.Context, g *graph.Graph, q GapQuery) (*Matrix, []Gap, error) {
	if err := checkGapAxes(q.Rows, q.Columns); err != nil {
		return nil, nil, err
	}
	m, err := NewMatrix(ctx, g, MatrixQuery{
		Rows: q.Rows, Columns: q.Columns, Model: q.Model, Mappings: graph.SameMappings(),
		Where: q.Where, Units: q.Units | GapUnits, CellsOnly: true,
	})
	if err != nil {
		return nil, nil, err
	}
	gaps, err := m.Gaps(ctx, g, q.GapsAsked)
	return m, gaps, err
}

// gapAxes are the dimensions of which gaps can be told.
var gapAxes = []graph.Dimension{
	graph.DimFactor, graph.DimFactorLevel, graph.DimPhase, graph.DimDesign, graph.DimTraffickingScope, graph.DimSetting, graph.DimLifeStage,
	graph.DimEntryStage, graph.DimCountry, graph.DimCountryOfOrigin, graph.DimLanguage, graph.DimYear, graph.DimInformant, graph.DimDefinitionScope,
}

// checkGapAxes refuses axes of which no gaps can be told: a dimension against
// itself, units of evidence and properties of findings, of which no research could
// fill a cell, and a factor against its own level.
func checkGapAxes(rows, columns graph.Dimension) error {
	for _, d := range []graph.Dimension{rows, columns} {
		if !slices.Contains(gapAxes, d) {
			return graph.Errorf("gaps", graph.Invalid, "No study could fill a gap by %s: choose rows and columns among %s.", d, namesOf(gapAxes))
		}
	}
	pair := []graph.Dimension{rows, columns}
	switch {
	case rows == columns:
		return graph.Errorf("gaps", graph.Invalid, "Rows and columns are both %s, so that every cell beside the diagonal would be a gap: choose two different dimensions.", rows)
	case slices.Contains(pair, graph.DimFactor) && slices.Contains(pair, graph.DimFactorLevel):
		return graph.Errorf("gaps", graph.Invalid, "A factor has one level, so that all its other cells would be gaps: choose PHASE or another dimension beside %s.", rows)
	}
	return nil
}

func namesOf(dimensions []graph.Dimension) string {
	names := make([]string, len(dimensions))
	for i, d := range dimensions {
		names[i] = d.String()
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// GapUnits are the units in which a matrix must be counted for its gaps.
const GapUnits = graph.CountStudies | graph.CountValences

// emptyKinds are the kinds of cells without findings, thinKinds those of cells with
// findings. NoFollowUp is either, as the axes say.
const (
	emptyKinds GapKinds = 1<<NoEvidence | 1<<NotPlacedInAPhase
	thinKinds           = AllGapKinds &^ emptyKinds &^ (1 << NoFollowUp)
)

// Gaps lists the cells of the matrix that are empty or thin, in their order; none
// where no gaps can be told of its axes. The matrix must have been counted in
// GapUnits.
//
// It costs at most nine store calls, fewer when fewer kinds are wanted, whatever
// the number of cells: a tally each for the designs, countries, languages and life
// stages of cells, for findings without samples, from secondary sources, of low
// confidence, and two for what is placed in no phase, after leaving, or at no value
// of an axis.
func (m *Matrix) Gaps(ctx context.Context, g *graph.Graph, asked GapsAsked) ([]Gap, error) {
	if checkGapAxes(m.rows.Dimension, m.columns.Dimension) != nil {
		return nil, nil
	}
	f := newGapFinder(m, g, asked)
	for _, step := range []func(context.Context) error{f.unplaced, f.hiddenFromAxes, f.oneValue, f.allOf, f.withoutFollowUp} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return f.list(), nil
}

// GapsByCell gives the kinds of gap of every cell of the matrix, in their order, at
// the cost of Gaps. Where rows were chosen by RowKeys, it is told of factors only: gaps
// of other rows also speak of findings that such a matrix does not count.
func (m *Matrix) GapsByCell(ctx context.Context, g *graph.Graph) ([]GapKinds, error) {
	gaps, err := m.Gaps(ctx, g, GapsAsked{Told: AllGapKinds})
	if err != nil {
		return nil, err
	}
	out := make([]GapKinds, m.Cells())
	for _, gap := range gaps {
		out[gap.Cell] = gap.Kinds
	}
	return out, nil
}
