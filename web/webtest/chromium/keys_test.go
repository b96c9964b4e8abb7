package chromium

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestAJourneyByKeyboardAloneTellsWhatHasTheFocus(t *testing.T) {
	server := serve(t, map[string]string{
		"/": `<!doctype html><title>x</title><a href=/next>To the <b>map</b></a>
			<label>Search <input id=q name=q></label> <button aria-label="Leave this page">x</button><div tabindex=0>no name</div>
			<script>let n = 0; addEventListener("keydown", (e) => { if (e.key === "Escape" && ++n === 3) location = "/next" })</script>`,
		"/next": `<!doctype html><title>y</title><p>arrived`,
	})
	tab := open(t, Settings{}, server.URL)
	expect := func(want Focus) {
		t.Helper()
		if got, err := tab.Focused(); err != nil || got != want {
			t.Errorf("got %+v (%v), want %+v", got, err, want)
		}
	}
	press := func(names ...string) {
		t.Helper()
		if err := tab.Press(names...); err != nil {
			t.Fatal(err)
		}
	}
	expect(Focus{Role: "RootWebArea", Tag: "body"})
	press("Tab")
	expect(Focus{Role: "link", Name: "To the map", Tag: "a"})
	press("Tab")
	expect(Focus{Role: "textbox", Name: "Search", Tag: "input", ID: "q"})
	if err := tab.Type("self-esteem è"); err != nil {
		t.Fatal(err)
	}
	if value := eval[string](t, tab, "document.activeElement.value"); value != "self-esteem è" {
		t.Errorf("typed %q", value)
	}
	press("Tab")
	expect(Focus{Role: "button", Name: "Leave this page", Tag: "button"})
	press("Shift+Tab", "Shift+Tab")
	expect(Focus{Role: "link", Name: "To the map", Tag: "a"})
	if status, err := tab.Follow(func() error { return tab.Press("Enter") }); err != nil || status != http.StatusOK || tab.URL() != server.URL+"/next" {
		t.Errorf("Enter led to %s, %d, %v", tab.URL(), status, err)
	}

	tab = open(t, Settings{}, server.URL)
	if _, err := tab.Follow(func() error { return tab.Press("Escape", "Escape", "Escape") }); err != nil || tab.URL() != server.URL+"/next" {
		t.Errorf("Escape led to %s, %v", tab.URL(), err)
	}
}

func TestKeysOfOneCallFollowEachOtherAtOnceHoweverLongThePageTakes(t *testing.T) {
	server := serve(t, map[string]string{"/": `<!doctype html><title>x</title><script>const told = [];
		addEventListener("keydown", (e) => { told.push(e.timeStamp); const end = performance.now() + 200; while (performance.now() < end); })</script>`})
	tab := open(t, Settings{}, server.URL)
	if err := tab.Press("a", "b", "c", "d"); err != nil {
		t.Fatal(err)
	}
	told := eval[[]float64](t, tab, "told")
	if len(told) != 4 || told[3]-told[0] > 35 || !slices.IsSorted(told) {
		t.Errorf("the page was told of keys at %v milliseconds", told)
	}
}

func TestAKeyThatDoesNotExistIsAnError(t *testing.T) {
	for _, name := range []string{"Tabulator", "", "Hyper+a", "Shift+"} {
		if _, _, err := parseKey(name); err == nil || !strings.Contains(err.Error(), "no key is called") {
			t.Errorf("%q: got %v", name, err)
		}
	}
	if key, held, err := parseKey("Control+Shift+é"); err != nil || key != "é" || len(held) != 2 {
		t.Errorf("got %q %v %v", key, held, err)
	}
}
