package pages_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/exitgraph/exitgraph/web/webtest"
)

// neutral is a site to leave to.
func neutral(t *testing.T) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Referer() != "" {
			t.Errorf("the neutral site is told where the reader comes from: %s", r.Referer())
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(`<!doctype html><html lang="en"><title>Weather</title><link rel="icon" href="data:,"><h1>Weather</h1></html>`))
	}))
	t.Cleanup(s.Close)
	return s
}

const weather = `document.title === "Weather" && document.readyState === "complete"`

func TestThreeTimesEscLeavesThePageAndItsPlaceInTheHistory(t *testing.T) {
	weatherSite := neutral(t)
	s := builtin(t, weatherSite.URL+"/")
	tab := webtest.Open(t, webtest.Settings{}, weatherSite.URL+"/before")
	tab.Go(s.URL + "/en/factors/family")
	length := webtest.Eval[int](tab, "history.length")
	tab.Press("Escape", "Escape")
	if tab.URL() != s.URL+"/en/factors/family" {
		t.Fatalf("two presses lead to %s", tab.URL())
	}
	// Another key starts the count anew, so that no pause on the way matters.
	tab.Press("x", "Escape", "Escape", "Escape")
	tab.WaitFor(weather)
	if tab.URL() != weatherSite.URL+"/" {
		t.Errorf("the exit leads to %s", tab.URL())
	}
	if got := webtest.Eval[int](tab, "history.length"); got != length {
		t.Errorf("the history has %d entries, and had %d", got, length)
	}
	webtest.Eval[bool](tab, "(history.back(), true)")
	tab.WaitFor(weather + ` && location.pathname === "/before"`)
}

func TestTheExitWorksByClickAndFromAField(t *testing.T) {
	weatherSite := neutral(t)
	s := builtin(t, weatherSite.URL+"/")
	for name, leave := range map[string]func(*webtest.Tab){
		"by click": func(tab *webtest.Tab) { tab.Click(".leave-link") },
		"from a field": func(tab *webtest.Tab) {
			tab.Click("#top-search")
			tab.Type("fam")
			tab.Press("Escape", "Escape", "Escape")
		},
	} {
		tab := webtest.Open(t, webtest.Settings{Width: 360}, s.URL+"/it/map")
		leave(tab)
		tab.WaitFor(weather)
		tab.NoStorage()
		t.Log(name)
	}
}

func TestTheExitIsALinkThatWorksWithoutScripts(t *testing.T) {
	weatherSite := neutral(t)
	s := builtin(t, weatherSite.URL+"/")
	for _, lang := range languages {
		for _, page := range everyPage(t, lang) {
			t.Run(lang+" "+page.name, func(t *testing.T) {
				tab := webtest.New(t, webtest.Settings{NoScript: true})
				tab.Go(s.URL + page.path)
				if tab.Count(`a.leave-link[href="/leave"]`) != 1 {
					t.Errorf("%s has no quick exit", page.path)
				}
			})
		}
	}
	tab := webtest.Open(t, webtest.Settings{NoScript: true}, s.URL+"/en/")
	tab.Follow(func() { tab.Click(".leave-link") })
	if tab.URL() != weatherSite.URL+"/" {
		t.Errorf("the link leads to %s", tab.URL())
	}
}
