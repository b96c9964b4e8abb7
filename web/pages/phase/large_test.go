package phase_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/seed"
	"github.com/exitgraph/exitgraph/web/pagestest"
)

func TestAPhaseWithManyFactorsStaysUsableAndSaysWhatIsLeftOut(t *testing.T) {
	d, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	var factor graph.Factor
	var finding graph.Finding
	for _, record := range d.Records {
		switch r := record.(type) {
		case *graph.Factor:
			factor = *r
		case *graph.Finding:
			if r.Phase == "baker-immersion" {
				finding = *r
			}
		}
	}
	const many = 600
	for i := range many {
		f, said := factor, finding
		f.Key, f.Broader = fmt.Sprint("invented-", i), ""
		said.Key, said.Factor = fmt.Sprint("finding-invented-", i), f.Key
		d.Records = append(d.Records, &f, &said)
	}
	site := pagestest.Of(t, d.Release, d.Records)
	p := site.Open(t, "/en/phases/baker-immersion")
	if len(p.Body) > 400_000 {
		t.Errorf("the page has %d bytes", len(p.Body))
	}
	if text := p.Text(".sides"); !strings.Contains(text, "more factors are not shown here") {
		t.Errorf("the page does not say that factors are left out")
	}
	if _, rows := site.Rows(t, "/en/phases/baker-immersion"); len(rows) < many {
		t.Errorf("the download has %d rows, want %d at least", len(rows), many)
	}
}
