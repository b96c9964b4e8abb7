package evidence

import (
	"context"
	"sync"

	"github.com/exitgraph/exitgraph/graph"
)

// MaxCells is the largest number of cells that a matrix may show.
const MaxCells = 1_000_000

// MatrixQuery asks for counts over two dimensions. The dimensions may be the
// same: each finding then stands on the diagonal, and beside it where it has
// several values.
type MatrixQuery struct {
	Rows, Columns graph.Dimension
	Model         string                  // as in Query
	Mappings      []graph.MappingRelation // as in Query
	Where         graph.Filter            // over findings; nil for all
	Units         graph.Units             // the counts that are wanted
	NonEmpty      bool                    // drop rows and columns without a finding in any cell shown
	// CellsOnly says that nothing but the cells is wanted, which is cheaper: Unplaced
	// and Total stay zero then, and Overlapping false.
	CellsOnly bool
	// RowKeys, when set, are the only rows, in this order. The keys are distinct; a
	// key that is no value of the release is an empty row. Only findings of these
	// rows are counted then, and Unplaced and Total, which would speak of all, stay
	// zero.
	RowKeys []string
}

// Matrix is a table of counts. It shows every declared value of a closed
// vocabulary and every value of the release of other dimensions, with or without
// findings and whatever the filter, unless only rows and columns with findings
// were asked for. It may be used from many goroutines at once.
type Matrix struct {
	Rows, Columns   []Value
	Unplaced, Total graph.Counts // of findings without a value on an axis; of all that match
	// Overlapping says that a finding stands in several cells, so that they do not
	// add up.
	Overlapping bool

	placing placing
	rows    graph.Axis // with exactly Rows for keys
	columns graph.Axis
	where   graph.Filter // as asked for
	counted graph.Filter // the same, narrowed to the rows asked for
	cells   []int32      // row-major; place in groups plus 1, 0 for an empty cell
	groups  graph.Groups

	filters                   sync.Once
	rowFilters, columnFilters []graph.Filter

	mu     sync.Mutex
	phases []namedPhase // see namedPhases
	named  bool
}

// NewMatrix counts in one store call. It fails with NotFound for an unknown model
// and with Limit for more than MaxCells cells.
func NewMatrix(ctx context.Context, g *graph.Graph, q MatrixQuery) (*Matrix, error) {
	m, err := frameMatrix(ctx, g, q)
	if err != nil {
		return nil, err
	}
	if !q.NonEmpty { // otherwise the answer decides how large it is
		if err := checkCells(len(m.rows.Keys), len(m.columns.Keys)); err != nil {
			return nil, err
		}
	}
	counted, err := g.Tally(ctx, graph.Tally{Where: m.counted, By: []graph.Axis{m.rows, m.columns}, Units: q.Units, GroupsOnly: q.CellsOnly})
	if err != nil {
		return nil, err
	}
	m.groups, m.Overlapping = counted.Groups, counted.Overlapping
	if q.RowKeys == nil {
		m.Unplaced, m.Total = counted.Unplaced, counted.Total
	}
	rowAt, columnAt := identity(len(m.rows.Keys)), identity(len(m.columns.Keys))
	if q.NonEmpty {
		m.rows, rowAt = shrink(m.rows, m.groups, 0)
		m.columns, columnAt = shrink(m.columns, m.groups, 1)
		if err := checkCells(len(m.rows.Keys), len(m.columns.Keys)); err != nil {
			return nil, err
		}
	}
	m.Rows, m.Columns = valuesOf(m.rows), valuesOf(m.columns)
	m.cells = make([]int32, len(m.Rows)*len(m.Columns))
	for i := range m.groups.Len() {
		at := m.groups.At(i)
		m.cells[int(rowAt[at[0]])*len(m.Columns)+int(columnAt[at[1]])] = int32(i) + 1
	}
	return m, nil
}

// frameMatrix prepares the axes of a matrix.
func frameMatrix(ctx context.Context, g *graph.Graph, q MatrixQuery) (*Matrix, error) {
	frame, err := g.Frame(ctx)
	if err != nil {
		return nil, err
	}
	m := &Matrix{where: q.Where, counted: q.Where}
	if m.placing, err = placingIn(frame, q.Model, q.Mappings); err != nil {
		return nil, err
	}
	if m.rows, err = m.placing.rows(ctx, q.Rows, q.RowKeys); err != nil {
		return nil, err
	}
	if m.columns, err = m.placing.axis(ctx, q.Columns); err != nil {
		return nil, err
	}
	if q.RowKeys != nil {
		m.counted = graph.Both(q.Where, within(m.rows))
	}
	return m, nil
}

func checkCells(rows, columns int) error {
	if rows*columns > MaxCells {
		return graph.Errorf("matrix", graph.Limit, "This matrix would have %d rows and %d columns, and at most %d cells can be shown: choose other dimensions, or drop empty rows and columns.", rows, columns, MaxCells)
	}
	return nil
}

func identity(n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = int32(i)
	}
	return out
}

// shrink drops the places of an axis where no group stands, and says where the
// others went.
func shrink(a graph.Axis, groups graph.Groups, axis int) (graph.Axis, []int32) {
	used := make([]bool, len(a.Keys))
	for i := range groups.Len() {
		used[groups.At(i)[axis]] = true
	}
	var kept []int32
	to := make([]int32, len(a.Keys))
	for i, is := range used {
		if is {
			to[i] = int32(len(kept))
			kept = append(kept, int32(i))
		}
	}
	return pick(a, kept), to
}

// Cells is the number of cells: rows times columns, row by row.
func (m *Matrix) Cells() int { return len(m.cells) }

// Empty says whether a cell has no findings, without working out its counts.
func (m *Matrix) Empty(cell int) bool { return m.cells[cell] == 0 }

// Counts gives what stands in a cell.
func (m *Matrix) Counts(cell int) graph.Counts {
	if i := m.cells[cell]; i > 0 {
		return m.groups.Counts(int(i) - 1)
	}
	return graph.Counts{}
}

// Read is Counts for readers of many cells: it writes over all of into.
func (m *Matrix) Read(cell int, into *graph.Counts) {
	if i := m.cells[cell]; i > 0 {
		m.groups.Read(int(i)-1, into)
		return
	}
	*into = graph.Counts{}
}

// Where is the condition that all findings of the matrix meet, as it was asked
// for.
func (m *Matrix) Where() graph.Filter { return m.where }

// Filter gives the condition that a finding stands in a cell, besides Where. The
// filters of all cells have one shape, as graph.Graph.Groups wants it.
func (m *Matrix) Filter(cell int) graph.Filter {
	m.filters.Do(func() {
		m.rowFilters, m.columnFilters = filtersOf(m.rows), filtersOf(m.columns)
	})
	return graph.And{m.rowFilters[cell/len(m.Columns)], m.columnFilters[cell%len(m.Columns)]}
}

func filtersOf(a graph.Axis) []graph.Filter {
	out := make([]graph.Filter, len(a.Keys))
	for i := range out {
		out[i] = a.Filter(i)
	}
	return out
}
