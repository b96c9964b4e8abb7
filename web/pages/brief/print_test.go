package brief_test

import (
	"net/http/httptest"
	"os"
	"testing"

	"github.com/exitgraph/exitgraph/web/pagestest"
	"github.com/exitgraph/exitgraph/web/webtest"
)

func TestMain(m *testing.M) { os.Exit(webtest.Main(m)) }

// A brief is made for two sheets of A4.
func TestABriefFillsTwoSheetsAtMost(t *testing.T) {
	server := httptest.NewServer(pagestest.Builtin(t))
	t.Cleanup(server.Close)
	for _, lang := range []string{"en", "it"} {
		for _, key := range factors {
			tab := webtest.Open(t, webtest.Settings{}, server.URL+"/"+lang+"/factors/"+key+"/brief")
			if _, sheets := tab.Sheets(); sheets > 2 {
				t.Errorf("%s in %s: %d sheets", key, lang, sheets)
			}
		}
	}
}

// With scripts a button prints; without, the reader is told how to.
func TestThereIsAWayToPrintWithAndWithoutScripts(t *testing.T) {
	server := httptest.NewServer(pagestest.Builtin(t))
	t.Cleanup(server.Close)
	for _, scripts := range []bool{true, false} {
		tab := webtest.Open(t, webtest.Settings{NoScript: !scripts}, server.URL+"/en/factors/family/brief")
		button := webtest.Eval[bool](tab, `document.querySelector('[data-print]').offsetHeight > 0`)
		hint := webtest.Eval[bool](tab, `document.querySelector('[data-print-hint]').offsetHeight > 0`)
		if button != scripts || hint == scripts {
			t.Errorf("scripts %t: button shown %t, hint shown %t", scripts, button, hint)
		}
	}
}
