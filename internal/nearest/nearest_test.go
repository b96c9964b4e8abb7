package nearest_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/internal/nearest"
)

func TestTheWordWithTheFewestLettersToChangeIsGuessed(t *testing.T) {
	for _, test := range []struct {
		text, want string
		candidates []string
	}{
		{"yeer", "year", []string{"title", "year", "yearly"}},
		{"serv", "serve", []string{"schema", "serve", "version"}},
		{"QUALITATIV", "QUALITATIVE", []string{"QUANTITATIVE", "QUALITATIVE"}},
		{"facilitating", "FACILITATING", []string{"HINDERING", "FACILITATING"}},
		{"comp", "completion", []string{"check", "completion"}},
		{"sevre", "serve", []string{"schema", "serve", "version"}},
		{"run", "", []string{"serve", "query", "version"}},
		{"finding.csv", "findings.csv", []string{"factors.csv", "findings.csv"}},
		{"people.csv", "", []string{"findings.csv", "factors.csv", "phase_models.csv"}},
		{"abd", "abc", []string{"abc", "abe"}},
		{"nothing-like-it", "", []string{"year", "title"}},
		{"", "", []string{"a"}},
		{"x", "", nil},
		{strings.Repeat("a", 201), "", []string{strings.Repeat("a", 201)}},
	} {
		if got := nearest.Word(test.text, slices.Values(test.candidates)); got != test.want {
			t.Errorf("%q among %v: got %q, want %q", test.text, test.candidates, got, test.want)
		}
	}
}
