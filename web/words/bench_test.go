package words_test

import (
	"testing"

	"github.com/exitgraph/exitgraph/web/words"
)

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := words.New(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSpeaker says what a page asks for most.
func BenchmarkSpeaker(b *testing.B) {
	s := speaker(b, "it")
	for _, bench := range []struct {
		name string
		say  func() string
	}{
		{"N", func() string { return s.N(123456) }},
		{"Percent", func() string { return s.Percent(0.54) }},
		{"T", func() string { return s.T("title") }},
		{"T_plural", func() string { return s.T("found", "count", 1234, "name", "x") }},
		{"Term", func() string { return s.Term("Valence", "FACILITATING") }},
		{"Country", func() string { return s.Country("IT") }},
		{"Tongue", func() string { return s.Tongue("pt-BR") }},
		{"Date", func() string { return s.Date("2026-01-31") }},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if bench.say() == "" {
					b.Fatal("nothing was said")
				}
			}
		})
	}
}
