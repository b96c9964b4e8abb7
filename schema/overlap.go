package schema

import (
	"strconv"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
)

func overlapField() *field {
	return &field{
		name: "overlap", typ: "Overlap!", weight: countWeight,
		doc:  "How far reviews rest on the same studies. A study that two reviews include is one piece of evidence, and not two. At most 100 reports at a time. Fails with NOT_FOUND for a report that is not there.",
		args: []argument{{"reports", "[ID!]", "Ids or keys of the reports to compare, in any order; all reports that include a study when it is not given.", nil}},
		load: func(r *run, _ []any, a args) (loaded, error) {
			var names []string
			if a.values["reports"] != nil {
				names = a.strs("reports")
			}
			o, err := evidence.OverlapOf(r.ctx, r.graph, names)
			return loaded{one: []any{o}}, err
		},
	}
}

func overlapObjects() []*object {
	type O = *evidence.Overlap
	return []*object{{
		name: "Overlap",
		doc:  "Which report includes which study, and how much of this repeats itself. Rows are studies, not publications: several reports of one study are one row.",
		fields: []*field{
			{name: "reports", typ: "[Report!]!", doc: "The reports that are compared, by key. One that includes no study is listed, and is no review.", size: evidence.MaxReviews, direct: eachRecord(func(o O) []*graph.Report { return o.Reports })},
			{name: "studies", typ: "[Study!]!", doc: "The studies that any of them includes, by key.", size: listSize, direct: eachRecord(func(o O) []*graph.Study { return o.Studies })},
			{name: "incidence", typ: "[[Boolean!]!]!", doc: "Whether a report includes a study: a list for each study, with a value for each report, in the orders of studies and reports.", leaf: incidenceLeaf()},
			{name: "inclusions", typ: "Int!", doc: "How often studies are included, the same study in several reviews each time: N in the formula of correctedCoveredArea.", leaf: countLeaf(func(o O) int { return o.Inclusions })},
			{name: "reviews", typ: "Int!", doc: "Reports that include any study: c in the formula.", leaf: countLeaf(func(o O) int { return o.Reviews })},
			{name: "correctedCoveredArea", typ: "Float", doc: "The share of possible repetitions that are real, from 0 (no study is in two reviews) to 1 (every review includes every study): (N - r) / (r c - r), where r is the number of studies (Pieper and others 2014, Journal of Clinical Epidemiology 67:368-75). Null for fewer than two reviews. That an early review could not include a later study is not taken into account.", leaf: areaLeaf()},
			{name: "band", typ: "OverlapBand", doc: "The usual name of this amount of overlap; null where there is no area. The limits are a convention.", leaf: nameLeaf(func(o O) string { return string(o.Band()) })},
		},
	}}
}

// areaLeaf writes a share, null where there is none.
func areaLeaf() *leaf {
	area := floatLeaf(func(o *evidence.Overlap) float64 {
		got, _ := o.CorrectedCoveredArea()
		return got
	})
	there := func(o any) bool {
		_, ok := o.(*evidence.Overlap).CorrectedCoveredArea()
		return ok
	}
	return &leaf{
		write: func(b []byte, o any) ([]byte, bool) {
			if !there(o) {
				return b, false
			}
			return area.write(b, o)
		},
		value: func(o any) any {
			if !there(o) {
				return nil
			}
			return area.value(o)
		},
	}
}

// incidenceLeaf writes the table as lists in a list.
func incidenceLeaf() *leaf {
	return &leaf{
		write: func(b []byte, o any) ([]byte, bool) {
			b = append(b, '[')
			for i, row := range o.(*evidence.Overlap).Incidence {
				if i > 0 {
					b = append(b, ',')
				}
				b = append(b, '[')
				for j, includes := range row {
					if j > 0 {
						b = append(b, ',')
					}
					b = strconv.AppendBool(b, includes)
				}
				b = append(b, ']')
			}
			return append(b, ']'), true
		},
		value: func(o any) any { return append([][]bool{}, o.(*evidence.Overlap).Incidence...) },
	}
}

func (c *catalog) addOverlapBands() {
	c.addEnum("OverlapBand", "Usual names for amounts of overlap between reviews, after Pieper and others 2014, whose whole percents leave room between the bands: here a band begins at its lower limit.", []enumValue{
		{string(evidence.Slight), "Under 5 percent."},
		{string(evidence.Moderate), "From 5 and under 10 percent."},
		{string(evidence.High), "From 10 and under 15 percent."},
		{string(evidence.VeryHigh), "From 15 percent."},
	})
}
