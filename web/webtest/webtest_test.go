package webtest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"testing"
)

func TestMain(m *testing.M) { os.Exit(Main(m)) }

// serve answers paths with pages that have a title and an icon, and everything else
// with 404.
func serve(t *testing.T, pages map[string]string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page, ok := pages[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "default-src 'none'; img-src 'self' data: http:; style-src 'self' 'sha256-none'; script-src 'self'")
		fmt.Fprintf(w, `<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content="width=device-width"><title>A page</title><link rel=icon href="data:,">%s`, page)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// reports collects what a test is told instead of failing it.
type reports struct {
	testing.TB
	errors, fatal, logs []string
}

func (r *reports) Helper()                   {}
func (r *reports) Error(args ...any)         { r.errors = append(r.errors, fmt.Sprint(args...)) }
func (r *reports) Errorf(f string, a ...any) { r.errors = append(r.errors, fmt.Sprintf(f, a...)) }
func (r *reports) Logf(f string, a ...any)   { r.logs = append(r.logs, fmt.Sprintf(f, a...)) }
func (r *reports) Fatal(args ...any) {
	r.fatal = append(r.fatal, fmt.Sprint(args...))
	runtime.Goexit()
}
func (r *reports) Fatalf(f string, a ...any) { r.Fatal(fmt.Sprintf(f, a...)) }

// judged gives what a judgement on a tab reports.
func judged(t *testing.T, tab *Tab, judge func(*Tab)) *reports {
	t.Helper()
	r := &reports{TB: t}
	done := make(chan struct{})
	go func() {
		defer close(done)
		judge(tab.For(r))
	}()
	<-done
	return r
}

// expect compares reports with what they must hold, one part each; none is none.
func expect(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: got %d reports, want %d: %q", what, len(got), len(want), got)
		return
	}
	for i, part := range want {
		if !strings.Contains(got[i], part) {
			t.Errorf("%s: got %q, which does not hold %q", what, got[i], part)
		}
	}
}

func TestRequestsToAnotherOriginAreReported(t *testing.T) {
	other := serve(t, map[string]string{})
	url := serve(t, map[string]string{
		"/":    `<h1>x</h1><img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><img alt="" src="/own">`,
		"/out": `<h1>x</h1><img alt="" src="` + other + `/pixel"><img alt="" src="http://elsewhere.example/x">`,
	})
	expect(t, "own", judged(t, Open(t, Settings{}, url), (*Tab).NoOtherOrigin).errors)
	expect(t, "others", judged(t, Open(t, Settings{}, url+"/out"), (*Tab).NoOtherOrigin).errors, other+"/pixel", "http://elsewhere.example/x")
}

func TestComplaintsOfTheConsoleAreReported(t *testing.T) {
	url := serve(t, map[string]string{"/": `<h1>x</h1>`, "/bad": `<h1>x</h1><script>document.title = "ran"</script>`})
	expect(t, "good", judged(t, Open(t, Settings{}, url), (*Tab).NoConsoleErrors).errors)
	got := judged(t, Open(t, Settings{}, url+"/bad"), (*Tab).NoConsoleErrors).errors
	expect(t, "bad", got, "Executing inline script violates", "script-src-elem refused kInlineViolation")
}

func TestAPageOverItsBudgetIsReportedWithWhatItAsked(t *testing.T) {
	url := serve(t, map[string]string{"/": `<h1>x</h1><img alt="" src="/picture">` + strings.Repeat("text ", 1000), "/picture": strings.Repeat("x", 2000)})
	tab := Open(t, Settings{}, url+"/")
	expect(t, "enough", judged(t, tab, func(tab *Tab) { tab.Budget(9000, 2) }).errors)
	expect(t, "bytes", judged(t, tab, func(tab *Tab) { tab.Budget(6000, 2) }).errors, "Image "+url+"/picture")
	expect(t, "requests", judged(t, tab, func(tab *Tab) { tab.Budget(9000, 1) }).errors, "and 2 requests, more than 9000 and 1")
}

func TestWhatAPageStoresIsReported(t *testing.T) {
	url := serve(t, map[string]string{"/": `<h1>x</h1>`})
	tab := Open(t, Settings{}, url)
	expect(t, "nothing", judged(t, tab, func(tab *Tab) { tab.NoStorage() }).errors)
	Eval[bool](tab, `document.cookie = "c=1", localStorage.setItem("theme", "dark"), sessionStorage.setItem("s", "1"), true`)
	expect(t, "all", judged(t, tab, func(tab *Tab) { tab.NoStorage("theme") }).errors, `a cookie: "c"`, `in sessionStorage: "s"`)
	expect(t, "theme too", judged(t, tab, func(tab *Tab) { tab.NoStorage("s", "c") }).errors, `a cookie: "c"`, `in localStorage: "theme"`)
}

func TestAPageWiderThanItsWindowIsReported(t *testing.T) {
	wide := `<pre id=long>` + strings.Repeat("x", 200) + `</pre>`
	url := serve(t, map[string]string{
		"/": `<h1>x</h1><p>text`, "/wide": wide, "/box": `<div id=box>` + wide + `</div>`, "/far": `<p id=far>text`,
	})
	narrow := Settings{Width: 360}
	expect(t, "fits", judged(t, Open(t, narrow, url), (*Tab).NoHorizontalScroll).errors)
	tab := Open(t, narrow, url+"/wide")
	Eval[bool](tab, `document.querySelector("pre").style.width = "900px", true`)
	expect(t, "wide", judged(t, tab, (*Tab).NoHorizontalScroll).errors, "<pre id=long>")
	// Hiding what does not fit does not make it fit.
	Eval[bool](tab, `document.body.style.overflowX = "hidden", true`)
	expect(t, "hidden", judged(t, tab, (*Tab).NoHorizontalScroll).errors, "<pre id=long>")
	tab = Open(t, narrow, url+"/box")
	Eval[bool](tab, `document.querySelector("#box").style.overflowX = "auto", true`)
	expect(t, "in a box", judged(t, tab, (*Tab).NoHorizontalScroll).errors)
	// A box does not hold what is placed in the page around it, however small.
	Eval[bool](tab, `document.querySelector("#box").insertAdjacentHTML("beforeend", "<span id=hidden>x</span>"), true`)
	Eval[bool](tab, `document.querySelector("#hidden").style.cssText = "position: absolute; left: 700px; width: 1px; height: 1px; overflow: hidden", true`)
	expect(t, "out of a box", judged(t, tab, (*Tab).NoHorizontalScroll).errors, "<span id=hidden>")
	tab = Open(t, Settings{Width: 800, Zoom: 200}, url+"/far")
	Eval[bool](tab, `document.querySelector("#far").style.width = "500px", true`)
	expect(t, "zoomed", judged(t, tab, (*Tab).NoHorizontalScroll).errors, "<p id=far>")
}

func TestSmallTargetsAreReported(t *testing.T) {
	url := serve(t, map[string]string{"/": `<h1>x</h1>
		<p>A <a href=#>link</a> in a sentence.</p><p><a href=# id=alone>alone</a></p>
		<p><a href=# id=first>one</a> <a href=# id=second>two</a></p>
		<button id=big>A button of some size</button><label for=box>A label that is long</label><input type=checkbox id=box>`})
	tab := Open(t, Settings{}, url)
	Eval[bool](tab, `document.querySelectorAll("button, label").forEach((e) => e.style.cssText = "display: inline-block; height: 40px"), true`)
	got := judged(t, tab, func(tab *Tab) { tab.TargetSizes(24) }).errors
	expect(t, "24", got, `<a id=alone> "alone"`, "<a id=first>", "<a id=second>")
	expect(t, "44", judged(t, tab, func(tab *Tab) { tab.TargetSizes(44) }).errors, "id=alone", "id=first", "id=second", "id=big", "id=box")
	expect(t, "10", judged(t, tab, func(tab *Tab) { tab.TargetSizes(10) }).errors)
	Eval[bool](tab, `(document.querySelector("#alone").style.cssText = "position: absolute; z-index: -1", true)`)
	expect(t, "below its surroundings", judged(t, tab, func(tab *Tab) { tab.TargetSizes(24) }).errors, "id=first", "id=second")
}

func TestALinkThatCoversItsCardIsAsLargeAsTheCard(t *testing.T) {
	url := serve(t, map[string]string{"/": `<h1>x</h1><div id=card><h2><a href=# id=link>link</a></h2><p>text</p></div>`})
	tab := Open(t, Settings{}, url)
	small := func() []string { return judged(t, tab, func(tab *Tab) { tab.TargetSizes(44) }).errors }
	expect(t, "alone", small(), "<a id=link>")
	Eval[bool](tab, `(() => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync("#card { position: relative } #link::after { content: ''; position: absolute; inset: 0 }");
		document.adoptedStyleSheets = [sheet];
		return true;
	})()`)
	expect(t, "over the card", small())
}

func TestTheWayByTabIsToldAndEndsWhereNothingIsLeft(t *testing.T) {
	url := serve(t, map[string]string{"/": `<h1>x</h1><a href=/map>Map</a><button>Leave</button>`, "/map": `<h1>Map</h1>`})
	tab := Open(t, Settings{}, url)
	if way := fmt.Sprint(tab.TabTo("button", "Leave")); way != `[link "Map" button "Leave"]` {
		t.Errorf("the way was %s", way)
	}
	tab.Press("Shift+Tab")
	if status := tab.Follow(func() { tab.Press("Enter") }); status != http.StatusOK || tab.Text("h1") != "Map" {
		t.Errorf("Enter led to %s, %d", tab.URL(), status)
	}
	tab = Open(t, Settings{}, url)
	got := judged(t, tab, func(tab *Tab) { tab.TabTo("link", "Nowhere") }).fatal
	expect(t, "nowhere", got, `Tab does not reach link "Nowhere", only [link "Map" button "Leave"`)
}

func TestAxeFindsFaultsWhateverThePolicyOrTheScripts(t *testing.T) {
	url := serve(t, map[string]string{
		"/good": `<main><h1>Title</h1><p>text</p></main>`,
		"/bad":  `<main><h1>Title</h1><p id=pale>text</p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><a href="#a" class=t>a</a><a href="#b" class=t>b</a></main>`,
	})
	for _, noScript := range []bool{false, true} {
		s := Settings{NoScript: noScript}
		expect(t, "good", judged(t, Open(t, s, url+"/good"), func(tab *Tab) { tab.Axe() }).errors)
		tab := Open(t, s, url+"/bad")
		Eval[bool](tab, `document.querySelector("#pale").style.color = "#ccc", true`)
		Eval[bool](tab, `document.querySelectorAll(".t").forEach((e) => e.style.cssText = "display: inline-block; width: 8px; height: 8px; overflow: hidden; font-size: 6px; color: #000"), true`)
		got := judged(t, tab, func(tab *Tab) { tab.Axe() }).errors
		expect(t, fmt.Sprintf("bad, without scripts %v", noScript), got, "color-contrast (serious)", "image-alt (critical)", "target-size (serious)")
	}
}

func TestWhatAxeCannotDecideIsGivenAndLogged(t *testing.T) {
	url := serve(t, map[string]string{"/": `<main><h1>Title</h1><p>text over a gradient</p></main>`})
	tab := Open(t, Settings{}, url)
	Eval[bool](tab, `document.body.style.background = "linear-gradient(#fff, #999)", true`)
	var undecided []Finding
	r := judged(t, tab, func(tab *Tab) { undecided = tab.Axe() })
	expect(t, "violations", r.errors)
	if len(undecided) != 1 || undecided[0].ID != "color-contrast" || len(r.logs) != 1 || !strings.Contains(r.logs[0], "could not decide") {
		t.Errorf("got %v, logged %q", undecided, r.logs)
	}
}

func TestWhatCannotBeDoneEndsTheTestWithTheAddress(t *testing.T) {
	url := serve(t, map[string]string{"/": `<h1>x</h1>`})
	tab := Open(t, Settings{}, url)
	expect(t, "text", judged(t, tab, func(tab *Tab) { tab.Text("#nothing") }).fatal, url)
	r := &reports{TB: t}
	done := make(chan struct{})
	go func() { defer close(done); Open(r, Settings{}, url+"/missing") }()
	<-done
	expect(t, "status", r.fatal, "status 404")
}

func TestAxeWaitsForColoursThatAreChanging(t *testing.T) {
	url := serve(t, map[string]string{"/": `<main><h1>Title</h1><p id=p>text</p></main>`})
	for _, noScript := range []bool{false, true} {
		tab := Open(t, Settings{NoScript: noScript}, url)
		Eval[bool](tab, `document.querySelector("#p").animate([{ color: "#ccc" }, { color: "#bbb" }], 1500) !== null`)
		expect(t, fmt.Sprintf("without scripts %v", noScript), judged(t, tab, func(tab *Tab) { tab.Axe() }).errors)
	}
}

func TestABrowserThatHasEndedFailsNoTestAfterIt(t *testing.T) {
	url := serve(t, map[string]string{"/": `<h1>Title</h1>`})
	tab := Open(t, Settings{}, url)
	b, err := browser()
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	if got := judged(t, tab, func(tab *Tab) { tab.Text("h1") }).fatal; len(got) != 1 || !strings.Contains(got[0], "gone") {
		t.Errorf("a tab of the browser that ended: %q", got)
	}
	if text := Open(t, Settings{}, url).Text("h1"); text != "Title" {
		t.Errorf("got %q", text)
	}
}
