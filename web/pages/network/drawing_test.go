package network_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
	"github.com/exitgraph/exitgraph/web"
	"github.com/exitgraph/exitgraph/web/pagestest"
)

// built are the parts that a build with npm makes, by their names.
type built struct{ http.Handler }

func (built) Asset(name string) (string, bool) { return "islands/" + name, true }

// withDrawing opens a page as a program has it that was built with its drawing.
func withDrawing(t *testing.T, over *pagestest.Site, address string) *pagestest.Page {
	t.Helper()
	site, err := web.New(web.Config{Ask: func(ctx context.Context, r schema.Request) (*schema.Response, *fault.Error) {
		return over.Engine.Do(ctx, r), nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	site.Islands = built{http.NotFoundHandler()}
	mux := http.NewServeMux()
	for _, r := range site.Routes() {
		mux.HandleFunc(r.Path, r.Handle)
	}
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, address, nil))
	return pagestest.Parse(t, w.Body.String())
}

type drawn struct {
	Kinds map[string]string
	Nodes []struct{ ID, Label, Kind, Href, Note string }
	Edges []struct{ From, To, Kind, Label string }
}

func drawingOf(t *testing.T, p *pagestest.Page) drawn {
	t.Helper()
	var d drawn
	if err := json.Unmarshal([]byte(p.Find("script#network-data").Text()), &d); err != nil {
		t.Fatalf("the drawing cannot be read: %v", err)
	}
	return d
}

// isNamed says that a drawn name is that of the table, which has long ones whole.
func isNamed(told, drawn string) bool {
	start, cut := strings.CutSuffix(drawn, "…")
	return told == drawn || cut && strings.HasPrefix(told, start)
}

func TestTheDrawingSaysWhatTheTablesSay(t *testing.T) {
	s := pagestest.Builtin(t)
	for _, address := range []string{"/en/network", "/it/network?studies=1", "/en/network?node=family", "/it/network?node=hickle-2017&depth=2"} {
		p := withDrawing(t, s, address)
		d := drawingOf(t, p)
		if rows := p.Find(linkRows); rows.Length() != len(d.Edges) || len(d.Edges) == 0 {
			t.Errorf("%s: %d links are drawn, and %d are in the table", address, len(d.Edges), rows.Length())
		} else {
			names := map[string]string{}
			for _, n := range d.Nodes {
				names[n.ID] = n.Label
			}
			for i, e := range d.Edges {
				row := rows.Eq(i)
				if from, to := row.Find("th").Text(), row.Find("td").Eq(1).Text(); !isNamed(from, names[e.From]) || !isNamed(to, names[e.To]) {
					t.Errorf("%s: link %d is drawn from %q to %q, and told from %q to %q", address, i, names[e.From], names[e.To], from, to)
				}
				if valence := row.Find(".valence-word").Text(); valence != "" && !strings.HasPrefix(e.Label, valence) {
					t.Errorf("%s: link %d is drawn as %q, and told as %q", address, i, e.Label, valence)
				}
			}
		}
		for _, n := range d.Nodes {
			if n.ID == "" || n.Label == "" || d.Kinds[n.Kind] == "" || !strings.HasPrefix(n.Href, "/") {
				t.Errorf("%s: a record is drawn as %+v", address, n)
			}
		}
	}
}

func TestTheDrawingIsGivenAllItsWords(t *testing.T) {
	s := pagestest.Builtin(t)
	place := withDrawing(t, s, "/it/network").Find("#network[hidden]")
	for _, name := range []string{"label", "zoom-in", "zoom-out", "fit", "nodes", "joined", "help"} {
		if words, _ := place.Attr("data-" + name); words == "" || strings.Contains(words, "⟦") {
			t.Errorf("data-%s is %q", name, words)
		}
	}
}

func TestHostileRecordsStayTextForTheDrawing(t *testing.T) {
	s := pagestest.Hostile(t)
	p := withDrawing(t, s, "/en/network?node=family&depth=2")
	if d := drawingOf(t, p); len(d.Nodes) == 0 || !strings.Contains(d.Nodes[0].Label, pagestest.Attack[:40]) {
		t.Error("the drawing does not hold the words of the record")
	}
	p.Inert(t)
}
