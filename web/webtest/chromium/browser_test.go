package chromium

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var shared *Browser

func TestMain(m *testing.M) {
	var err error
	if shared, err = Launch(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	status := m.Run()
	if err := shared.Close(); err != nil {
		fmt.Fprintln(os.Stderr, "close the browser:", err)
		status = 1
	}
	os.Exit(status)
}

// serve answers paths with pages, and everything else with 404.
func serve(t *testing.T, pages map[string]string) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page, ok := pages[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		if to, ok := strings.CutPrefix(page, "-> "); ok {
			http.Redirect(w, r, to, http.StatusSeeOther)
			return
		}
		if strings.HasSuffix(r.URL.Path, ".js") {
			w.Header().Set("Content-Type", "text/javascript")
		} else {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
		}
		if policy, rest, ok := strings.Cut(page, "\n--\n"); ok {
			w.Header().Set("Content-Security-Policy", policy)
			page = rest
		}
		fmt.Fprintf(w, "%s<!-- %s -->", page, r.Header.Get("Accept-Language"))
	}))
	t.Cleanup(server.Close)
	return server
}

func open(t *testing.T, s Settings, url string) *Tab {
	t.Helper()
	tab, err := shared.Open(s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tab.Close)
	if status, err := tab.Go(url); err != nil || status != http.StatusOK {
		t.Fatalf("status %d: %v", status, err)
	}
	return tab
}

func eval[T any](t *testing.T, tab *Tab, expression string) T {
	t.Helper()
	value, err := Eval[T](tab, expression)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func TestSettingsAreThoseOfTheReader(t *testing.T) {
	server := serve(t, map[string]string{"/": `<!doctype html><meta name=viewport content="width=device-width"><title>x</title><p>text`})
	for name, tt := range map[string]struct {
		settings Settings
		holds    string
	}{
		"nothing chosen": {Settings{}, `innerWidth === 1280 && matchMedia("(prefers-color-scheme: light)").matches && !matchMedia("print").matches && navigator.language === "en"`},
		"narrow":         {Settings{Width: 360, Height: 640}, `innerWidth === 360 && innerHeight === 640`},
		"zoom":           {Settings{Width: 1280, Zoom: 200}, `innerWidth === 640 && devicePixelRatio === 2`},
		"dark":           {Settings{Dark: true}, `matchMedia("(prefers-color-scheme: dark)").matches`},
		"forced colours": {Settings{ForcedColors: true}, `matchMedia("(forced-colors: active)").matches`},
		"still":          {Settings{ReducedMotion: true}, `matchMedia("(prefers-reduced-motion: reduce)").matches`},
		"print":          {Settings{Print: true}, `matchMedia("print").matches`},
		"language":       {Settings{Language: "it-IT,it;q=0.9"}, `navigator.language === "it-IT" && document.documentElement.outerHTML.includes("it-IT,it;q=0.9")`},
	} {
		tab := open(t, tt.settings, server.URL)
		if !eval[bool](t, tab, tt.holds) {
			t.Errorf("%s: %s does not hold", name, tt.holds)
		}
	}
}

func TestWithoutScriptsAPageDoesNothingAndCanStillBeAsked(t *testing.T) {
	server := serve(t, map[string]string{
		"/":     `<!doctype html><title>x</title><p id=p>before</p><noscript><b>no scripts</b></noscript><a href=/next>next</a><script>document.querySelector("p").textContent = "after"</script>`,
		"/next": `<!doctype html><title>y</title><h1>Next</h1>`,
	})
	for noScript, want := range map[bool]string{false: "after", true: "before"} {
		tab := open(t, Settings{NoScript: noScript}, server.URL)
		if text, err := tab.Text("#p"); text != want || err != nil {
			t.Errorf("without scripts %v: got %q, %v", noScript, text, err)
		}
		if n, err := tab.Count("noscript b"); err != nil || (n == 1) != noScript {
			t.Errorf("without scripts %v: %d elements of noscript, %v", noScript, n, err)
		}
		if status, err := tab.Follow(func() error { return tab.Click("a") }); err != nil || status != http.StatusOK || tab.URL() != server.URL+"/next" {
			t.Errorf("without scripts %v: status %d at %s, %v", noScript, status, tab.URL(), err)
		}
		// Timers work for a while, and nothing that the page was refused comes back.
		if err := tab.Awake(func() error {
			_, err := Eval[bool](tab, `new Promise((done) => setTimeout(() => done(true), 1))`)
			return err
		}); err != nil {
			t.Errorf("without scripts %v: %v", noScript, err)
		}
		if status, err := tab.Go(server.URL); err != nil || status != http.StatusOK {
			t.Errorf("without scripts %v: status %d, %v", noScript, status, err)
		}
		if text, err := tab.Text("#p"); text != want || err != nil {
			t.Errorf("without scripts %v, after they were let in for a while: got %q, %v", noScript, text, err)
		}
		if _, err := tab.Storage(); err != nil {
			t.Errorf("without scripts %v: %v", noScript, err)
		}
	}
}

func TestWhatIsWaitedForInVainIsToldWithTheAddress(t *testing.T) {
	server := serve(t, map[string]string{"/": `<!doctype html><title>x</title><p>text`})
	tab := open(t, Settings{}, server.URL+"/")
	tab.patience = 200 * time.Millisecond
	err := tab.WaitForElement("#never")
	if err == nil || !strings.Contains(err.Error(), `waited 200ms in vain to see that document.querySelector("#never")`) || !strings.Contains(err.Error(), server.URL+"/") {
		t.Errorf("got %v", err)
	}
	if _, err := tab.Follow(func() error { return nil }); err == nil || !strings.Contains(err.Error(), "in vain to be led to another page") {
		t.Errorf("got %v", err)
	}
	// The tab is as good as before.
	tab.patience = patience
	if text, err := tab.Text("p"); text != "text" || err != nil {
		t.Errorf("got %q, %v", text, err)
	}
	if _, err := tab.Text("#never"); err == nil || !strings.Contains(err.Error(), `no element matches "#never"`) {
		t.Errorf("got %v", err)
	}
	tab.Close()
	if _, err := tab.Text("p"); err == nil || !strings.Contains(err.Error(), "gone") {
		t.Errorf("a closed tab: got %v", err)
	}
}

func TestWaitingGoesOnWhileThePageChanges(t *testing.T) {
	server := serve(t, map[string]string{
		"/":     `<!doctype html><title>x</title><p>text`,
		"/next": `<!doctype html><title>y</title><script>setTimeout(() => document.body.innerHTML = "<p id=late>late</p>", 50)</script><body>`,
	})
	tab := open(t, Settings{}, server.URL)
	eval[int](t, tab, `setTimeout(() => location = "/next", 50)`)
	if err := tab.WaitForElement("#late"); err != nil {
		t.Error(err)
	}
	if html, err := tab.HTML(); err != nil || !strings.Contains(html, `<p id="late">late</p>`) {
		t.Errorf("got %s, %v", html, err)
	}
}

func TestAMissingProgramIsToldWithWhatToDo(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	t.Setenv(Variable, "")
	_, err := Launch()
	if !errors.Is(err, ErrMissing) || !strings.Contains(err.Error(), "make setup-test") {
		t.Errorf("got %v", err)
	}
	t.Setenv(Variable, filepath.Join(t.TempDir(), "nothing"))
	if _, err := Launch(); !errors.Is(err, ErrMissing) || !strings.Contains(err.Error(), Variable) {
		t.Errorf("got %v", err)
	}
}

// standIn is a program that is started in the browser's place. TRIED is a file of its own.
func standIn(t *testing.T, text string) (tried string) {
	t.Helper()
	program := filepath.Join(t.TempDir(), "program")
	tried = program + ".tried"
	if err := os.WriteFile(program, []byte("#!/bin/sh\n"+strings.ReplaceAll(text, "TRIED", tried)), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv(Variable, program)
	return tried
}

func TestABrowserThatEndsAtOnceIsStartedAnew(t *testing.T) {
	program, err := find()
	if err != nil {
		t.Fatal(err)
	}
	standIn(t, `[ -e TRIED ] && exec "`+program+`" "$@"; echo once >TRIED; exit 1`)
	b, err := Launch()
	if err != nil {
		t.Fatal(err)
	}
	if b.Gone() {
		t.Error("it is taken for gone")
	}
	if err := b.Close(); err != nil || !b.Gone() {
		t.Errorf("after its end: %v, gone %v", err, b.Gone())
	}
}

func TestABrowserThatNeverStartsIsToldWithWhatItSaidEachTime(t *testing.T) {
	tried := standIn(t, "echo x >>TRIED; echo no room to start >&2; exit 1")
	_, err := Launch()
	if err == nil || strings.Count(err.Error(), "no room to start") != starts || !strings.Contains(err.Error(), "time 3 of 3") {
		t.Errorf("got %v", err)
	}
	if text, err := os.ReadFile(tried); err != nil || string(text) != "x\nx\nx\n" {
		t.Errorf("it was tried %q, %v", text, err)
	}
}
