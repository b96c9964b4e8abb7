package evidencemap_test

import (
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/web/pagestest"
	"github.com/exitgraph/exitgraph/web/webtest"
)

func TestMain(m *testing.M) { os.Exit(webtest.Main(m)) }

// disputed is a cell with findings on two sides.
const disputed = `#map a.cell[href*="factor=substance-use"][href*="phase=baker-reentry"]`

func TestACellOpensInPlaceAndGivesTheKeysBack(t *testing.T) {
	server := httptest.NewServer(pagestest.Builtin(t))
	defer server.Close()
	tab := webtest.Open(t, webtest.Settings{}, server.URL+"/en/map")
	if tab.Count("#sheet[open]") != 0 {
		t.Fatal("the sheet is open before anything was chosen")
	}
	tab.Click(disputed)
	tab.WaitForElement("#sheet .findings")
	if title := tab.Text("#sheet h2"); !strings.Contains(title, "Substance") || !strings.Contains(title, "Re-entry") {
		t.Errorf("the sheet is called %q", title)
	}
	if tab.Count("#sheet .finding") == 0 || !strings.HasSuffix(tab.URL(), "/en/map") {
		t.Errorf("%d findings, at %s", tab.Count("#sheet .finding"), tab.URL())
	}
	exit := `(() => { const b = document.querySelector('.leave-link').getBoundingClientRect();
		return document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2).closest('.leave-link') !== null })()`
	if !webtest.Eval[bool](tab, exit) {
		t.Error("the sheet covers the quick exit")
	}
	tab.NoConsoleErrors()
	tab.NoOtherOrigin()
	tab.Axe()
	if webtest.Eval[bool](tab, `document.querySelector('`+disputed+`').closest('[inert]') === null`) {
		t.Error("what lies below the sheet can be reached")
	}
	tab.Press("Escape")
	tab.WaitFor(`!document.querySelector('#sheet').open`)
	if !webtest.Eval[bool](tab, `document.activeElement === document.querySelector('`+disputed+`')`) {
		t.Error("the keys do not come back to the cell")
	}
}

func TestWithoutScriptsACellIsALink(t *testing.T) {
	server := httptest.NewServer(pagestest.Builtin(t))
	defer server.Close()
	tab := webtest.Open(t, webtest.Settings{NoScript: true}, server.URL+"/en/map")
	if status := tab.Follow(func() { tab.Click(disputed) }); status != 200 || !strings.Contains(tab.URL(), "/en/findings?") {
		t.Errorf("a click leads to %s, status %d", tab.URL(), status)
	}
}

func TestTheMapFitsSmallWindows(t *testing.T) {
	server := httptest.NewServer(pagestest.Builtin(t))
	defer server.Close()
	for _, lang := range []string{"en", "it"} {
		tab := webtest.Open(t, webtest.Settings{Width: 360, Height: 740, Dark: true}, server.URL+"/"+lang+"/map")
		tab.NoHorizontalScroll()
		tab.TargetSizes(24)
		tab.Axe()
		tab.Click("#map a.cell")
		tab.WaitForElement("#sheet .findings")
		tab.NoHorizontalScroll()
	}
}
