package schema

import (
	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
)

// cell is one cell of a matrix.
type cell struct {
	m  *evidence.Matrix
	at int
}

func (c *cell) row() *evidence.Value    { return &c.m.Rows[uint32(c.at)/uint32(len(c.m.Columns))] }
func (c *cell) column() *evidence.Value { return &c.m.Columns[c.columnAt()] }
func (c *cell) columnAt() int           { return int(uint32(c.at) % uint32(len(c.m.Columns))) }

// name tells the lists of cells apart, for their cursors.
func (c *cell) name() string {
	row, column := c.row(), c.column()
	return row.Dimension.String() + "/" + row.Key + "/" + column.Dimension.String() + "/" + column.Key
}

func cellsOf(m *evidence.Matrix, from, to int) []any {
	made := make([]cell, to-from)
	out := make([]any, len(made))
	for i := range made {
		made[i] = cell{m, from + i}
		out[i] = &made[i]
	}
	return out
}

// matrixSize and axisSize are how many cells and values a matrix is taken to
// bring, for the cost of a document.
const (
	matrixSize = 500
	axisSize   = 50
)

var (
	phaseModelArg = argument{"phaseModel", "ID", "Id or key of the phase model whose phases make a PHASE axis; the default model when it is not given.", nil}
	mappingsArg   = argument{"mappings", "[MappingRelation!]", "Relations through which findings placed in phases of other models enter a PHASE axis, read from their phase to the axis.", []any{"EXACT", "CLOSE"}}
	whereArg      = argument{"where", "FindingFilter", "Which findings are counted. An empty filter matches all.", nil}
)

func matrixField() *field {
	return &field{
		name: "evidenceMatrix", typ: "EvidenceMatrix!", weight: countWeight,
		doc: "Counts over two dimensions: by default factors by phases of the default model.",
		args: []argument{
			{"rows", "EvidenceDimension", "Dimension of the rows.", "FACTOR"},
			{"columns", "EvidenceDimension", "Dimension of the columns.", "PHASE"},
			phaseModelArg, mappingsArg, whereArg,
			{"nonEmpty", "Boolean", "True drops rows and columns without findings.", false},
		},
		load: func(r *run, _ []any, a args) (loaded, error) {
			m, err := evidence.NewMatrix(r.ctx, r.graph, evidence.MatrixQuery{
				Rows: dimension(a.str("rows")), Columns: dimension(a.str("columns")),
				Model: a.str("phaseModel"), Mappings: a.mappings(), Where: a.where(graph.KindFinding),
				NonEmpty: a.flag("nonEmpty"), Units: a.matrixUnits(), CellsOnly: !a.asksForWhole(),
			})
			if err == nil && a.asks("dense") {
				r.take(m.Cells()) // no objects, and yet a place in memory for each
			}
			return loaded{one: []any{&matrixAnswer{m, a.values}}}, err
		},
	}
}

// matrixAnswer is a matrix with the arguments that it answers.
type matrixAnswer struct {
	*evidence.Matrix
	asked map[string]any
}

func (a args) mappings() []graph.MappingRelation {
	names := a.strs("mappings")
	out := make([]graph.MappingRelation, len(names))
	for i, n := range names {
		out[i] = graph.MappingRelation(n)
	}
	return out
}

func (a args) matrixUnits() graph.Units {
	u := a.units("cells", "counts") | a.units("unplaced") | a.units("total")
	if a.asks("cells", "gaps") {
		u |= evidence.GapUnits
	}
	if a.asks("dense", "studies") {
		u |= graph.CountStudies
	}
	for _, v := range []string{"facilitating", "hindering", "ambivalent", "unsigned"} {
		if a.asks("dense", v) {
			u |= graph.CountValences
		}
	}
	return u
}

// asksForWhole says whether a matrix or a tally is asked for what is not in its
// groups.
func (a args) asksForWhole() bool {
	return a.asks("total") || a.asks("unplaced") || a.asks("overlapping")
}

func byPhaseField() *field {
	return &field{
		name: "byPhase", typ: "[EvidenceCell!]!", size: listSize, weight: countWeight, needs: graph.KeyOnly,
		doc:  "The factor's row of the evidence matrix: one cell for each phase of the model, empty ones included.",
		args: []argument{whereArg, phaseModelArg},
		load: func(r *run, parents []any, a args) (loaded, error) {
			keys, at := distinctKeys(parents)
			units := a.units("counts")
			if a.asks("gaps") {
				units |= evidence.GapUnits
			}
			m, err := evidence.NewMatrix(r.ctx, r.graph, evidence.MatrixQuery{
				Rows: graph.DimFactor, Columns: graph.DimPhase, RowKeys: keys,
				Model: a.str("phaseModel"), Mappings: graph.SameMappings(),
				Where: a.where(graph.KindFinding), Units: units, CellsOnly: true,
			})
			if err != nil {
				return loaded{}, err
			}
			out := loaded{many: make([][]any, len(parents))}
			width := len(m.Columns)
			for i, j := range at {
				out.many[i] = cellsOf(m, j*width, (j+1)*width)
			}
			return out, nil
		},
	}
}

func matrixObjects() []*object {
	type M = *matrixAnswer
	type P = *evidence.Placement
	return []*object{
		{name: "EvidenceMatrix", doc: "Counts over two dimensions. Every declared value of a closed vocabulary and every value of the release of the others is shown, with or without findings.", fields: []*field{
			{name: "rows", typ: "[DimensionValue!]!", doc: "Heads of the rows, in axis order.", size: axisSize, direct: eachOf(func(m M) []evidence.Value { return m.Rows })},
			{name: "columns", typ: "[DimensionValue!]!", doc: "Heads of the columns, in axis order.", size: axisSize, direct: eachOf(func(m M) []evidence.Value { return m.Columns })},
			{name: "cells", typ: "[EvidenceCell!]!", doc: "Row by row; every pair of a row and a column is present.", size: matrixSize, direct: eachMade(func(m M) int { return m.Cells() }, func(m M, i int) cell { return cell{m.Matrix, i} })},
			{name: "dense", typ: "DenseMatrix!", doc: "The same numbers as plain lists, a tenth of the bytes.", direct: each(func(m M) any { return &dense{Matrix: m.Matrix} })},
			{name: "unplaced", typ: "EvidenceCounts!", doc: "Findings that match but have no value on an axis.", direct: each(func(m M) any { return &m.Unplaced })},
			{name: "placements", typ: "[PhasePlacement!]!", doc: "Findings that reached the PHASE axis through a mapping, by mapping. Empty without a PHASE axis.", size: listSize, load: matrixList(func(r *run, m M) ([]any, error) {
				list, err := m.Placements(r.ctx, r.graph)
				return pointers(list), err
			})},
			{name: "unmappedPhases", typ: "[Phase!]!", doc: "Phases of other models with matching findings that no mapping brings onto the PHASE axis, as the findings name them. Empty without a PHASE axis.", size: listSize, load: matrixList(func(r *run, m M) ([]any, error) {
				list, err := m.Unmapped(r.ctx, r.graph)
				out := make([]any, len(list))
				for i, p := range list {
					out[i] = p
				}
				return out, err
			})},
			{name: "total", typ: "EvidenceCounts!", doc: "All findings that match, placed or not.", direct: each(func(m M) any { return &m.Total })},
			{name: "overlapping", typ: "Boolean!", doc: "True when a finding may stand in several cells, so that cells do not add up to the total.", leaf: boolLeaf(func(m M) bool { return m.Overlapping })},
			citationField(citedMatrix, func(o any) map[string]any { return o.(M).asked }),
		}},
		{name: "PhasePlacement", doc: "How many findings reached an axis through one mapping.", fields: []*field{
			{name: "mapping", typ: "PhaseMapping!", doc: "The mapping.", direct: each(func(p P) any { return p.Mapping })},
			{name: "findings", typ: "Int!", doc: "Findings placed through it. One finding may be placed through several mappings.", leaf: countLeaf(func(p P) int { return p.Findings })},
		}},
		denseObject(), cellObject(),
	}
}

func matrixList(get func(*run, *matrixAnswer) ([]any, error)) loadFunc {
	return func(r *run, parents []any, _ args) (loaded, error) {
		out := loaded{many: make([][]any, len(parents))}
		for i, p := range parents {
			var err error
			if out.many[i], err = get(r, p.(*matrixAnswer)); err != nil {
				return loaded{}, err
			}
		}
		return out, nil
	}
}

func cellObject() *object {
	type C = *cell
	return &object{name: "EvidenceCell", doc: "Where a row and a column meet.", fields: []*field{
		{name: "row", typ: "DimensionValue!", doc: "Head of the row.", direct: shared(func(c C) any { return c.row() }, func(C) int { return 0 })},
		{name: "column", typ: "DimensionValue!", doc: "Head of the column.", direct: shared(func(c C) any { return c.column() }, C.columnAt)},
		{name: "counts", typ: "EvidenceCounts!", doc: "How much evidence there is.", direct: countsOfCell(func(c C) (*evidence.Matrix, int) { return c.m, c.at })},
		{name: "gaps", typ: "[GapKind!]!", weight: gapWeight, doc: "Why the cell is a gap, as the question gaps tells; empty where it is none, or where no gaps can be told of the axes.",
			leaf: stringsLeaf(func(names []string) []string { return names }), load: loadCellGaps},
		{name: "findings", typ: "FindingConnection!", doc: "The findings behind the counts. At most 100 at a time.",
			args: append(append([]argument{}, pageArgs...), argument{"orderBy", "[FindingOrder!]", "Order of the list; the key breaks ties. Without it, the order of keys.", nil}),
			load: loadCellFindings},
	}}
}

func matrixOfCell(c *cell) *evidence.Matrix { return c.m }

// loadCellFindings lists the findings of all cells of a matrix at once.
func loadCellFindings(r *run, parents []any, a args) (loaded, error) {
	return loadFindingGroups(r, parents, a, "EvidenceCell.findings", matrixOfCell, func(m *evidence.Matrix, of []*cell) findingGroups {
		cells := make([]int, len(of))
		out := findingGroups{where: m.Where(), tally: func(r *run, by graph.Dimension, units graph.Units) ([][]evidence.Group, error) {
			return evidence.CellFacets(r.ctx, r.graph, m, cells, by, units)
		}}
		for i, c := range of {
			cells[i] = c.at
			out.names, out.filters = append(out.names, c.name()), append(out.filters, m.Filter(c.at))
		}
		return out
	})
}
