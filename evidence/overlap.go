package evidence

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/internal/nearest"
)

// MaxReviews is how many reports may be laid side by side.
const MaxReviews = 100

// Overlap says how far reviews rest on the same studies.
//
// The corrected covered area is that of Pieper D, Antoine SL, Mathes T, Neugebauer
// EA, Eikermann M. Systematic review finds overlapping reviews were not mentioned in
// every other overview. J Clin Epidemiol 2014;67:368-75. Where they take primary
// publications, rows here are studies, so that several reports of one study do not
// hide an overlap. Structural gaps are not taken out: a review counts as able to
// include a study that appeared after it.
type Overlap struct {
	Reports []*graph.Report // by key
	Studies []*graph.Study  // those that any of the reports includes, by key
	// Incidence says which report includes which study: a row for each study, with a
	// value for each report.
	Incidence [][]bool
	// Inclusions is the number of true values, Reviews that of reports which include
	// any study.
	Inclusions, Reviews int
}

// OverlapBand is a conventional name for a corrected covered area.
type OverlapBand string

// The bands of Pieper et al. 2014, whose "0-5, 6-10, 11-15, >15 percent" leave room
// between them: here each begins at 5, 10 and 15 percent, and holds its beginning.
const (
	Slight   OverlapBand = "SLIGHT"
	Moderate OverlapBand = "MODERATE"
	High     OverlapBand = "HIGH"
	VeryHigh OverlapBand = "VERY_HIGH"
)

// OverlapOf lays reports side by side, named by id or key in any order, also twice.
// Nil asks for all reports that include a study. A report that includes none is
// listed, and is no review.
//
// It costs two store calls. It fails with Limit for more than MaxReviews reports or
// MaxCells cells, with NotFound where a name is that of no record, and with Invalid
// where it is that of another kind.
func OverlapOf(ctx context.Context, g *graph.Graph, names []string) (*Overlap, error) {
	reports, err := reportsToCompare(ctx, g, names)
	if err != nil {
		return nil, err
	}
	keys := make([]string, len(reports))
	for i, r := range reports {
		keys[i] = r.Key
	}
	included, err := g.Targets(ctx, graph.ModelOf(graph.KindReport).Edge("includes"), keys)
	if err != nil {
		return nil, err
	}
	return layOut(reports, included)
}

// reportsToCompare gives the reports by key, each once.
func reportsToCompare(ctx context.Context, g *graph.Graph, names []string) ([]*graph.Report, error) {
	var records []graph.Record
	if names == nil {
		includes := graph.ModelOf(graph.KindReport).Edge("includes")
		first := MaxReviews + 1
		list, err := g.Find(ctx, graph.KindReport, graph.ListArgs{
			Where: graph.Has{Edge: includes, Quant: graph.Some, Where: graph.And{}},
			Page:  graph.PageArgs{First: &first, Max: first},
		})
		if err != nil {
			return nil, err
		}
		if len(list.Records) > MaxReviews {
			return nil, graph.Errorf("overlap", graph.Limit, "There are more than %d reports that include studies: name those to compare.", MaxReviews)
		}
		records = list.Records
	} else {
		if len(names) > MaxReviews {
			return nil, graph.Errorf("overlap", graph.Limit, "Compare at most %d reports, not %d.", MaxReviews, len(names))
		}
		var err error
		if records, err = g.Get(ctx, names); err != nil {
			return nil, err
		}
		if err := checkReports(ctx, g, names, records); err != nil {
			return nil, err
		}
	}
	out := make([]*graph.Report, len(records))
	for i, r := range records {
		out[i] = r.(*graph.Report)
	}
	slices.SortFunc(out, func(a, b *graph.Report) int { return strings.Compare(a.Key, b.Key) })
	return slices.Compact(out), nil
}

// checkReports refuses names of no record and of records that are no reports.
func checkReports(ctx context.Context, g *graph.Graph, names []string, records []graph.Record) error {
	var unknown, others []string
	for i, r := range records {
		switch {
		case r == nil:
			unknown = append(unknown, names[i])
		case r.RecordKind() != graph.KindReport:
			others = append(others, fmt.Sprintf("%q is of kind %s", names[i], r.RecordKind().Enum()))
		}
	}
	switch {
	case len(unknown) > 0:
		remedy := "See reports for those there are."
		if meant := nearReport(ctx, g, unknown[0]); meant != "" {
			remedy = fmt.Sprintf("Did you mean %q?", meant)
		}
		what := "There is no report"
		if len(unknown) > 1 {
			what = "There are no reports"
		}
		return graph.Errorf("overlap", graph.NotFound, "%s %s. %s", what, listed(allQuoted(unknown), ", "), remedy)
	case len(others) > 0:
		return graph.Errorf("overlap", graph.Invalid, "Only reports can be compared, and %s: name reports, such as those under includedIn of a study.", listed(others, ", "))
	}
	return nil
}

// nearReport guesses which report was meant; "" where none is near, or where the
// keys cannot be read now. The first guess of a revision reads them.
func nearReport(ctx context.Context, g *graph.Graph, name string) string {
	frame, err := g.Frame(ctx)
	if err != nil {
		return ""
	}
	axis, err := frame.Axis(ctx, graph.DimReport)
	if err != nil {
		return ""
	}
	return nearest.Word(name, slices.Values(axis.Keys))
}

// layOut makes the table of the reports and what each includes.
func layOut(reports []*graph.Report, included [][]graph.Record) (*Overlap, error) {
	o := &Overlap{Reports: reports}
	row := map[string]int{}
	for _, studies := range included {
		if len(studies) > 0 {
			o.Reviews++
		}
		o.Inclusions += len(studies)
		for _, s := range studies {
			if _, known := row[s.RecordKey()]; !known {
				row[s.RecordKey()] = 0
				o.Studies = append(o.Studies, s.(*graph.Study))
			}
		}
	}
	if len(o.Studies)*len(reports) > MaxCells {
		return nil, graph.Errorf("overlap", graph.Limit, "This table would have %d studies and %d reports, and at most %d cells can be shown: name fewer reports.", len(o.Studies), len(reports), MaxCells)
	}
	slices.SortFunc(o.Studies, func(a, b *graph.Study) int { return strings.Compare(a.Key, b.Key) })
	cells := make([]bool, len(o.Studies)*len(reports))
	o.Incidence = make([][]bool, len(o.Studies))
	for i, s := range o.Studies {
		row[s.Key] = i
		o.Incidence[i] = cells[i*len(reports) : (i+1)*len(reports)]
	}
	for j, studies := range included {
		for _, s := range studies {
			o.Incidence[row[s.RecordKey()]][j] = true
		}
	}
	return o, nil
}

// parts are those of the corrected covered area: the inclusions beyond the first of
// each study, and how many of these there could be.
func (o *Overlap) parts() (repeated, room int) {
	r := len(o.Studies)
	return o.Inclusions - r, r*o.Reviews - r
}

// CorrectedCoveredArea is (N - r) / (r c - r) for N inclusions of r studies in c
// reviews, from 0 to 1. There is none for fewer than two reviews.
func (o *Overlap) CorrectedCoveredArea() (area float64, ok bool) {
	repeated, room := o.parts()
	if o.Reviews < 2 {
		return 0, false
	}
	return float64(repeated) / float64(room), true
}

// Band names the corrected covered area; "" where there is none.
func (o *Overlap) Band() OverlapBand {
	repeated, room := o.parts()
	// Whole numbers, so that a beginning is met exactly.
	switch percent := 100 * repeated; {
	case o.Reviews < 2:
		return ""
	case percent < 5*room:
		return Slight
	case percent < 10*room:
		return Moderate
	case percent < 15*room:
		return High
	default:
		return VeryHigh
	}
}
