package compare

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
)

// row is a value with what both sets find of it.
type row struct {
	answer.Value
	A, B answer.Counts
}

func (r row) difference() int { return r.A.Studies - r.B.Studies }

// where says in which sets findings are: "both", "a" or "b".
func (r row) where() string {
	switch {
	case r.A.Findings > 0 && r.B.Findings > 0:
		return "both"
	case r.A.Findings > 0:
		return "a"
	default:
		return "b"
	}
}

// rows gives the values that either set has findings of, in the order that is asked for.
func (d data) rows(c choice) []row {
	a, b := d.A.byKey(), d.B.byKey()
	var list []row
	for _, g := range d.Found.Groups {
		if len(g.Keys) != 1 {
			continue
		}
		r := row{Value: g.Keys[0], A: a[g.Keys[0].Key], B: b[g.Keys[0].Key]}
		if r.A.Findings+r.B.Findings > 0 {
			list = append(list, r)
		}
	}
	if c.sort != "" {
		size := func(r row) int { return max(r.difference(), -r.difference()) }
		slices.SortStableFunc(list, func(x, y row) int { return cmp.Compare(size(y), size(x)) })
	}
	return list
}

// valences in the contract's order.
var valences = []string{"FACILITATING", "HINDERING", "AMBIVALENT", "UNSIGNED"}

// columns of the download.
var columns = []string{
	"dimension", "key", "studiesA", "findingsA", "facilitatingA", "hinderingA", "ambivalentA", "unsignedA",
	"studiesB", "findingsB", "facilitatingB", "hinderingB", "ambivalentB", "unsignedB", "differenceInStudies", "where",
}

// table gives all rows, on whichever page they are shown.
func table(v *frame.Visit) (frame.Table, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.Table{}, err
	}
	t := frame.Table{Columns: columns}
	for _, r := range d.rows(read(v.Address)) {
		cells := []string{r.Dimension, r.Key}
		for _, counts := range []answer.Counts{r.A, r.B} {
			cells = append(cells, strconv.Itoa(counts.Studies), strconv.Itoa(counts.Findings))
			for _, valence := range valences {
				cells = append(cells, strconv.Itoa(counts.Of(valence).Studies))
			}
		}
		t.Rows = append(t.Rows, append(cells, strconv.Itoa(r.difference()), r.where()))
	}
	return t, nil
}
