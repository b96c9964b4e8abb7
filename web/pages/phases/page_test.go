package phases_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/exitgraph/exitgraph/web/pagestest"
)

func TestAllModelsAreListedWithTheirPhases(t *testing.T) {
	count := map[string]int{}
	for _, phase := range pagestest.File(t, "phases.csv") {
		count[phase["model_id"]]++
	}
	p := pagestest.Builtin(t).Open(t, "/en/phases")
	rows := p.Find("#models-caption").Parent().Find("tbody tr")
	models := pagestest.File(t, "phase_models.csv")
	if rows.Length() != len(models) {
		t.Errorf("%d models, want %d", rows.Length(), len(models))
	}
	for _, m := range models {
		row := rows.FilterFunction(func(_ int, tr *goquery.Selection) bool {
			return tr.Find(`th a[href="/en/models/`+m["id"]+`"]`).Length() == 1
		})
		number := strings.TrimSpace(row.Find("td.number").First().Text())
		if row.Length() != 1 || number != strconv.Itoa(count[m["id"]]) {
			t.Errorf("%s: %d rows with %q phases, want %d", m["id"], row.Length(), number, count[m["id"]])
		}
	}
}

func TestTheDefaultModelIsDrawnAndItsAuthorsAreNamed(t *testing.T) {
	site := pagestest.Builtin(t)
	for lang, want := range map[string]string{"en": "After Baker, Dalla and Williamson (2010).", "it": "Secondo Baker, Dalla e Williamson (2010)."} {
		p := site.Open(t, "/"+lang+"/phases")
		if !strings.Contains(p.Text("main"), want) {
			t.Errorf("%s does not say %q", p.Address, want)
		}
		if n := p.Find(".cycle-wide .cycle-station").Length(); n != 6 {
			t.Errorf("%s draws %d stations", p.Address, n)
		}
	}
}

func TestLinksOfTheDefaultModelStandOnceInTheCrosswalk(t *testing.T) {
	want := 0
	for _, link := range pagestest.File(t, "phase_mappings.csv") {
		if strings.HasPrefix(link["from_phase_id"], "baker-") || strings.HasPrefix(link["to_phase_id"], "baker-") {
			want++
		}
	}
	p := pagestest.Builtin(t).Open(t, "/en/phases")
	if got := p.Find("#crosswalk-caption").Parent().Find("tbody li").Length(); got != want {
		t.Errorf("%d links, want %d", got, want)
	}
}

func TestTheDownloadHasARowForEachModel(t *testing.T) {
	_, rows := pagestest.Builtin(t).Rows(t, "/en/phases")
	if want := len(pagestest.File(t, "phase_models.csv")); len(rows) != want {
		t.Errorf("%d rows, want %d", len(rows), want)
	}
}
