package pages_test

import (
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/web/webtest"
)

// readers are the ways in which every page is looked at by axe, in both languages.
var readers = map[string]webtest.Settings{
	"light":                          {},
	"dark and narrow":                {Width: 320, Dark: true, ReducedMotion: true},
	"twice as large":                 {Zoom: 200},
	"with the colours of the system": {ForcedColors: true},
}

func TestEveryPageServesEveryReader(t *testing.T) {
	s := builtin(t, "https://neutral.example/")
	for name, settings := range readers {
		for _, lang := range languages {
			settings := settings
			settings.Language = lang
			t.Run(name+" "+lang, func(t *testing.T) {
				t.Parallel()
				tab := webtest.New(t, settings)
				for _, page := range everyPage(t, lang) {
					t.Run(page.name, func(t *testing.T) {
						tab := tab.For(t)
						if page.status() != 200 {
							// The browser tells of such an answer itself, as an error of the console.
							tab = webtest.New(t, settings)
						}
						if status := tab.Go(s.URL + page.path); status != page.status() {
							t.Fatalf("status %d", status)
						}
						tab.WaitFor(islandsStand)
						tab.Settle()
						if got := webtest.Eval[string](tab, "document.documentElement.lang"); got != lang {
							t.Errorf("the page says that it is in %q", got)
						}
						if strings.Contains(tab.HTML(), "⟦") {
							t.Error("words are missing")
						}
						tab.NoHorizontalScroll()
						tab.TargetSizes(24)
						tab.Axe()
					})
				}
				tab.NoOtherOrigin()
				tab.NoStorage()
				tab.NoConsoleErrors()
			})
		}
	}
}

func TestEveryPageIsWholeWithoutScriptsAndLight(t *testing.T) {
	s := builtin(t, "https://neutral.example/")
	for _, lang := range languages {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			with := webtest.New(t, webtest.Settings{Language: lang})
			for _, page := range everyPage(t, lang) {
				t.Run(page.name, func(t *testing.T) {
					// A tab of its own, so that its cache is empty.
					without := webtest.New(t, webtest.Settings{Language: lang, NoScript: true})
					if status := without.Go(s.URL + page.path); status != page.status() {
						t.Fatalf("status %d", status)
					}
					if page.status() == 200 {
						without.Budget(100_000, 5)
					}
					without.NoOtherOrigin()
					with := with.For(t)
					with.Go(s.URL + page.path)
					with.WaitFor(islandsStand)
					for _, what := range []string{"a", "h2", "li", "td", "input", "select"} {
						// What islands add, they add to what is there.
						what = "main " + what + ":not(#network *, #graphiql *)"
						if got, want := without.Count(what), with.Count(what); got < want {
							t.Errorf("without scripts there are %d of %q, with them %d", got, what, want)
						}
					}
				})
			}
		})
	}
}
