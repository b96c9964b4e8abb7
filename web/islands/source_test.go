package islands

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/internal/nodetest"
)

// result is what one call of a function in the sources gave: JSON, or a message.
type result struct {
	Value string `json:"value"`
	Error string `json:"error"`
}

// call calls one function of a module of the islands with each argument, on a page
// of https://evidence.example.
func call(t *testing.T, module, name string, arguments ...any) []result {
	t.Helper()
	source, err := os.ReadFile(module)
	if err != nil {
		t.Fatal(err)
	}
	type one struct {
		Name     string `json:"name"`
		Argument any    `json:"argument"`
	}
	var calls []one
	for _, argument := range arguments {
		calls = append(calls, one{name, argument})
	}
	asked, err := json.Marshal(map[string]any{"source": string(source), "calls": calls, "page": "https://evidence.example/en/network"})
	if err != nil {
		t.Fatal(err)
	}
	var results []result
	if err := json.Unmarshal(nodetest.Run(t, "testdata/call.mjs", asked), &results); err != nil {
		t.Fatal(err)
	}
	if len(results) != len(arguments) {
		t.Fatalf("%d results of %d calls", len(results), len(arguments))
	}
	return results
}

func TestStyleAttributesAreTakenOutOfMarkupAndNothingElseIs(t *testing.T) {
	cases := []struct{ markup, want string }{
		{`<div style="top:0px;height:20px;" class="view-line"><span></span></div>`, `<div data-held-style="top:0px;height:20px;" class="view-line"><span></span></div>`},
		{`<div class="a"><p id=b style='left:1px'>x</p></div>`, `<div class="a"><p id=b data-held-style='left:1px'>x</p></div>`},
		{`<svg STYLE = "bottom:0" viewBox="0 0 1 1"/>`, `<svg data-held-style = "bottom:0" viewBox="0 0 1 1"/>`},
		{`<b title=" style=&quot;x&quot;" style="a:b">t</b>`, `<b title=" style=&quot;x&quot;" data-held-style="a:b">t</b>`},
		{`<b title='say style="x"' >t</b>`, `<b title='say style="x"' >t</b>`},
		{`<span>a style="color:red" b</span>`, `<span>a style="color:red" b</span>`},
		{`<span>1 &lt; 2 style="x"</span>`, `<span>1 &lt; 2 style="x"</span>`},
		{`<span>1 < 2 style="x"</span>`, `<span>1 < 2 style="x"</span>`},
		{`<i data-style="x" style-of="y">style</i>`, `<i data-style="x" style-of="y">style</i>`},
		{`<a href="a>b" style="c:d">e</a>`, `<a href="a>b" data-held-style="c:d">e</a>`},
		{``, ``},
	}
	var arguments []any
	for _, one := range cases {
		arguments = append(arguments, one.markup)
	}
	for i, got := range call(t, "src/strict/attributes.js", "hold", arguments...) {
		var text string
		if err := json.Unmarshal([]byte(got.Value), &text); err != nil || text != cases[i].want {
			t.Errorf("%s\n got %s%s\nwant %s", cases[i].markup, text, got.Error, cases[i].want)
		}
	}
}

func TestOnlyAddressesOfTheSameOriginAreFollowed(t *testing.T) {
	addresses := map[string]string{
		"/en/factors/family":                   "https://evidence.example/en/factors/family",
		"factors?route=a&b=c#d":                "https://evidence.example/en/factors?route=a&b=c#d",
		"https://evidence.example/it/map":      "https://evidence.example/it/map",
		"":                                     "",
		"javascript:alert(1)":                  "",
		"java\tscr\nipt:alert(1)":              "",
		"data:text/html,x":                     "",
		"//elsewhere.example/x":                "",
		"\\\\elsewhere.example/x":              "",
		"http://evidence.example/x":            "",
		"https://evidence.example@elsewhere/x": "",
		"http://[":                             "",
		"blob:https://evidence.example/1-2":    "",
	}
	var arguments []any
	var wanted []string
	for address, want := range addresses {
		graph, err := json.Marshal(map[string]any{"nodes": []any{map[string]any{"id": "a", "label": address, "href": address}}})
		if address == "" {
			graph = []byte(`{"nodes": [{"id": "a", "label": "none"}]}`)
		}
		if err != nil {
			t.Fatal(err)
		}
		arguments = append(arguments, string(graph))
		wanted = append(wanted, want)
	}
	for i, got := range call(t, "src/network/data.js", "readGraph", arguments...) {
		var graph struct {
			Nodes []struct{ Label, Href string }
		}
		if err := json.Unmarshal([]byte(got.Value), &graph); err != nil || len(graph.Nodes) != 1 {
			t.Errorf("%s: %s%s", arguments[i], got.Value, got.Error)
			continue
		}
		if node := graph.Nodes[0]; node.Href != wanted[i] {
			t.Errorf("%q leads to %q, want %q", node.Label, node.Href, wanted[i])
		}
	}
}

func TestANetworkThatDoesNotHangTogetherIsRefused(t *testing.T) {
	cases := []struct{ graph, says string }{
		{`{"nodes": [{"id": "a", "label": "A"}], "edges": [{"from": "a", "to": "b"}]}`, "a and b"},
		{`{"nodes": [{"id": "a", "label": "A"}, {"id": "a", "label": "B"}]}`, "two nodes have the id a"},
		{`{"nodes": [{"id": "a"}]}`, "no label"},
		{`{"nodes": [{"label": "A"}]}`, "no id"},
		{`{"nodes": [`, "JSON"},
	}
	var arguments []any
	for _, one := range cases {
		arguments = append(arguments, one.graph)
	}
	for i, got := range call(t, "src/network/data.js", "readGraph", arguments...) {
		if !strings.Contains(got.Error, cases[i].says) {
			t.Errorf("%s: error %q, value %q; want an error that says %q", cases[i].graph, got.Error, got.Value, cases[i].says)
		}
	}
}

func TestANodeNamesWhatItIsJoinedWith(t *testing.T) {
	const graph = `{"nodes": [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}],
		"edges": [{"from": "a", "to": "b", "label": "helps"}, {"from": "a", "to": "a"}]}`
	got := call(t, "src/network/data.js", "readGraph", graph)[0]
	var read struct {
		Nodes []struct {
			Joined []struct{ Node, Label string }
		}
	}
	if err := json.Unmarshal([]byte(got.Value), &read); err != nil || len(read.Nodes) != 2 {
		t.Fatalf("%s%s", got.Value, got.Error)
	}
	if a := read.Nodes[0].Joined; len(a) != 2 || a[0].Node != "b" || a[0].Label != "helps" || a[1].Node != "a" {
		t.Errorf("A is joined with %v", a)
	}
	if b := read.Nodes[1].Joined; len(b) != 1 || b[0].Node != "a" {
		t.Errorf("B is joined with %v", b)
	}
}
