package neo4jstore

import (
	"fmt"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// The columns that readCounts reads: countColumns, then sampleColumns.
const (
	countColumns  = "cell, width, nodes, findings, studies, reports, turned, v0, vs0, v1, vs1, v2, vs2, v3, vs3"
	sampleColumns = "samples, unknown, participants, overlap"
)

// count writes the counting of cells by the rules of graph.Counter, with the units
// that are wanted; the others are 0. Its columns are read by readCounts.
func (c *tallying) count() {
	units := c.t.Units
	wanted := func(unit graph.Units, text string) string {
		if units&unit == 0 {
			return "0"
		}
		return text
	}
	nodes, studies, whole := "count(f)", "count(DISTINCT f.study)", "CASE WHEN NOT f.samplesNamed THEN s END"
	if c.t.Of != graph.KindFinding {
		nodes = "count(CASE WHEN f IS NULL THEN 1 END)"
	}
	if c.t.Of == graph.KindStudy {
		studies, whole = "count(DISTINCT x)", "CASE WHEN NOT f.samplesNamed THEN x END"
	}
	width := "max(width)"
	if c.t.GroupsOnly {
		width = "0"
	}
	columns := []string{
		"cell", width + " AS width", nodes + " AS nodes", "count(f) AS findings",
		wanted(graph.CountStudies, studies) + " AS studies",
		wanted(graph.CountReports, "count(DISTINCT f.report)") + " AS reports",
		wanted(graph.CountValences, "count(CASE WHEN f.factorValence <> f.valence THEN 1 END)") + " AS turned",
	}
	for i, v := range graph.VocabValence.Values {
		has := fmt.Sprintf("CASE WHEN f.factorValence = '%s' THEN ", v.Name)
		columns = append(columns,
			fmt.Sprintf("%s AS v%d", wanted(graph.CountValences, "count("+has+"1 END)"), i),
			fmt.Sprintf("%s AS vs%d", wanted(graph.CountValenceStudies, "count(DISTINCT "+has+"f.study END)"), i))
	}
	samples := "0 AS samples, 0 AS unknown, 0 AS participants, false AS overlap"
	if units&graph.CountSamples != 0 {
		columns = append(columns, "collect(DISTINCT "+whole+") AS whole", "collect(CASE WHEN f.samplesNamed THEN f END) AS naming")
		samples = sampleColumns
	}
	c.line("WITH ", strings.Join(columns, ",\n  "))
	if units&graph.CountSamples != 0 {
		c.line(call("whole, naming", countSamples))
	}
	c.line("RETURN ", countColumns, ", ", samples)
}

// countSamples counts the distinct samples of whole studies, and of findings that
// name theirs.
const countSamples = `CALL (whole, naming) {
  UNWIND whole AS s
  MATCH (s)-[:HAS_SAMPLE]->(t:Sample)
  RETURN t
  UNION
  UNWIND naming AS f
  MATCH (f)-[:FROM_SAMPLE]->(t:Sample)
  RETURN t
}
WITH count(t) AS samples, count(CASE WHEN t.size IS NULL THEN 1 END) AS unknown,
  collect(CASE WHEN t.size IS NOT NULL AND t.sizeUnit = 'PEOPLE' THEN t END) AS people
RETURN samples, unknown, reduce(sum = 0, t IN people | sum + t.size) AS participants,
  EXISTS {
    UNWIND people AS one
    MATCH (one)-[:OVERLAPS_WITH]-(other:Sample)
    WHERE other IN people
    RETURN one
  } AS overlap`

// readCounts reads a row that count returned.
func readCounts(values []any, t graph.Tally) (cell, width int64, c graph.Counts, err error) {
	n := make([]int64, len(values)-1)
	for i := range n {
		var ok bool
		if n[i], ok = values[i].(int64); !ok {
			return 0, 0, c, malformed(t.Of, "", "", values[i])
		}
	}
	c = graph.Counts{
		Nodes: int32(n[2]), Findings: int32(n[3]), Studies: int32(n[4]), Reports: int32(n[5]), FromAbsence: int32(n[6]),
		Samples: int32(n[15]), SamplesOfUnknownSize: int32(n[16]), Participants: n[17],
	}
	for i := range c.ByValence {
		c.ByValence[i] = graph.ValenceCount{Findings: int32(n[7+2*i]), Studies: int32(n[8+2*i])}
	}
	c.MayOverlap, _ = values[18].(bool)
	return n[0], n[1], c, nil
}

// placeOf turns the number of a cell into places on the axes.
func placeOf(cell int64, by []graph.Axis) [3]int32 {
	var at [3]int32
	for i := len(by) - 1; i > 0; i-- {
		size := int64(len(by[i].Keys))
		at[i], cell = int32(cell%size), cell/size
	}
	at[0] = int32(cell)
	return at
}
