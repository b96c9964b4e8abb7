package pagestest_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/web/pagestest"
)

// BenchmarkPage makes pages of the built-in data, and in turn their answers alone, as
// they are downloaded: reading the address, asking the engine, and its bytes. The metric
// x/answer is how many times as long as the answer the whole page takes; ms/page is the
// time to its first byte, since pages are sent whole. Both are the least of all rounds, so
// that other work of the machine says little. The first of each is not counted: it reads
// templates and plans the document.
func BenchmarkPage(b *testing.B) {
	s := pagestest.Builtin(b)
	for _, page := range []string{
		"", "map", "factors", "factors/family", "factors/family/brief", "phases", "phases/baker-initial-exit", "models/baker-integrated",
		"studies", "studies/wilson-nochajski-2016", "reports/ferrari-2021", "findings", "findings/finding-001",
		"contradictions", "gaps", "compare?a-setting=INDOOR&b-setting=OUTDOOR", "readiness", "search?text=family", "network?node=family", "about",
	} {
		b.Run(strings.NewReplacer("?", "_", "&", "_").Replace("page/"+page), func(b *testing.B) {
			whole, answer := "/en/"+page, "/en/"+page+"?format=json"
			if strings.Contains(page, "?") {
				answer = whole + "&format=json"
			}
			made := func(address string) time.Duration {
				w := httptest.NewRecorder()
				r := httptest.NewRequestWithContext(b.Context(), http.MethodGet, address, nil)
				begin := time.Now()
				s.ServeHTTP(w, r)
				took := time.Since(begin)
				if w.Code != http.StatusOK {
					b.Fatalf("%s: status %d", address, w.Code)
				}
				return took
			}
			made(whole)
			made(answer)
			least, floor := made(whole), made(answer)
			for b.Loop() {
				least, floor = min(least, made(whole)), min(floor, made(answer))
			}
			b.ReportMetric(0, "ns/op") // of both together, which says nothing
			b.ReportMetric(least.Seconds()*1000, "ms/page")
			b.ReportMetric(least.Seconds()/floor.Seconds(), "x/answer")
		})
	}
}
