package listing_test

import (
	"testing"

	"github.com/exitgraph/exitgraph/web/listing"
	"github.com/exitgraph/exitgraph/web/words"
)

func TestASizeStandsWithItsUnit(t *testing.T) {
	catalogue, err := words.New()
	if err != nil {
		t.Fatal(err)
	}
	one, many := 1, 1234
	for _, c := range []struct {
		lang string
		size *int
		unit string
		want string
	}{
		{"en", nil, "UNKNOWN", "size not known"},
		{"en", nil, "PEOPLE", "size not known"},
		{"en", &one, "PEOPLE", "1 person"},
		{"en", &many, "CASE_FILES", "1,234 case files"},
		{"en", &one, "TESTIMONIES", "1 testimony"},
		{"en", &many, "OTHER", "1,234 in another unit"},
		{"it", &one, "HOUSEHOLDS", "1 nucleo familiare"},
		{"it", &many, "PEOPLE", "1.234 persone"},
	} {
		if got := listing.Size(catalogue.In(c.lang, ""), c.size, c.unit); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.lang, c.unit, got, c.want)
		}
	}
}
