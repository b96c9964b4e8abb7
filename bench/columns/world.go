package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// world are the columns of a data set, and what the floor reads: factors, phases and
// valences of the same rows in plain integers, clustered by study as the columns are.
type world struct {
	size          storetest.LargeSize
	x             *columns.Index
	axes          []graph.Axis
	factor, phase []int32
	valence       []uint8
}

// sizeOf is the size at which the goals are set.
func sizeOf(findings int) storetest.LargeSize {
	size := storetest.Million
	size.Findings = findings
	if size.Studies = findings / 20; findings > storetest.Million.Findings {
		size.Studies = 2 * storetest.Million.Studies
	}
	return size
}

// numbers makes findings without records, which for tens of millions would not fit into
// memory beside the columns.
type numbers struct {
	*rand.Rand
	size  storetest.LargeSize
	skew  *rand.Zipf
	enums []*graph.Field
}

// some makes the findings from the first-th on.
func (g *numbers) some(first, n int) *columns.Findings {
	out := &columns.Findings{}
	at := map[string][]int32{}
	values := map[string][]uint8{}
	for i := range n {
		out.Keys = append(out.Keys, fmt.Sprintf("finding-%09d", first+i))
		study := g.Int32N(int32(g.size.Studies))
		at["study"], at["report"] = append(at["study"], study), append(at["report"], study)
		at["factor"], at["phase"] = append(at["factor"], int32(g.skew.Uint64())), append(at["phase"], g.Int32N(int32(g.size.Phases)))
		values["valence"] = append(values["valence"], uint8(g.IntN(4)))
		values["factorState"] = append(values["factorState"], uint8(g.IntN(5)/4))
	}
	for _, f := range columns.FindingReferences() {
		out.Places = append(out.Places, at[f.Name])
	}
	for _, f := range g.enums {
		codes := values[f.Name]
		if codes == nil {
			code := max(0, f.Vocabulary.Index(f.Allowed()[0]))
			if f.Name == "status" {
				code = f.Vocabulary.Index(string(graph.Current))
			}
			codes = slices.Repeat([]uint8{uint8(code)}, n)
		}
		out.Codes = append(out.Codes, codes)
	}
	return out
}

// chunk is how many findings are made at a time, as many as a database hands over.
const chunk = 10_000

func newWorld(findings int) (*world, error) {
	w := &world{size: sizeOf(findings)}
	b := columns.NewBuilder()
	g := &numbers{Rand: rand.New(rand.NewPCG(1, 1)), size: w.size, enums: columns.FindingEnums()}
	g.skew = rand.NewZipf(g.Rand, 1.1, 20, uint64(w.size.Factors-1))
	done := false
	for _, r := range others(w.size) {
		if r.RecordKind() > graph.KindFinding && !done {
			if done = true; g.all(b) != nil {
				return nil, fmt.Errorf("the findings are out of order")
			}
		}
		if err := b.Add(r); err != nil {
			return nil, err
		}
	}
	w.x = b.Index()
	w.x.Prepare()
	w.flatten()
	return w, nil
}

func (g *numbers) all(b *columns.Builder) error {
	for first := 0; first < g.size.Findings; first += chunk {
		if err := b.AddFindings(g.some(first, min(chunk, g.size.Findings-first))); err != nil {
			return err
		}
	}
	return nil
}

// others makes the records of the other kinds, in the order of Scan. Studies have the
// year of their one report, and the number of a record is its place.
func others(size storetest.LargeSize) []graph.Record {
	size.Findings = 0
	records := storetest.GenerateLarge(1, size)
	years := map[string]int{}
	for _, r := range records {
		if report, ok := r.(*graph.Report); ok {
			years["study"+strings.TrimPrefix(report.Key, "report")] = report.Year
		}
	}
	for _, r := range records {
		if study, ok := r.(*graph.Study); ok {
			study.Year = years[study.Key]
		}
	}
	slices.SortFunc(records, func(a, b graph.Record) int {
		if a.RecordKind() != b.RecordKind() {
			return int(a.RecordKind()) - int(b.RecordKind())
		}
		return strings.Compare(a.RecordKey(), b.RecordKey())
	})
	return records
}

// flatten copies what the floor reads.
func (w *world) flatten() {
	finding := graph.ModelOf(graph.KindFinding)
	factor, phase := w.x.Along(finding.Field("factor")), w.x.Along(finding.Field("phase"))
	ofStudy := w.x.Against(finding.Field("study"))
	factors, phases := w.keys(graph.KindFactor), w.keys(graph.KindPhase)
	w.axes = []graph.Axis{{Dimension: graph.DimFactor, Keys: factors}, {Dimension: graph.DimPhase, Keys: phases}}
	firstFactor, _ := w.x.Span(graph.KindFactor)
	firstPhase, _ := w.x.Span(graph.KindPhase)
	first, end := w.x.Span(graph.KindStudy)
	for study := first; study < end; study++ {
		for _, id := range ofStudy.Of(study) {
			w.factor = append(w.factor, factor.Of(id)[0]-firstFactor)
			w.phase = append(w.phase, phase.Of(id)[0]-firstPhase)
			w.valence = append(w.valence, uint8(id&3)) // which of four does not matter to a histogram
		}
	}
}

func (w *world) keys(k graph.Kind) []string {
	first, end := w.x.Span(k)
	out := make([]string, 0, end-first)
	for id := first; id < end; id++ {
		out = append(out, w.x.Key(id))
	}
	return out
}

// histogram is the floor: it gives what it counted so that no compiler drops it.
func (w *world) histogram() []int32 {
	phases := len(w.axes[1].Keys)
	counts := make([]int32, len(w.axes[0].Keys)*phases*4)
	factor, phase, valence := w.factor, w.phase[:len(w.factor)], w.valence[:len(w.factor)]
	for i, f := range factor {
		counts[(int(f)*phases+int(phase[i]))*4+int(valence[i]&3)]++
	}
	return counts
}
