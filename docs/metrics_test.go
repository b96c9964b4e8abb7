package docs_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/internal/server"
)

func TestTheTableOfMetricsHasEveryFigure(t *testing.T) {
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	metrics := server.NewMetrics("1", func() server.CacheStats { return server.CacheStats(e.CacheStats()) })
	metrics.TellColumns(func() server.ColumnStats { return server.ColumnStats{} })
	handler, err := server.New(server.Config{Engine: e, Metrics: metrics, MaxURL: 200})
	if err != nil {
		t.Fatal(err)
	}
	// One request that is answered, and one that a limit refuses.
	for _, target := range []string{"/graphql?query={phases{key}}", "/" + strings.Repeat("x", 200)} {
		handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, target, nil))
	}
	w := httptest.NewRecorder()
	metrics.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	table := rows(section(t, "docs/graphql.md", "## The endpoint"))
	for _, line := range regexp.MustCompile(`(?m)^# HELP (exitgraph_\w+) `).FindAllStringSubmatch(w.Body.String(), -1) {
		if table[line[1]] == nil {
			t.Errorf("docs/graphql.md, The endpoint, has no row for %s", line[1])
		}
		delete(table, line[1])
	}
	for name := range table {
		t.Errorf("docs/graphql.md, The endpoint, has a row for %s, which is no figure", name)
	}
}
