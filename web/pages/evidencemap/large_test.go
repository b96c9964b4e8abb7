package evidencemap_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/seed"
	"github.com/exitgraph/exitgraph/web/pagestest"
)

// large makes a world with so many more factors, over which the findings of the built-in
// data are spread ten times.
func large(t testing.TB, factors int) *pagestest.Site {
	t.Helper()
	d, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	levels := []graph.FactorLevel{"INDIVIDUAL", "RELATIONAL", "STRUCTURAL", "SOCIETAL"}
	records := d.Records
	for i := range factors {
		records = append(records, &graph.Factor{
			Key: fmt.Sprintf("invented-%05d", i), Label: graph.Text{{Lang: "en", Value: fmt.Sprintf("Invented factor %d", i)}},
			Level: levels[i%len(levels)], NamingBasis: "ADDED", Confidence: "LOW",
		})
	}
	at := 0
	for _, record := range d.Records {
		if found, ok := record.(*graph.Finding); ok {
			for range 10 {
				more := *found
				more.Key, more.Factor = fmt.Sprintf("invented-finding-%05d", at), fmt.Sprintf("invented-%05d", at*7%factors)
				records = append(records, &more)
				at++
			}
		}
	}
	return pagestest.Of(t, d.Release, records)
}

func TestAMapOfManyFactorsIsLightAndLosesNone(t *testing.T) {
	const factors = 430
	s := large(t, factors)
	seen := map[string]int{}
	address := "/en/map"
	for pages := 0; address != ""; pages++ {
		if pages > 10 {
			t.Fatal("the pages of the map do not end")
		}
		p := s.Open(t, address)
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		_, _ = w.Write([]byte(p.Body))
		_ = w.Close()
		if packed.Len() > 100_000 {
			t.Errorf("%s has %d bytes when compressed", address, packed.Len())
		}
		rows := p.Find("#map tbody th[scope=row] a")
		if rows.Length() == 0 || rows.Length() > 100 {
			t.Errorf("%s has %d rows", address, rows.Length())
		}
		rows.Each(func(_ int, a *goquery.Selection) {
			href, _ := a.Attr("href")
			seen[href]++
		})
		address, _ = p.Find(`a[rel="next"]`).Attr("href")
	}
	for href, times := range seen {
		if times != 1 {
			t.Errorf("%s stands in the map %d times", href, times)
		}
	}
	_, lines := s.Rows(t, "/en/map")
	if want := len(lines) / 7; len(seen) != want || len(seen) < factors {
		t.Errorf("the pages show %d factors, the download has %d", len(seen), want)
	}
}

func TestFactorsAreFoundByNameAndLevel(t *testing.T) {
	s := large(t, 430)
	p := s.Open(t, "/en/map?text=INVENTED+factor+42&level=STRUCTURAL")
	rows := p.Find("#map tbody th[scope=row] a")
	rows.Each(func(_ int, a *goquery.Selection) {
		if !strings.Contains(a.Text(), "factor 42") {
			t.Errorf("the name %q does not hold the text", a.Text())
		}
	})
	// 42, 422 and 426 are structural: every fourth, from 2.
	if rows.Length() != 3 {
		t.Errorf("%d factors are found, want 3", rows.Length())
	}
	if none := s.Open(t, "/en/map?text=nothing-is-called-so"); none.Find("#map").Length() != 0 || none.Find(".empty").Length() != 1 {
		t.Error("a text that no name holds leaves a map")
	}
}

func TestTextsOfTheDataDoNothingOnTheMap(t *testing.T) {
	s := pagestest.Hostile(t)
	for _, address := range []string{"/en/map", "/it/map?model=breakaway&sort=name&gaps=thin", "/en/map?text=%3Cscript%3E"} {
		p := s.Open(t, address)
		p.Inert(t)
	}
}

func BenchmarkMap(b *testing.B) {
	s := pagestest.Builtin(b)
	s.Get(b, "/en/map")
	b.ReportAllocs()
	for b.Loop() {
		s.Get(b, "/en/map")
	}
}

func BenchmarkLargeMap(b *testing.B) {
	s := large(b, 2000)
	s.Get(b, "/en/map")
	b.ReportAllocs()
	for b.Loop() {
		s.Get(b, "/en/map")
	}
}
