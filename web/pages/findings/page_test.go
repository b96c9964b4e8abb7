package findings_test

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/exitgraph/exitgraph/web/pagestest"
)

// total gives how many findings an address shows in all.
func total(t *testing.T, s *pagestest.Site, address string) int {
	t.Helper()
	var b struct {
		Data struct{ Findings struct{ TotalCount int } }
	}
	p := s.Get(t, address+"&format=json")
	if err := json.Unmarshal([]byte(p.Body), &b); err != nil || p.Status != 200 {
		t.Fatalf("%s: status %d, %v", address, p.Status, err)
	}
	return b.Data.Findings.TotalCount
}

func TestEachParameterFindsWhatTheFilesOfTheDatasetSay(t *testing.T) {
	s := pagestest.Builtin(t)
	level := map[string]string{}
	for _, factor := range pagestest.File(t, "factors.csv") {
		level[factor["id"]] = factor["level"]
	}
	// turned is the valence from the side of the factor.
	turned := func(row map[string]string) string {
		if row["factor_state"] == "ABSENCE" {
			switch row["valence"] {
			case "HINDERING":
				return "FACILITATING"
			case "FACILITATING":
				return "HINDERING"
			}
		}
		return row["valence"]
	}
	want := map[string]int{}
	for _, row := range pagestest.File(t, "findings.csv") {
		want["factor="+row["factor_id"]]++
		want["report="+row["report_id"]]++
		want["level="+level[row["factor_id"]]]++
		want["state="+row["factor_state"]]++
		want["valence="+turned(row)]++
		if row["study_id"] != "" {
			want["study="+row["study_id"]]++
		}
		if row["phase_id"] == "" {
			want["unplaced=yes"]++
		} else if strings.HasPrefix(row["phase_id"], "baker-") {
			want["model=baker-integrated"]++
		}
		if row["phase_id"] == "baker-reentry" {
			want["direct=yes&phase=baker-reentry"]++
			want["valence="+turned(row)+"&phase=baker-reentry&factor="+row["factor_id"]]++
		}
	}
	for query, count := range want {
		if got := total(t, s, "/en/findings?"+query); got != count {
			t.Errorf("%s: %d findings, the files have %d", query, got, count)
		}
	}
}

func TestThePagesOfTheListHoldEachFindingOnce(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, query := range []string{"", "?level=RELATIONAL"} {
		address, last, seen := "/it/findings"+query, "", map[string]int{}
		for pages := 0; address != ""; pages++ {
			if pages > 20 {
				t.Fatal("the pages of the list do not end")
			}
			p := s.Open(t, address)
			p.Find("article.finding").Each(func(_ int, e *goquery.Selection) {
				id, _ := e.Attr("id")
				seen[id]++
			})
			last = address
			address, _ = p.Find(`a[rel="next"]`).Attr("href")
		}
		for id, times := range seen {
			if times != 1 {
				t.Errorf("%s stands in the list %d times", id, times)
			}
		}
		if want := total(t, s, "/it/findings?"+strings.TrimPrefix(query, "?")); len(seen) != want {
			t.Errorf("%q: the pages hold %d findings of %d", query, len(seen), want)
		}
		before, _ := s.Open(t, last).Find(`a[rel="prev"]`).Attr("href")
		if got := s.Open(t, before).Find("article.finding").Length(); got != 25 {
			t.Errorf("the page before the last has %d findings", got)
		}
	}
}

func TestTheDownloadsHoldWhatThePageShows(t *testing.T) {
	s := pagestest.Builtin(t)
	const address = "/it/findings?level=STRUCTURAL&valence=HINDERING"
	p := s.Open(t, address)
	var shown []string
	p.Find("article.finding").Each(func(_ int, e *goquery.Selection) {
		id, _ := e.Attr("id")
		shown = append(shown, strings.TrimPrefix(id, "finding-finding-"))
	})
	_, lines := s.Rows(t, address)
	var listed []string
	for _, line := range lines {
		listed = append(listed, strings.TrimPrefix(line[0], "finding-"))
	}
	if len(shown) == 0 || !slices.Equal(shown, listed) {
		t.Errorf("the page shows %v, the file has %v", shown, listed)
	}
	asked, _ := p.Find(".tools a[href*='/api?']").Attr("href")
	u, err := url.Parse(asked)
	if err != nil {
		t.Fatal(err)
	}
	var variables map[string]any
	in := json.NewDecoder(strings.NewReader(u.Query().Get("variables")))
	in.UseNumber()
	if err := in.Decode(&variables); err != nil {
		t.Fatal(err)
	}
	if got, want := s.Get(t, address+"&format=json").Body, s.JSON(t, u.Query().Get("query"), variables); got != want {
		t.Errorf("the download is not what the engine answers:\n%.300s\n%.300s", got, want)
	}
}

func TestTheNumbersByDirectionLeadToTheirFindings(t *testing.T) {
	s := pagestest.Builtin(t)
	links := s.Open(t, "/en/findings?level=RELATIONAL").Find(".findings-values a")
	if links.Length() != 4 {
		t.Fatalf("%d directions, want four", links.Length())
	}
	links.Each(func(_ int, a *goquery.Selection) {
		href, _ := a.Attr("href")
		want, _ := strconv.Atoi(a.Find(".number").Text())
		if got := total(t, s, href); got != want {
			t.Errorf("%s has %d findings, the link says %d", href, got, want)
		}
	})
}

func TestAListWithoutFindingsSaysWhichFilterToTakeAway(t *testing.T) {
	s := pagestest.Builtin(t)
	p := s.Open(t, "/en/findings?factor=spirituality&phase=baker-immersion&state=ABSENCE")
	links := p.Links(".empty a")
	if len(links) != 3 || p.Find("article.finding").Length() != 0 {
		t.Fatalf("links %v", links)
	}
	for _, link := range links {
		if s.Get(t, link).Status != 200 {
			t.Errorf("%s leads nowhere", link)
		}
	}
	if links[0] == p.Address || strings.Contains(links[0], "factor=") {
		t.Errorf("%s still has the factor", links[0])
	}
}

func TestWhatIsNotThereIsSaidWithWhatMayHaveBeenMeant(t *testing.T) {
	s := pagestest.Builtin(t)
	for address, want := range map[string]struct {
		status int
		near   string
	}{
		"/en/findings?factor=spiritualty":   {404, "spirituality"},
		"/en/findings?phase=baker-reentri":  {404, "baker-reentri"},
		"/en/findings?valence=HINDERNG":     {400, "HINDERING"},
		"/en/findings?vallence=HINDERING":   {400, "valence"},
		"/en/findings?after=x&before=y":     {400, ""},
		"/en/findings?unplaced=perhaps":     {400, ""},
		"/en/findings?sample=no-such-thing": {404, ""},
	} {
		p := s.Get(t, address)
		if p.Status != want.status || !strings.Contains(p.Body, want.near) {
			t.Errorf("%s: status %d, want %d with %q\n%s", address, p.Status, want.status, want.near, p.Text("main"))
		}
	}
}

func TestChipsNameWhatIsChosenAndTakeItAway(t *testing.T) {
	p := pagestest.Builtin(t).Open(t, "/it/findings?factor=spirituality&unplaced=yes&state=PRESENCE&country=US")
	chips := p.Text(".chips")
	for _, want := range []string{"Spiritualità", "in nessuna fase", "presenza", "Stati Uniti"} {
		if !strings.Contains(chips, want) {
			t.Errorf("chips say %q, without %q", chips, want)
		}
	}
	if links := p.Links(".chip"); len(links) != 4 {
		t.Errorf("%d chips, want 4: %v", len(links), links)
	}
}

func TestTextsOfTheDataDoNothingInTheList(t *testing.T) {
	s := pagestest.Hostile(t)
	for _, address := range []string{"/en/findings", "/it/findings?factor=spirituality&study=hickle-2017&report=ferrari-2021&sample=hickle-2017-sample"} {
		s.Open(t, address).Inert(t)
	}
}

func TestEveryLinkOfTheListLeadsToAPage(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, link := range s.Open(t, "/en/findings?level=SOCIETAL&phase=baker-final-exit").Links("main a:not(.tools a)") {
		if strings.Contains(link, "/api?") {
			continue // the page on which documents are asked has tests of its own
		}
		if p := s.Get(t, link); p.Status != 200 {
			t.Errorf("%s answers %d", link, p.Status)
		}
	}
}

func TestACellSaysWhatMakesItsEvidenceThin(t *testing.T) {
	s := pagestest.Builtin(t)
	const cell = "factor=substance-use&phase=baker-reentry"
	body := s.JSON(t, `{ gaps { row { key } column { key } kinds } }`, nil)
	var whole struct {
		Data struct {
			Gaps []struct {
				Row, Column struct{ Key string }
				Kinds       []string
			}
		}
	}
	if err := json.Unmarshal([]byte(body), &whole); err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, gap := range whole.Data.Gaps {
		if gap.Row.Key == "substance-use" && gap.Column.Key == "baker-reentry" {
			kinds = gap.Kinds
		}
	}
	if len(kinds) == 0 {
		t.Fatal("the engine has no gap in the cell: choose another")
	}
	if got := s.Open(t, "/en/findings?"+cell).Find(".tag-gap").Length(); got != len(kinds) {
		t.Errorf("%d kinds are named, the engine has %v", got, kinds)
	}
	if s.Open(t, "/en/findings?"+cell+"&valence=HINDERING").Find(".tag-gap").Length() != 0 {
		t.Error("a part of a cell is said to have the gaps of the whole")
	}
}
