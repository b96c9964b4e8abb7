package network_test

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/exitgraph/exitgraph/web/pagestest"
)

const linkRows = "table:has(#links-caption) tbody tr"

// answer is what the download of this page, and that of the findings, hold.
type answer struct {
	Data struct {
		EvidenceMatrix struct {
			Cells []struct {
				Counts struct {
					Studies   int
					ByValence []struct{ Studies int }
				}
			}
		}
		Neighbourhood struct {
			Nodes     []struct{ Key string }
			Edges     []struct{ Kind, FromKey, ToKey string }
			Truncated bool
		}
		InAll struct{ Total struct{ Studies int } }
	}
}

func download(t *testing.T, s *pagestest.Site, address string) answer {
	t.Helper()
	with := "?"
	if strings.Contains(address, "?") {
		with = "&"
	}
	p := s.Get(t, address+with+"format=json")
	var a answer
	if err := json.Unmarshal([]byte(p.Body), &a); err != nil || p.Status != http.StatusOK {
		t.Fatalf("%s: status %d, %v", address, p.Status, err)
	}
	return a
}

func TestAPairHasOneLinkForEachDirectionAndCountsTheStudiesBehindIt(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, least := range []int{1, 2, 3, 5} {
		address := "/en/network?studies=" + strconv.Itoa(least)
		p, want := s.Open(t, address), 0
		for _, cell := range download(t, s, address).Data.EvidenceMatrix.Cells {
			for _, side := range cell.Counts.ByValence {
				if cell.Counts.Studies >= least && side.Studies > 0 {
					want++
				}
			}
		}
		rows := p.Find(linkRows)
		if _, listed := s.Rows(t, address); rows.Length() != want || len(listed) != want {
			t.Errorf("%s: %d links, want %d", address, rows.Length(), want)
		}
		if least == 1 {
			continue // the links of the others are among these
		}
		rows.Each(func(_ int, row *goquery.Selection) {
			link := row.Find("td.number a")
			href, _ := link.Attr("href")
			shown, _, _ := strings.Cut(link.Text(), " ")
			if got := strconv.Itoa(download(t, s, href).Data.InAll.Total.Studies); got != shown {
				t.Errorf("a link counts %s studies, and %s has %s", shown, href, got)
			}
		})
	}
}

func TestTheNeighbourhoodIsToldWhole(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, address := range []string{"/en/network?node=family", "/it/network?node=baker-reentry", "/en/network?node=hickle-2017&depth=2", "/it/network?node=finding-010&depth=2"} {
		p, a := s.Open(t, address), download(t, s, address).Data.Neighbourhood
		if got := p.Find(linkRows).Length(); got != len(a.Edges) || got == 0 {
			t.Errorf("%s: %d links are shown, and the engine tells %d", address, got, len(a.Edges))
		}
		if got := p.Find("table:has(#records-caption) tbody tr").Length(); got != len(a.Nodes) {
			t.Errorf("%s: %d records are shown, and the engine tells %d", address, got, len(a.Nodes))
		}
		if told := p.Find(".notice-warning").Length() > 0; told != a.Truncated {
			t.Errorf("%s: truncated is %t, and the page says so: %t", address, a.Truncated, told)
		}
		if _, listed := s.Rows(t, address); len(listed) != len(a.Edges) {
			t.Errorf("%s: %d rows as CSV, and %d links", address, len(listed), len(a.Edges))
		}
	}
	if !download(t, s, "/en/network?node=hickle-2017&depth=2").Data.Neighbourhood.Truncated {
		t.Error("no neighbourhood here is cut, so that what is said of it is not tried")
	}
}

func TestEveryLinkLeadsSomewhere(t *testing.T) {
	s := pagestest.Builtin(t)
	seen := map[string]bool{}
	for _, address := range []string{"/en/network", "/it/network?studies=1", "/it/network?node=family&depth=2", "/en/network?text=family", "/en/network?node=hickle-2017"} {
		for _, link := range s.Open(t, address).Links("main a") {
			if seen[link] {
				continue
			}
			seen[link] = true
			if p := s.Get(t, link); p.Status != http.StatusOK {
				t.Errorf("%s links to %s, which has status %d", address, link, p.Status)
			}
		}
	}
}

func TestAnUnknownRecordIsNotFoundAndTheNearestAreNamed(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, lang := range []string{"en", "it"} {
		p := s.Get(t, "/"+lang+"/network?node=famly")
		if p.Status != http.StatusNotFound {
			t.Fatalf("status %d", p.Status)
		}
		if links := strings.Join(p.Links("main a"), " "); !strings.Contains(links, "/"+lang+"/network?node=family") {
			t.Errorf("the page proposes %s", links)
		}
	}
}

func TestASearchOffersRecordsToStartFrom(t *testing.T) {
	s := pagestest.Builtin(t)
	hits := s.Open(t, "/en/network?text=family").Links(`section[aria-labelledby="hits-title"] a`)
	if len(hits) == 0 {
		t.Fatal("nothing is found")
	}
	for _, hit := range hits {
		if !strings.HasPrefix(hit, "/en/network?node=") {
			t.Errorf("a hit leads to %s", hit)
		}
	}
	if p := s.Open(t, "/en/network?text=xyzzyqq"); p.Find(`section[aria-labelledby="hits-title"] .empty`).Length() != 1 {
		t.Error("that nothing is found is not said")
	}
}

func TestHostileRecordsStayText(t *testing.T) {
	s := pagestest.Hostile(t)
	for _, address := range []string{"/en/network", "/it/network?studies=1", "/en/network?node=family&depth=2", "/it/network?node=hickle-2017&depth=2"} {
		s.Open(t, address).Inert(t)
	}
}
