package frame_test

import (
	"os"
	"testing"

	"github.com/exitgraph/exitgraph/web/webtest/palette"
)

func TestColoursKeepTheirContrastAndStayApartForPeopleWhoSeeFewer(t *testing.T) {
	sheet, err := os.Open("style/10-tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	defer sheet.Close()
	light, dark, err := palette.Parse(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range append(palette.House.Faults(light), palette.House.Faults(dark)...) {
		t.Error(fault)
	}
}
