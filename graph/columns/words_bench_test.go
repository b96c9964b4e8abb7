package columns

import (
	"fmt"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/wordindex"
)

// BenchmarkWords measures how long the words beside columns take to be made of texts
// that are folded already, and how much memory they take for each finding.
func BenchmarkWords(b *testing.B) {
	for _, size := range large {
		b.Run(fmt.Sprint(size.findings), func(b *testing.B) {
			w := size.world()
			texts := map[int32][]graph.SearchText{}
			_, end := w.x.Span(graph.KindVocabularyTerm)
			for id := range end {
				texts[id] = graph.SearchTexts(w.x.Records()[id])
			}
			var x *wordindex.Index
			for b.Loop() {
				made := wordindex.NewBuilder()
				for id := range end {
					made.Add(id, texts[id])
				}
				x = made.Index()
			}
			b.ReportMetric(float64(x.Bytes())/float64(size.findings), "B/finding")
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(size.findings), "ns/finding")
		})
	}
}
