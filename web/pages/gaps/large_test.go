package gaps_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/seed"
	"github.com/exitgraph/exitgraph/web/pagestest"
)

func TestManyFactorsStayLight(t *testing.T) {
	d, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	records := d.Records
	for i := range 10_000 {
		records = append(records, &graph.Factor{
			Key: fmt.Sprintf("invented-%05d", i), Label: graph.Text{{Lang: "en", Value: fmt.Sprintf("Invented factor %d", i)}},
			Level: "RELATIONAL", NamingBasis: "ADDED", Confidence: "LOW",
		})
	}
	s := pagestest.Of(t, d.Release, records)
	for _, address := range []string{"/en/gaps", "/en/gaps?page=400", "/en/gaps?row=invented-09999"} {
		p := s.Open(t, address)
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		_, _ = w.Write([]byte(p.Body))
		_ = w.Close()
		if packed.Len() > 30_000 || p.Find(".gap-row").Length() == 0 {
			t.Errorf("%s has %d bytes when compressed, and %d rows", address, packed.Len(), p.Find(".gap-row").Length())
		}
	}
	if said := s.Open(t, "/en/gaps").Text("#nobody ~ p"); !strings.Contains(said, "10,000 rows have no finding at all") || !strings.Contains(said, "and 9,988 more") {
		t.Errorf("the page says %q", said)
	}
}

func TestTextsOfTheDataDoNothing(t *testing.T) {
	s := pagestest.Hostile(t)
	for _, address := range []string{"/en/gaps", "/it/gaps?row=children", "/en/gaps?rows=COUNTRY&columns=FACTOR"} {
		p := s.Open(t, address)
		p.Inert(t)
		p.Find("[id]").Each(func(_ int, e *goquery.Selection) {
			if id := e.AttrOr("id", ""); p.Find("[id='"+id+"']").Length() != 1 {
				t.Errorf("%s: the id %q stands there twice", address, id)
			}
		})
	}
}
