package pagestest_test

import (
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/web/pagestest"
)

func TestEveryLinkToAPlaceInAPageFindsThePlace(t *testing.T) {
	s := pagestest.Builtin(t)
	opened := map[string]*pagestest.Page{}
	open := func(address string) *pagestest.Page {
		if opened[address] == nil {
			opened[address] = s.Open(t, address)
		}
		return opened[address]
	}
	followed := 0
	for _, path := range []string{
		"", "map", "factors", "factors/family", "factors/family/brief", "findings", "findings/finding-014", "phases", "phases/baker-initial-exit",
		"models/baker-integrated", "studies", "studies/hickle-2017", "reports", "reports/ferrari-2021", "samples", "samples/hickle-2017-sample",
		"contradictions", "gaps", "gaps?row=family", "compare?a-setting=INDOOR&b-setting=OUTDOOR", "readiness", "network", "search?text=stigma", "glossary", "about", "api",
	} {
		for _, address := range pagestest.In(path) {
			for _, link := range open(address).Find(`a[href*="#"]`).EachIter() {
				at, place, _ := strings.Cut(link.AttrOr("href", ""), "#")
				if at == "" {
					at = address
				}
				if !strings.HasPrefix(at, "/") {
					continue
				}
				followed++
				if open(at).Find(`[id="`+place+`"]`).Length() != 1 {
					t.Errorf("%s: there is no #%s in %s", address, place, at)
				}
			}
		}
	}
	if followed < 100 {
		t.Errorf("only %d links were followed", followed)
	}
}
