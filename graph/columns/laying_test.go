package columns

import (
	"fmt"
	"slices"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

func TestRowsStandByStudyAndReportThoseThatStandFirst(t *testing.T) {
	for _, size := range []storetest.Size{storetest.Small, storetest.Medium} {
		x := indexOf(inOrder(storetest.Generate(storetest.Seed(t, 11), size)))
		r, seen := x.findingRows(), map[int32]bool{}
		var before []string
		for c := int32(1); c <= r.noStudy; c++ {
			for row := r.from[c]; row < r.from[c+1]; row++ {
				f := x.Records()[r.id[row]].(*graph.Finding)
				if stands := row < r.upTo[c]; stands != (f.Status == graph.Current) {
					t.Errorf("%s is among those that stand: %t", f.Key, stands)
				}
				order := []string{fmt.Sprintf("%09d %t", c, row >= r.upTo[c]), f.Report, f.Key}
				if slices.Compare(before, order) >= 0 {
					t.Errorf("%v stands before %v", before, order)
				}
				if study := r.study[c]; (study < 0) != (f.Study == "") || study >= 0 && x.Key(x.base[graph.KindStudy]+study) != f.Study {
					t.Errorf("%s stands in cluster %d", f.Key, c)
				}
				if r.row[r.id[row]-x.base[graph.KindFinding]] != row {
					t.Errorf("%s is not found in row %d", f.Key, row)
				}
				before, seen[r.id[row]] = order, true
			}
		}
		if len(seen) != int(x.Size(graph.KindFinding)) {
			t.Errorf("%d findings stand in rows, of %d", len(seen), x.Size(graph.KindFinding))
		}
	}
}
