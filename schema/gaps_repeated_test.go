package schema

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// filterOf is a filter that names keys until it has this many bytes in a document.
func filterOf(bytes int) string {
	const around = `{NOT: {key: {in: [""]}}}`
	return `{NOT: {key: {in: ["` + strings.Repeat("k", bytes-len(around)) + `"]}}}`
}

// A gap repeats the filter, so that one of 200 kB would make an answer of hundreds of
// megabytes, of documents that no server takes.
func TestGapsRepeatFiltersUpToALength(t *testing.T) {
	e := curatedEngine()
	gaps := func(bytes int, field string) answer {
		return ask(t, e, fmt.Sprintf(`{ gaps(rows: FACTOR_LEVEL, columns: SETTING, where: %s) { %s } }`, filterOf(bytes), field), "")
	}
	longest := gaps(maxRepeatedFilter, "nextQuery")
	if len(longest.Errors) > 0 {
		t.Fatalf("the longest filter: %.300s", longest.raw)
	}
	ran := 0
	for _, g := range longest.Data["gaps"].([]any) {
		if next := g.(map[string]any)["nextQuery"].(string); strings.HasPrefix(next, "{ findings") {
			if a := ask(t, e, next, ""); len(a.Errors) > 0 {
				t.Fatalf("%.200s: %.300s", next, a.raw)
			}
			ran++
		}
	}
	if ran == 0 {
		t.Error("no document repeats the filter")
	}
	a := gaps(maxRepeatedFilter+1, "nextQuery")
	if len(a.Errors) != 1 || a.Errors[0].code() != "QUERY_TOO_COMPLEX" || !strings.Contains(a.Errors[0].Message, "8193 bytes, and at most 8192 are allowed: shorten the filter") {
		t.Errorf("a byte more: %.300s", a.raw)
	}
	if a := gaps(maxRepeatedFilter+1, "kinds literatureSearch"); len(a.Errors) > 0 {
		t.Errorf("without documents, its length means nothing: %.300s", a.raw)
	}
}

// Texts of gaps are made one by one while the answer is written, so that the limit of
// an answer bounds the work too.
func TestTheTextsOfGapsHaveTheLimitOfAnswers(t *testing.T) {
	e, err := New(graph.New(curated()), Options{MaxAnswerBytes: 3 * maxRepeatedFilter})
	if err != nil {
		t.Fatal(err)
	}
	query := `{ gaps(kinds: [ONE_STUDY], where: ` + filterOf(maxRepeatedFilter) + `) { nextQuery } }`
	a := ask(t, e, query, "")
	if len(a.Errors) != 1 || a.Errors[0].Extensions.Limit == nil || a.Errors[0].Extensions.Limit.Name != "answerBytes" {
		t.Errorf("%.300s", a.raw)
	}
	whole := ask(t, curatedEngine(), query, "")
	if bytes := len(whole.raw); bytes < 20*maxRepeatedFilter {
		t.Fatalf("the whole answer has %d bytes only", bytes)
	}
	allocated := func(e *Engine) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		ask(t, e, query, "")
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	if cut, all := allocated(e), allocated(curatedEngine()); cut > all/2 {
		t.Errorf("%d bytes are allocated for an answer that is refused, and %d for the whole", cut, all)
	}
}
