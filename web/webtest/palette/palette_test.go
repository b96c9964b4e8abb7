package palette

import (
	"math"
	"strings"
	"testing"

	"github.com/lucasb-eyer/go-colorful"
)

// A sheet whose colours keep the rules.
const sheet = `@charset "utf-8";
/* --ink: #ffffff is not said here */
:root {
  --facilitating: #005CA8; --hindering: #B34700; --ambivalent: #70376C; --unsigned: #5F6266;
  --paper: #FDFCFA; --ink: #1B1E22; --quiet: var(--unsigned); --link: var( --facilitating ); --accent: #05a;
  --gap: 1rem; --round: var(--round);
}
body { color: var(--ink); --ink: #fff }
@media print { :root { --ink: #000 } }
@media (prefers-color-scheme: dark) {
  :root:not([data-theme="light"]) {
    --facilitating: #7CC4FF; --hindering: #FFB27A; --ambivalent: #B88FB5; --unsigned: #C7C9CD;
    --paper: #14181C; --ink: #EDEFF1; --accent: #7CC4FF;
  }
}
`

const chosenDark = `:root[data-theme='dark'], .sample {
  --facilitating: #7CC4FF; --hindering: #FFB27A; --ambivalent: #B88FB5; --unsigned: #C7C9CD;
  --paper: #14181C; --ink: #EDEFF1; --accent: #7CC4FF;
}
`

func colour(t *testing.T, hex string) colorful.Color {
	t.Helper()
	c, err := colorful.Hex(hex)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func parsed(t *testing.T, sheet string) (light, dark Scheme) {
	t.Helper()
	light, dark, err := Parse(strings.NewReader(sheet))
	if err != nil {
		t.Fatal(err)
	}
	return light, dark
}

func TestColoursAreReadForLightAndDark(t *testing.T) {
	for name, sheet := range map[string]string{"preferred": sheet, "chosen too": sheet + chosenDark, "in a layer": "@layer base {" + sheet + chosenDark + "}"} {
		light, dark := parsed(t, sheet)
		for _, want := range []struct {
			scheme    Scheme
			name, hex string
		}{
			{light, "paper", "#fdfcfa"}, {dark, "paper", "#14181c"},
			{light, "ink", "#1b1e22"}, {dark, "ink", "#edeff1"},
			{light, "link", "#005ca8"}, {dark, "link", "#7cc4ff"}, // a reference is followed in each
			{light, "quiet", "#5f6266"}, {dark, "quiet", "#c7c9cd"},
			{light, "accent", "#0055aa"},
		} {
			if got := want.scheme[want.name].Hex(); got != want.hex {
				t.Errorf("%s: --%s is %s, want %s", name, want.name, got, want.hex)
			}
		}
		for _, none := range []string{"gap", "round", "color"} {
			if c, ok := light[none]; ok {
				t.Errorf("%s: %s is no colour, and read as %s", name, none, c.Hex())
			}
		}
	}
}

func TestWhatIsPreferredAndWhatIsChosenMustAgree(t *testing.T) {
	for name, tt := range map[string]struct{ more, want string }{
		"another value": {strings.Replace(chosenDark, "#B88FB5", "#FFFFFF", 1), "--ambivalent is #b88fb5 for readers who prefer dark and #ffffff for those who choose it"},
		"one forgotten": {strings.Replace(chosenDark, "--paper: #14181C;", "", 1), "--paper is #14181c for readers who prefer dark and #fdfcfa"},
		"light":         {`:root[data-theme="light"] { --ink: #000 }`, "--ink is #1b1e22 for readers who prefer light and #000000"},
	} {
		if _, _, err := Parse(strings.NewReader(sheet + tt.more)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if _, _, err := Parse(strings.NewReader("body { color: red }")); err == nil {
		t.Error("a sheet without colours was read")
	}
}

func TestContrastIsThatOfWCAG(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want float64
	}{{"#000000", "#ffffff", 21}, {"#ffffff", "#767676", 4.54}, {"#949494", "#ffffff", 3.03}, {"#777777", "#777777", 1}} {
		if got := Contrast(colour(t, tt.a), colour(t, tt.b)); math.Abs(got-tt.want) > 0.005 {
			t.Errorf("%s on %s: got %.3f, want %.2f", tt.a, tt.b, got, tt.want)
		}
	}
}

func TestSimulatedSightKeepsGreysAndMixesWhatItCannotTell(t *testing.T) {
	for _, sight := range Sights {
		for _, grey := range []string{"#000000", "#5f6266", "#ffffff"} {
			if d := Distance(sight.Seen(colour(t, grey)), colour(t, grey)); d > 3 {
				t.Errorf("%s: grey %s moves by %.1f", sight, grey, d)
			}
		}
	}
	// Pairs that are told apart by hue alone, and by whom they are not.
	for _, tt := range []struct {
		a, b  string
		sight Sight
	}{{"#b04a4a", "#6f7338", Deuteranopia}, {"#a75b3a", "#6c6f2e", Protanopia}, {"#4a7fb0", "#3f8a83", Tritanopia}} {
		typical := Distance(colour(t, tt.a), colour(t, tt.b))
		seen := Distance(tt.sight.Seen(colour(t, tt.a)), tt.sight.Seen(colour(t, tt.b)))
		if seen > typical/2 {
			t.Errorf("%s and %s: %.1f apart for typical sight and %.1f for %s", tt.a, tt.b, typical, seen, tt.sight)
		}
	}
	if got := Distance(colour(t, "#000000"), colour(t, "#ffffff")); math.Abs(got-100) > 0.01 {
		t.Errorf("black and white are %.2f apart", got)
	}
}

func TestTheHouseRulesHoldOfGoodColoursAndNameBadOnes(t *testing.T) {
	light, dark := parsed(t, sheet)
	for name, scheme := range map[string]Scheme{"light": light, "dark": dark} {
		if faults := House.Faults(scheme); len(faults) > 0 {
			t.Errorf("%s: %q", name, faults)
		}
	}
	for name, tt := range map[string]struct {
		property, hex string
		want          []string
	}{
		"pale text":  {"quiet", "#8a8f96", []string{"--quiet #8a8f96 has a contrast of 3.18 to --paper #fdfcfa, less than 4.5 for text"}},
		"missing":    {"accent", "", []string{"--accent is not set to a colour"}},
		"much alike": {"ambivalent", "#7A3E78", []string{"--facilitating #005ca8 and --ambivalent #7a3e78 are 9.3 apart for protanopia, less than 12", "--ambivalent #7a3e78 and --unsigned #5f6266 are 11.8 apart for deuteranopia"}},
		"pale sign":  {"hindering", "#e89a5c", []string{"for text", "--hindering #e89a5c has a contrast of 2.22 to --paper #fdfcfa for typical sight, less than 3.0 for signs"}},
	} {
		changed := Scheme{}
		for property, c := range light {
			changed[property] = c
		}
		delete(changed, tt.property)
		if tt.hex != "" {
			changed[tt.property] = colour(t, tt.hex)
		}
		faults := strings.Join(House.Faults(changed), "\n")
		for _, want := range tt.want {
			if !strings.Contains(faults, want) {
				t.Errorf("%s: %q is not among:\n%s", name, want, faults)
			}
		}
	}
}
