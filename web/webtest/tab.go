package webtest

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/exitgraph/exitgraph/web/webtest/chromium"
)

// Settings are what a reader has chosen, or has at hand.
type Settings = chromium.Settings

// Focus is the element that keys go to, as a screen reader is told.
type Focus = chromium.Focus

// shared is the one browser of the process.
var shared struct {
	mu      sync.Mutex
	managed bool // Main runs, and ends the browser
	browser *chromium.Browser
	err     error
}

// Main runs the tests of a package, ends the browser if they started it, and gives the
// status for os.Exit. Each package whose tests open tabs calls it in TestMain.
func Main(m *testing.M) int {
	shared.mu.Lock()
	shared.managed = true
	shared.mu.Unlock()
	status := m.Run()
	shared.mu.Lock()
	defer shared.mu.Unlock()
	if shared.browser != nil {
		// What was judged stays true, whatever becomes of the browser and its files.
		if err := shared.browser.Close(); err != nil {
			fmt.Fprintln(os.Stderr, "close the browser:", err)
		}
	}
	return status
}

// browser gives the shared one. It starts it at its first call, and anew where it has
// ended by itself, which is the failure of the tests that used it then and of no other.
// Where it does not start, that is the failure of all tests after it too.
func browser() (*chromium.Browser, error) {
	shared.mu.Lock()
	defer shared.mu.Unlock()
	if !shared.managed {
		return nil, fmt.Errorf("nothing would end the browser: write func TestMain(m *testing.M) { os.Exit(webtest.Main(m)) }")
	}
	if shared.browser != nil && shared.browser.Gone() {
		fmt.Fprintln(os.Stderr, "the browser has ended by itself and is started anew:", shared.browser.Close())
		shared.browser = nil
	}
	if shared.browser == nil && shared.err == nil {
		shared.browser, shared.err = chromium.Launch()
	}
	return shared.browser, shared.err
}

// Tab is a page in the shared browser, with a storage of its own that is empty at
// first. It belongs to one test, which ends it.
type Tab struct {
	t   testing.TB
	tab *chromium.Tab
}

// New makes a tab with the settings of a reader. The first one starts the browser,
// which takes some seconds.
func New(t testing.TB, s Settings) *Tab {
	t.Helper()
	b, err := browser()
	if err != nil {
		t.Fatal(err)
	}
	tab, err := b.Open(s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			keepPicture(t, tab)
		}
		tab.Close()
	})
	return &Tab{t, tab}
}

// Open makes a tab and goes to a page, which must answer 200.
func Open(t testing.TB, s Settings, url string) *Tab {
	t.Helper()
	tab := New(t, s)
	if status := tab.Go(url); status != http.StatusOK {
		t.Fatalf("%s answers with status %d", url, status)
	}
	return tab
}

// For gives the same tab to a part of the test, which then reports what it finds.
func (tab *Tab) For(t testing.TB) *Tab { return &Tab{t, tab.tab} }

// keepPicture leaves the page as it was when its test failed.
func keepPicture(t testing.TB, tab *chromium.Tab) {
	t.Logf("the tab shows %s", tab.URL())
	if kept := flag.Lookup("test.artifacts"); kept == nil || kept.Value.String() != "true" {
		return
	}
	picture, err := tab.Screenshot()
	if err != nil {
		t.Log(err)
		return
	}
	file, err := os.CreateTemp(t.ArtifactDir(), "tab-*.png")
	if err != nil {
		t.Log(err)
		return
	}
	_, err = file.Write(picture)
	t.Log("its picture:", filepath.Base(file.Name()), err, file.Close())
}

func (tab *Tab) must(err error) {
	tab.t.Helper()
	if err != nil {
		tab.t.Fatal(err)
	}
}

// Go loads an address, waits until the page and what it needs at once are there, and
// gives its HTTP status.
func (tab *Tab) Go(url string) (status int) {
	tab.t.Helper()
	status, err := tab.tab.Go(url)
	tab.must(err)
	return status
}

// Follow does what leads to another page, such as a click, and waits until that page
// is loaded. It gives its HTTP status.
func (tab *Tab) Follow(lead func()) (status int) {
	tab.t.Helper()
	status, err := tab.tab.Follow(func() error { lead(); return nil })
	tab.must(err)
	return status
}

// Click presses the mouse on the middle of the first element that matches the
// selector, once it is there and can be seen.
func (tab *Tab) Click(selector string) {
	tab.t.Helper()
	tab.must(tab.tab.Click(selector))
}

// Press presses keys one after another, on whatever has the focus: characters, and
// names as in KeyboardEvent.key, such as Tab, Shift+Tab, Enter, Escape, ArrowDown.
func (tab *Tab) Press(keys ...string) {
	tab.t.Helper()
	tab.must(tab.tab.Press(keys...))
}

// Type presses the keys of a text, such as a word to search for.
func (tab *Tab) Type(text string) {
	tab.t.Helper()
	tab.must(tab.tab.Type(text))
}

// WaitFor waits until a JavaScript expression is true on the page.
func (tab *Tab) WaitFor(expression string) {
	tab.t.Helper()
	tab.must(tab.tab.WaitFor(expression))
}

// WaitForElement waits until an element that matches the selector can be seen.
func (tab *Tab) WaitForElement(selector string) {
	tab.t.Helper()
	tab.must(tab.tab.WaitForElement(selector))
}

// Settle waits until no request of the tab is under way. What judges does so itself.
func (tab *Tab) Settle() {
	tab.t.Helper()
	tab.must(tab.tab.Settle())
}
