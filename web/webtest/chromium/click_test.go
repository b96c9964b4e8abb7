package chromium

import (
	"strings"
	"testing"
)

func TestAClickWaitsUntilItsElementIsStillAndFree(t *testing.T) {
	const moving = `<!doctype html><title>x</title><style>#over, #moves { position: absolute; top: 300px; left: 0; width: 90px; height: 40px }</style>
		<button id=moves onclick="document.title = 'clicked at ' + this.offsetLeft">x</button>`
	server := serve(t, map[string]string{
		"/moves": moving + `<script>let left = 0; const step = () => { document.querySelector("#moves").style.left = (left += 9) + "px";
			if (left < 450) requestAnimationFrame(step) }; step()</script>`,
		"/covered": moving + `<p id=over>over</p>`,
	})
	tab := open(t, Settings{}, server.URL+"/moves")
	if err := tab.Click("#moves"); err != nil || eval[string](t, tab, "document.title") != "clicked at 450" {
		t.Errorf("%s: %v", eval[string](t, tab, "document.title"), err)
	}
	tab = open(t, Settings{}, server.URL+"/covered")
	eval[int](t, tab, `setTimeout(() => document.querySelector("#over").remove(), 300)`)
	if err := tab.Click("#moves"); err != nil || eval[string](t, tab, "document.title") != "clicked at 0" {
		t.Errorf("%s: %v", eval[string](t, tab, "document.title"), err)
	}
	for want, at := range map[string]*spot{
		"over it lies <p id=over>": {Covers: "<p id=over>"}, "no such element can be seen": nil, "it does not stay": {X: 1},
	} {
		if err := at.hindrance(); !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
