package factor

import (
	"cmp"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/onefactor"
)

// voices are the findings of the factor by the values of one dimension.
type voices struct {
	Dimension   string // of the contract
	Rows, Rest  []voice
	Max         int // studies of the largest row
	Without     int // findings without a value
	Overlapping bool
}

// voice is one value of a dimension.
type voice struct {
	Label, Absent     string // Absent is "NOT_REPORTED" or "NOT_EXTRACTED"; else empty
	Studies, Findings int
	Href              string
}

// absent says that a value tells that there is none.
func absent(key string) bool { return key == "NOT_REPORTED" || key == "NOT_EXTRACTED" }

func allVoices(v *frame.Visit, set filter.Filter, d data) []voices {
	var list []voices
	for _, by := range []struct {
		dimension, name string
		tally           answer.Tally
	}{
		{"INFORMANT", "informant", d.Informants},
		{"LIFE_STAGE", "life-stage", d.LifeStages},
		{"COUNTRY", "country", d.Places},
	} {
		table := voices{Dimension: by.dimension, Without: by.tally.Unplaced.Findings, Overlapping: by.tally.Overlapping}
		for _, g := range by.tally.Groups {
			row := voice{
				Label: v.Words.Value(g.Keys[0].Dimension, g.Keys[0].Key, g.Keys[0].Label), Studies: g.Counts.Studies, Findings: g.Counts.Findings,
				Href: onefactor.Findings(v, set, d.Factor.Key, by.name, g.Keys[0].Key),
			}
			if absent(g.Keys[0].Key) {
				row.Absent = g.Keys[0].Key
			}
			table.Max = max(table.Max, row.Studies)
			table.Rows = append(table.Rows, row)
		}
		slices.SortStableFunc(table.Rows, func(x, y voice) int {
			return cmp.Or(strings.Compare(x.Absent, y.Absent), cmp.Compare(y.Studies, x.Studies))
		})
		if len(table.Rows) > mostValues {
			table.Rows, table.Rest = table.Rows[:mostValues], table.Rows[mostValues:]
		}
		if len(table.Rows) > 0 || table.Without > 0 {
			list = append(list, table)
		}
	}
	return list
}
