package factors_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/exitgraph/exitgraph/web/pagestest"
)

// column reads one column of a file of the built-in dataset.
func column(t *testing.T, name, head string) []string {
	t.Helper()
	var values []string
	for _, row := range pagestest.File(t, name) {
		values = append(values, row[head])
	}
	return values
}

// walk reads a list to its end and gives the key and the findings of each row.
func walk(t *testing.T, s *pagestest.Site, address string) (keys []string, findings map[string]int) {
	t.Helper()
	findings = map[string]int{}
	for range 20 {
		p := s.Open(t, address)
		p.Find("table.factors tbody tr:not(.level)").Each(func(_ int, row *goquery.Selection) {
			href, _ := row.Find("th a").Attr("href")
			key := href[strings.LastIndex(href, "/")+1:]
			n, err := strconv.Atoi(strings.TrimSpace(row.Find("td").Last().Text()))
			if err != nil {
				t.Fatalf("%s: %v", key, err)
			}
			keys, findings[key] = append(keys, key), n
		})
		next, more := p.Find(`.pager a[rel="next"]`).Attr("href")
		if !more {
			return keys, findings
		}
		address = next
	}
	t.Fatal("the list does not end")
	return nil, nil
}

func TestEachFactorOfTheFileStandsOnceInEachOrder(t *testing.T) {
	s := pagestest.Builtin(t)
	all := column(t, "factors.csv", "id")
	slices.Sort(all)
	want := map[string]int{}
	for _, key := range column(t, "findings.csv", "factor_id") {
		want[key]++
	}
	for _, sort := range []string{"level", "name", "studies", "disagreement"} {
		keys, findings := walk(t, s, "/en/factors?sort="+sort)
		for _, key := range keys {
			if findings[key] != want[key] {
				t.Errorf("%s: %s has %d findings, the file has %d", sort, key, findings[key], want[key])
			}
		}
		slices.Sort(keys)
		expected := all
		if sort == "studies" || sort == "disagreement" {
			expected = slices.DeleteFunc(slices.Clone(all), func(key string) bool { return want[key] == 0 })
		}
		if !slices.Equal(keys, expected) {
			t.Errorf("%s: %d factors, want %d, each once", sort, len(keys), len(expected))
		}
	}
}

func TestAnOrderByStudiesIsOne(t *testing.T) {
	p := pagestest.Builtin(t).Open(t, "/it/factors?sort=studies")
	last := 1 << 30
	p.Find("table.factors tbody tr").Each(func(_ int, row *goquery.Selection) {
		n, err := strconv.Atoi(row.Find("td").Eq(1).Text())
		if err != nil || n > last {
			t.Errorf("a factor with %s studies comes after one with %d", row.Find("td").Eq(1).Text(), last)
		}
		last = n
	})
	if last == 1<<30 {
		t.Error("there is no row")
	}
}

func TestASearchFindsNamesInTheLanguageOfThePage(t *testing.T) {
	s := pagestest.Builtin(t)
	keys, _ := walk(t, s, "/it/factors?text=famiglia")
	if !slices.Contains(keys, "family") || slices.Contains(keys, "pregnancy") {
		t.Errorf("famiglia finds %v", keys)
	}
	p := s.Open(t, "/en/factors?text=zzzz")
	if p.Find("table").Length() != 0 || !slices.Contains(p.Links("main .empty a"), "/en/factors") {
		t.Error("a search for nothing does not lead back to all factors")
	}
}

func TestADownloadHasTheRowsOfThePage(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, address := range []string{"/en/factors", "/it/factors?sort=studies&level=RELATIONAL&country=NP"} {
		_, rows := s.Rows(t, address)
		if got, want := len(rows), s.Open(t, address).Find("tbody tr:not(.level)").Length(); got != want || want == 0 {
			t.Errorf("%s: %d rows, the page has %d", address, got, want)
		}
	}
}

func TestHostileRecordsStayTextInTheList(t *testing.T) {
	s := pagestest.Hostile(t)
	s.Open(t, "/en/factors").Inert(t)
	s.Open(t, "/it/factors?sort=disagreement").Inert(t)
}
