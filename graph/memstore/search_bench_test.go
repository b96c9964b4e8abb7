package memstore

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// wordy makes findings with summaries of 25 words in each of two languages. Words are
// skewed as in a language: word0à is in nearly every summary, word9000à in few.
func wordy(b *testing.B, findings int) *Store {
	b.Helper()
	g := rand.New(rand.NewPCG(1, 1))
	skew := rand.NewZipf(g, 1.1, 3, 9999)
	summary := func(stem string) string {
		words := make([]string, 25)
		for i := range words {
			n := skew.Uint64()
			words[i] = fmt.Sprint(stem, n)
			if n%20 == 0 {
				words[i] += "à"
			}
		}
		return strings.Join(words, " ")
	}
	records := storetest.GenerateLarge(1, storetest.LargeSize{Studies: 1000, Factors: 200, Phases: 20, Findings: findings})
	for _, r := range records {
		if f, ok := r.(*graph.Finding); ok {
			f.Summary = graph.Text{{Lang: "en", Value: summary("word")}, {Lang: "it", Value: summary("parola")}}
		}
	}
	s, _, err := assemble(graph.Release{}, records)
	if err != nil {
		b.Fatal(err)
	}
	return holding(s)
}

// BenchmarkSearch measures searches of few and of many hits over 10^4 and 10^5
// findings, and making the index, which the first search of a revision does.
func BenchmarkSearch(b *testing.B) {
	for _, findings := range []int{10_000, 100_000} {
		s := wordy(b, findings)
		b.Run(fmt.Sprintf("%d/index", findings), func(b *testing.B) {
			for b.Loop() {
				s.now.Load().indexWords()
			}
		})
		for name, text := range map[string]string{
			"rare word": "word5001", "common word": "word0a", "two common words": "word0a word1",
			"phrase": `"word0a word1"`, "beginning": "word12*", "one letter": "w*",
		} {
			parsed, err := graph.ParseSearch(text, nil)
			if err != nil {
				b.Fatal(err)
			}
			q := graph.Search{Query: parsed, Limit: 25, Total: true}
			b.Run(fmt.Sprintf("%d/%s", findings, name), func(b *testing.B) {
				hits := 0
				for b.Loop() {
					found, err := s.Search(context.Background(), q)
					if err != nil {
						b.Fatal(err)
					}
					hits = found.Total
				}
				b.ReportMetric(float64(hits), "hits")
			})
		}
	}
}
