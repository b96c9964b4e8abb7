package brief_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/exitgraph/exitgraph/web/pagestest"
)

// factors are those with most findings in the built-in data.
var factors = []string{"stigma-labelling", "social-support", "labour-market-access", "professionals", "family"}

// A brief holds every finding of the page of its factor, each with the number of a
// reference that the list has, and says so where it leaves any out.
func TestABriefLeavesNothingOutSilently(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, key := range factors {
		p, page := s.Open(t, "/en/factors/"+key+"/brief"), s.Open(t, "/en/factors/"+key)
		want := page.Find("article.finding").Length()
		if got := p.Find(".brief-side li").Length(); got != want || p.Find(".brief-left").Length() > 0 {
			t.Errorf("%s: the brief has %d findings, the page %d", key, got, want)
		}
		p.Find(".brief-side li").Each(func(_ int, finding *goquery.Selection) {
			href, _ := finding.Find("a").Attr("href")
			if p.Find("li"+href).Length() != 1 {
				t.Errorf("%s: a finding refers to %q, which is no reference", key, href)
			}
		})
		for _, number := range p.Find(".brief-sources li").EachIter() {
			if number.Text() == "" {
				t.Errorf("%s: a reference is empty", key)
			}
		}
		if got, want := p.Find(".brief-sources li").Length(), page.Find(".references li").Length(); got != want {
			t.Errorf("%s: the brief has %d references, the page %d", key, got, want)
		}
	}
}

// References are numbered in the order in which findings name them.
func TestReferencesAreNumberedInTheOrderOfTheirUse(t *testing.T) {
	p := pagestest.Builtin(t).Open(t, "/en/factors/stigma-labelling/brief")
	highest := 0
	p.Find(".brief-side li a").Each(func(_ int, a *goquery.Selection) {
		n, err := strconv.Atoi(strings.Trim(a.Text(), "[]"))
		if err != nil || n > highest+1 {
			t.Errorf("after %d references comes %s", highest, a.Text())
		}
		highest = max(highest, n)
	})
	if highest == 0 {
		t.Error("no finding has a reference")
	}
}

func TestTheFilesHoldEachReferenceOnce(t *testing.T) {
	s := pagestest.Builtin(t)
	p := s.Open(t, "/it/factors/family/brief")
	want := p.Find(".brief-sources li").Length()
	for format, begin := range map[string]string{"ris": "TY  - ", "bibtex": "@"} {
		file := s.Get(t, "/it/factors/family/brief?format="+format)
		got := 0
		for line := range strings.Lines(file.Body) {
			if strings.HasPrefix(line, begin) {
				got++
			}
		}
		if file.Status != 200 || got != want {
			t.Errorf("%s: status %d, %d references, the brief has %d", format, file.Status, got, want)
		}
	}
}

func TestEveryLinkOfABriefLeadsSomewhere(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, address := range []string{"/en/factors/family/brief", "/it/factors/stigma-labelling/brief?route=NATIONAL"} {
		for _, link := range s.Open(t, address).Links("a") {
			if got := s.Get(t, link).Status; got != 200 && link != "/leave" {
				t.Errorf("%s links to %s, which answers %d", address, link, got)
			}
		}
	}
}

func TestABriefOfNoFactorSaysSo(t *testing.T) {
	p := pagestest.Builtin(t).Get(t, "/en/factors/familly/brief")
	if p.Status != 404 || len(p.Links(`main a[href*="family"]`)) == 0 {
		t.Errorf("status %d, and no link to what may have been meant", p.Status)
	}
}

func TestHostileRecordsStayTextInABrief(t *testing.T) {
	s := pagestest.Hostile(t)
	for _, key := range factors {
		s.Open(t, "/en/factors/"+key+"/brief").Inert(t)
		s.Open(t, "/it/factors/"+key).Inert(t)
	}
}
