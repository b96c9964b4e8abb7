package words_test

import (
	"slices"
	"testing"

	"github.com/exitgraph/exitgraph/web/words"
)

func TestWordsAreOrderedAsInAnIndex(t *testing.T) {
	catalogue, err := words.New()
	if err != nil {
		t.Fatal(err)
	}
	list := []string{"valenza", "età", "Eta", "uscita", "è così", "Zona", "campione"}
	slices.SortStableFunc(list, catalogue.In("it", "").Order())
	if want := []string{"campione", "è così", "Eta", "età", "uscita", "valenza", "Zona"}; !slices.Equal(list, want) {
		t.Errorf("the order is %q, not %q", list, want)
	}
}
