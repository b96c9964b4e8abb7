package pages_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

func TestPagesOfALargeWorldStaySmallAndWhole(t *testing.T) {
	size := storetest.LargeSize{Studies: 2_000, Factors: 2_000, Phases: 24, Findings: 30_000, Reviews: 50}
	records := storetest.GenerateLarge(1, size)
	store, err := memstore.New(graph.Release{Name: "large", Title: "Large", Version: "1.0.0", Date: "2026-01-01", License: "CC0-1.0"}, records)
	if err != nil {
		t.Fatal(err)
	}
	s := over(t, store, "https://neutral.example/")
	keys := map[graph.Kind]string{}
	for _, r := range records {
		if keys[r.RecordKind()] == "" {
			keys[r.RecordKind()] = r.RecordKey()
		}
	}
	for _, path := range []string{
		"/en/", "/en/map", "/en/findings", "/en/factors", "/en/phases", "/en/studies", "/en/reports", "/en/samples",
		"/en/contradictions", "/en/gaps", "/en/search?text=a", "/en/compare", "/en/readiness", "/en/network", "/en/about",
		"/en/factors/" + keys[graph.KindFactor], "/en/factors/" + keys[graph.KindFactor] + "/brief",
		"/en/studies/" + keys[graph.KindStudy], "/en/reports/" + keys[graph.KindReport], "/en/samples/" + keys[graph.KindSample],
		"/en/phases/" + keys[graph.KindPhase], "/en/models/" + keys[graph.KindPhaseModel], "/en/findings/" + keys[graph.KindFinding],
	} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept-Encoding", "gzip") // set by hand, so that nothing is unpacked on the way
		resp, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		packed, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		text := string(packed)
		if resp.Header.Get("Content-Encoding") == "gzip" {
			in, err := gzip.NewReader(strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			whole, err := io.ReadAll(in)
			if err != nil {
				t.Fatal(err)
			}
			text = string(whole)
		}
		if resp.StatusCode != 200 || !strings.HasSuffix(strings.TrimSpace(text), "</html>") {
			t.Errorf("%s: status %d", path, resp.StatusCode)
		}
		if len(packed) > 100_000 {
			t.Errorf("%s: %d bytes, compressed", path, len(packed))
		}
	}
}
