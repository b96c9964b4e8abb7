package pages_test

import (
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/web/webtest"
)

// The islands are built before the tests run; without them their pages are those that the
// other tests see without scripts.

func TestGraphiQLAsksThePagesOwnServerAndLeavesNothingBehind(t *testing.T) {
	s := builtin(t, "https://neutral.example/")
	tab := webtest.Open(t, webtest.Settings{Width: 1280, Height: 900}, s.URL+"/en/api?query=%7B%20release%20%7B%20version%20%7D%20%7D%20%23%20a%20comment")
	tab.WaitFor(islandsStand)
	tab.Click(`button[aria-label^="Execute"]`)
	tab.WaitFor(`document.querySelector(".result-window .view-line span:not(.mtk1)") && document.querySelector(".result-window").textContent.includes("1.0.0")`)
	tab.NoOtherOrigin()
	tab.NoConsoleErrors()
	tab.NoStorage()
	tab.Axe()
}

func TestTheNetworkIsReachedByKeys(t *testing.T) {
	s := builtin(t, "https://neutral.example/")
	tab := webtest.Open(t, webtest.Settings{ReducedMotion: true}, s.URL+"/en/network")
	tab.WaitFor(islandsStand)
	links := webtest.Eval[int](tab, `document.querySelectorAll("#network a[href]").length`)
	if rows := tab.Count("main table tbody tr"); links < 10 || rows < links {
		t.Errorf("the drawing leads to %d records, its table has %d rows", links, rows)
	}
	webtest.Eval[bool](tab, `(document.querySelector("#network a[href]").focus(), true)`)
	if status := tab.Follow(func() { tab.Press("ArrowDown", "Enter") }); status != 200 {
		t.Errorf("a record of the drawing leads to status %d", status)
	}
	if !strings.Contains(tab.URL(), "/en/") {
		t.Errorf("it leads to %s", tab.URL())
	}
	tab.NoOtherOrigin()
	tab.NoConsoleErrors()
	tab.NoStorage()
}
