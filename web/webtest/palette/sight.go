package palette

import "github.com/lucasb-eyer/go-colorful"

// Sight is a way to see colours.
type Sight string

// The ways that are simulated: with all three kinds of cones, and with one missing.
const (
	Typical      Sight = "typical sight"
	Protanopia   Sight = "protanopia"
	Deuteranopia Sight = "deuteranopia"
	Tritanopia   Sight = "tritanopia"
)

// Sights are all of them.
var Sights = []Sight{Typical, Protanopia, Deuteranopia, Tritanopia}

// simulations are the matrices for severity 1.0 of G. M. Machado, M. M. Oliveira and
// L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision
// Deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (6), 2009,
// pages 1291-1298, for linear RGB. The authors call tritanopia an approximation.
var simulations = map[Sight][3][3]float64{
	Protanopia: {
		{0.152286, 1.052583, -0.204868},
		{0.114503, 0.786281, 0.099216},
		{-0.003882, -0.048116, 1.051998},
	},
	Deuteranopia: {
		{0.367322, 0.860646, -0.227968},
		{0.280085, 0.672501, 0.047413},
		{-0.011820, 0.042940, 0.968881},
	},
	Tritanopia: {
		{1.255528, -0.076749, -0.178779},
		{-0.078411, 0.930809, 0.147602},
		{0.004733, 0.691367, 0.303900},
	},
}

// Seen is how a colour looks to this sight, as a colour for typical sight.
func (s Sight) Seen(c colorful.Color) colorful.Color {
	m, simulated := simulations[s]
	if !simulated {
		return c
	}
	r, g, b := c.LinearRgb()
	row := func(i int) float64 { return m[i][0]*r + m[i][1]*g + m[i][2]*b }
	return colorful.LinearRgb(within(row(0)), within(row(1)), within(row(2)))
}

// within keeps a part of a colour in what a screen can show.
func within(part float64) float64 { return min(max(part, 0), 1) }

// Contrast is the contrast ratio of WCAG 2, from 1 to 21; the order does not matter.
func Contrast(a, b colorful.Color) float64 {
	light, dark := luminance(a), luminance(b)
	if light < dark {
		light, dark = dark, light
	}
	return (light + 0.05) / (dark + 0.05)
}

// luminance is the relative luminance of WCAG 2, from 0 to 1.
func luminance(c colorful.Color) float64 {
	r, g, b := c.LinearRgb()
	return 0.2126*r + 0.7152*g + 0.0722*b
}

// Distance is the difference of two colours by CIEDE2000, in its usual unit: 1 is about
// the least that is noticed side by side, black and white are 100 apart.
func Distance(a, b colorful.Color) float64 { return 100 * a.DistanceCIEDE2000(b) }
