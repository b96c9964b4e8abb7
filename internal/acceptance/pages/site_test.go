package pages_test

import (
	"bufio"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/seed"
	"github.com/exitgraph/exitgraph/web/webtest"
)

func TestMain(m *testing.M) { os.Exit(webtest.Main(m)) }

var languages = []string{"en", "it"}

// site is a server before the browser.
type site struct {
	*httptest.Server
	engine *schema.Engine
}

// builtin serves the built-in data; leave is where its quick exit leads.
func builtin(t testing.TB, leave string) *site {
	t.Helper()
	data, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	store, err := memstore.New(data.Release, data.Records)
	if err != nil {
		t.Fatal(err)
	}
	return over(t, store, leave)
}

func over(t testing.TB, store graph.Store, leave string) *site {
	t.Helper()
	// Nobody is refused for how long the machine takes, which has other tests to do.
	lanes, err := server.NewLanes(server.LaneLimits{Wait: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	engine, err := schema.New(graph.New(store), schema.Options{Admit: lanes.Admit})
	if err != nil {
		t.Fatal(err)
	}
	handler, err := server.New(server.Config{Engine: engine, Lanes: lanes, Pages: server.Pages{Leave: leave}, Timeout: 2 * time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	s := &site{httptest.NewServer(handler), engine}
	t.Cleanup(s.Close)
	return s
}

// visited is a page that tests go to.
type visited struct{ name, path string }

// everyPage is the list of pages of which pictures are taken: each page at least once.
func everyPage(t testing.TB, lang string) []visited {
	t.Helper()
	file, err := os.Open("../../../web/webtest/shoot/pages.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var list []visited
	for lines := bufio.NewScanner(file); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		if len(fields) == 2 && fields[0][0] != '#' {
			list = append(list, visited{fields[0], strings.ReplaceAll(fields[1], "{lang}", lang)})
		}
	}
	if len(list) < 20 {
		t.Fatalf("%d pages to visit", len(list))
	}
	return list
}

// status is that with which a page answers.
func (v visited) status() int {
	if v.name == "missing" {
		return 404
	}
	return 200
}

// islandsStand holds on pages without parts that need scripts at once, and on the others
// when these have taken their places: the drawing at once, GraphiQL when it has both
// editors and the colours of a question.
const islandsStand = `[...document.querySelectorAll("#network, #graphiql")].every((place) => !place.hidden) &&
	[...document.querySelectorAll("#graphiql")].every((place) =>
		place.querySelector(".graphiql-query-editor .view-line span span:not(.mtk1)") && place.querySelector(".result-window .view-line"))`
