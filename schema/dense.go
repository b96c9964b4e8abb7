package schema

import (
	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
)

// dense is a matrix as plain lists.
type dense struct {
	*evidence.Matrix
	cells []numbers // nil until the first list is asked for
}

// numbers are those of one cell, in the order of denseLists.
type numbers [6]int32

var denseLists = [len(numbers{})]struct{ name, doc string }{
	{"findings", "Findings in each cell."},
	{"studies", "Distinct studies in each cell."},
	{"facilitating", "Findings that facilitate, by factorValence."},
	{"hindering", "Findings that hinder, by factorValence."},
	{"ambivalent", "Findings that point both ways."},
	{"unsigned", "Findings without a direction."},
}

// read gives the numbers of all cells, which are read once for all lists.
func (d *dense) read() []numbers {
	if d.cells != nil {
		return d.cells
	}
	d.cells = make([]numbers, d.Cells())
	var c graph.Counts
	for i := range d.cells {
		if !d.Empty(i) {
			d.Read(i, &c)
			v := &c.ByValence
			d.cells[i] = numbers{c.Findings, c.Studies, v[0].Findings, v[1].Findings, v[2].Findings, v[3].Findings}
		}
	}
	return d.cells
}

func denseObject() *object {
	keys := func(values func(*dense) []evidence.Value) *leaf {
		return stringsLeaf(func(d *dense) []string {
			var out []string
			for _, v := range values(d) {
				out = append(out, v.Key)
			}
			return out
		})
	}
	o := &object{name: "DenseMatrix", doc: "A matrix as plain lists. Counts are row by row: the count of row r and column c is at r * columns + c.", fields: []*field{
		{name: "rowKeys", typ: "[String!]!", doc: "Keys of the rows.", leaf: keys(func(d *dense) []evidence.Value { return d.Rows })},
		{name: "columnKeys", typ: "[String!]!", doc: "Keys of the columns.", leaf: keys(func(d *dense) []evidence.Value { return d.Columns })},
	}}
	for i, list := range denseLists {
		o.fields = append(o.fields, &field{name: list.name, typ: "[Int!]!", doc: list.doc, leaf: cellsLeaf(i)})
	}
	return o
}

// cellsLeaf writes one number of each cell.
func cellsLeaf(which int) *leaf {
	return &leaf{
		long: func(t *text, o any) bool {
			cells := o.(*dense).read()
			t.b = append(t.b, '[')
			b := t.b
			for i := range cells {
				if i > 0 {
					b = append(b, ',')
				}
				if len(b) > pieceFilled {
					b = t.next(b)
				}
				b = appendCount(b, int(cells[i][which]))
			}
			b = append(b, ']')
			t.b = b
			return true
		},
		value: func(o any) any {
			cells := o.(*dense).read()
			out := make([]int, len(cells))
			for i := range cells {
				out[i] = int(cells[i][which])
			}
			return out
		},
	}
}
