package pages_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/seed"
)

func TestAStoreThatFailsGivesAWholePageThatSaysSo(t *testing.T) {
	data, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	inner, err := memstore.New(data.Release, data.Records)
	if err != nil {
		t.Fatal(err)
	}
	faulty := storetest.NewFaulty(inner)
	s := over(t, faulty, "https://neutral.example/")
	failed := 0
	for _, page := range everyPage(t, "en") {
		for _, verb := range []storetest.Verb{storetest.Get, storetest.Find, storetest.Expand, storetest.Tally, storetest.Search, storetest.Trace} {
			for _, call := range []int{1, 2, 5} {
				faulty.Set(storetest.Fault{Verb: verb, Call: call, Err: &graph.Error{Kind: graph.Unavailable, Err: errors.New("secret words of a database")}})
				got := fetch(t, s.URL+page.path)
				text := string(got.body)
				if !strings.HasSuffix(strings.TrimSpace(text), "</html>") || strings.Contains(text, "secret words") {
					t.Errorf("%s, when %s fails: not whole, or it tells too much", page.path, verb)
				}
				switch got.status {
				case page.status():
				case http.StatusServiceUnavailable:
					failed++
					if got.header.Get("Retry-After") == "" || !strings.Contains(text, "cannot be read just now") {
						t.Errorf("%s, when %s fails: the page does not say what to do", page.path, verb)
					}
				default:
					t.Errorf("%s, when %s fails: status %d", page.path, verb, got.status)
				}
			}
		}
	}
	if failed < 20 {
		t.Errorf("only %d pages met a fault", failed)
	}
}

func TestBrokenAndHostileQueriesGetAPageThatHelps(t *testing.T) {
	s := builtin(t, "https://neutral.example/")
	for _, page := range everyPage(t, "en") {
		if page.status() != 200 {
			continue
		}
		for _, query := range []string{
			"%", "%zz=1", "a=%ff", "x=" + strings.Repeat("a", 4000), "setting=%3Cscript%3Ealert(1)%3C/script%3E",
			"after=%00", "format=exe", "format=csv&format=json", "unit=studies&unit=findings&seting=INDOOR", ";=;", "&&==&&",
			"%3Cimg%20src=x%20onerror=alert(1)%3E=1", strings.Repeat("a=1&", 500),
		} {
			path, _, _ := strings.Cut(page.path, "?")
			got := fetch(t, s.URL+path+"?"+query)
			text := string(got.body)
			if got.status != 200 && got.status != 400 || !strings.HasSuffix(strings.TrimSpace(text), "</html>") {
				t.Errorf("%s?%.60s: status %d", page.path, query, got.status)
			}
			if strings.Contains(text, "<script>alert") || strings.Contains(text, "<img src=x") {
				t.Errorf("%s?%.60s: the query became a part of the page", page.path, query)
			}
		}
	}
}
