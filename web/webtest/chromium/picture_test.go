package chromium

import (
	"bytes"
	"image"
	"image/png"
	"testing"

	"github.com/lucasb-eyer/go-colorful"

	"github.com/exitgraph/exitgraph/web/webtest/palette"
)

func TestPicturesShowTheWholePageAndPrintsAllSheets(t *testing.T) {
	server := serve(t, map[string]string{"/": `<!doctype html><title>x</title><style>
		body { margin: 0 } section { height: 1500px } @media print { section { break-after: page; height: auto } }
		</style><section>one</section><section>two</section><p>three`})
	tab := open(t, Settings{Width: 360}, server.URL)
	if size := shot(t, tab).Bounds().Size(); size.X != 360 || size.Y < 3000 {
		t.Errorf("the picture has %v", size)
	}
	pdf, err := tab.PDF()
	if err != nil {
		t.Fatal(err)
	}
	if sheets := PDFPages(pdf); sheets != 3 {
		t.Errorf("printed %d sheets", sheets)
	}
}

func shot(t *testing.T, tab *Tab) image.Image {
	t.Helper()
	content, err := tab.Screenshot()
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// Chromium simulates sight by a program of its own, so this holds of both.
func TestPicturesAreSeenAsThePaletteSimulatesIt(t *testing.T) {
	const hex = "#b34700"
	server := serve(t, map[string]string{"/": `<!doctype html><title>x</title><style>html { background: ` + hex + ` }</style>`})
	colour, err := colorful.Hex(hex)
	if err != nil {
		t.Fatal(err)
	}
	for setting, sight := range map[string]palette.Sight{
		"": palette.Typical, "protanopia": palette.Protanopia, "deuteranopia": palette.Deuteranopia, "tritanopia": palette.Tritanopia,
	} {
		seen, _ := colorful.MakeColor(shot(t, open(t, Settings{Sight: setting}, server.URL)).At(5, 5))
		if want := sight.Seen(colour); palette.Distance(seen, want) > 1 {
			t.Errorf("%s: the browser shows %s, the palette %s", sight, seen.Hex(), want.Hex())
		}
	}
}
