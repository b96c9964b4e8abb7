package drawing_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/web/drawing"
)

// invented makes a model of n stations, with labels of all lengths, steps from each to the
// next, and some more steps between any two.
func invented(r *rand.Rand, n int) drawing.Model {
	words := []string{"Exit", "Consapevolezza", "Pianificazione deliberata", "a", "Adozione di un nuovo ruolo e di una nuova identità", "MMMMMMMMMMMMMMMMMMMMMMMMMMMMMM", ""}
	var m drawing.Model
	for i := range n {
		s := drawing.Station{Key: fmt.Sprint("s", i), Number: fmt.Sprint(i + 1), Label: words[r.IntN(len(words))], Count: "12 studies"}
		for range r.IntN(5) {
			s.Signs = append(s.Signs, drawing.Sign{Valence: "HINDERING", Number: fmt.Sprint(r.IntN(5000))})
		}
		for j := range r.IntN(3) {
			s.Parts = append(s.Parts, drawing.Station{Key: fmt.Sprint(s.Key, "-", j), Label: words[r.IntN(len(words))], Count: "1 study"})
		}
		m.Stations = append(m.Stations, s)
	}
	for i := range n {
		if i > 0 && r.IntN(5) > 0 {
			m.Steps = append(m.Steps, drawing.Step{From: fmt.Sprint("s", i-1), To: fmt.Sprint("s", i), Open: r.IntN(2) == 0})
		}
		if len(m.Stations[i].Parts) == 2 {
			m.Steps = append(m.Steps, drawing.Step{From: fmt.Sprint("s", i, "-0"), To: fmt.Sprint("s", i, "-1")})
		}
	}
	for range r.IntN(n) {
		from, to := r.IntN(n), r.IntN(n)
		m.Steps = append(m.Steps, drawing.Step{From: fmt.Sprint("s", from), To: fmt.Sprint("s", to), Return: to < from})
	}
	return m
}

var forms = map[string]func(drawing.Model) drawing.Picture{"ring": drawing.Ring, "row": drawing.Row, "column": drawing.Column}

// everyDrawing runs a rule over each form of many models with 2 to 12 stations.
func everyDrawing(t *testing.T, rule func(t *testing.T, m drawing.Model, p drawing.Picture)) {
	t.Helper()
	for n := 2; n <= 12; n++ {
		for seed := range uint64(12) {
			m := invented(rand.New(rand.NewPCG(seed, uint64(n))), n)
			for name, form := range forms {
				t.Run(fmt.Sprintf("%s of %d, %d", name, n, seed), func(t *testing.T) { rule(t, m, form(m)) })
			}
		}
	}
}

func TestStationsNeverOverlapAndStandInView(t *testing.T) {
	everyDrawing(t, func(t *testing.T, m drawing.Model, p drawing.Picture) {
		if len(p.Boxes) != len(m.Stations) {
			t.Fatalf("%d boxes for %d stations", len(p.Boxes), len(m.Stations))
		}
		const least = 24
		for i, a := range p.Boxes {
			if a.X < 0 || a.Y < 0 || a.X+a.W > p.Width || a.Y+a.H > p.Height {
				t.Errorf("%s is out of view", a.Key)
			}
			for _, b := range p.Boxes[:i] {
				if a.X < b.X+b.W+least && b.X < a.X+a.W+least && a.Y < b.Y+b.H+least && b.Y < a.Y+a.H+least {
					t.Errorf("%s and %s stand closer than %d", a.Key, b.Key, least)
				}
			}
		}
	})
}

// far gives how far a point is from the border of a box; negative inside.
func far(p drawing.Point, b drawing.Box) float64 {
	dx := max(b.X-p.X, p.X-b.X-b.W)
	dy := max(b.Y-p.Y, p.Y-b.Y-b.H)
	return max(dx, dy)
}

func TestArrowsBeginAndEndAtTheirStations(t *testing.T) {
	everyDrawing(t, func(t *testing.T, m drawing.Model, p drawing.Picture) {
		boxes := map[string]drawing.Box{}
		for _, b := range p.Boxes {
			boxes[b.Key] = b
		}
		for _, a := range p.Arrows {
			if d := far(a.Start, boxes[a.From]); d < -.5 || d > .5 {
				t.Errorf("%s to %s begins %.1f from its station", a.From, a.To, d)
			}
			if d := far(a.End, boxes[a.To]); d < .5 || d > drawing.Tip+.5 {
				t.Errorf("%s to %s ends %.1f from its station", a.From, a.To, d)
			}
			for _, point := range along(t, a.Path) {
				if point.X < 0 || point.Y < 0 || point.X > p.Width || point.Y > p.Height {
					t.Errorf("%s to %s leaves the view at %v", a.From, a.To, point)
				}
			}
		}
	})
}

func TestArrowsInLineTouchNoOtherStation(t *testing.T) {
	everyDrawing(t, func(t *testing.T, m drawing.Model, p drawing.Picture) {
		if strings.HasPrefix(t.Name()[strings.Index(t.Name(), "/")+1:], "ring") {
			return
		}
		for _, a := range p.Arrows {
			for _, point := range along(t, a.Path) {
				for _, b := range p.Boxes {
					if b.Key != a.From && b.Key != a.To && far(point, b) < 1 {
						t.Errorf("%s to %s runs over %s", a.From, a.To, b.Key)
					}
				}
			}
		}
	})
}

// circle is n stations, each leading on to the next, and the last back to all others.
func circle(n int) drawing.Model {
	var m drawing.Model
	for i := range n {
		m.Stations = append(m.Stations, drawing.Station{Key: fmt.Sprint("s", i), Number: fmt.Sprint(i + 1), Label: "Pianificazione deliberata", Count: "12 studi"})
		if i > 0 {
			m.Steps = append(m.Steps, drawing.Step{From: fmt.Sprint("s", i-1), To: fmt.Sprint("s", i)})
			m.Steps = append(m.Steps, drawing.Step{From: fmt.Sprint("s", n-1), To: fmt.Sprint("s", i-1), Return: true})
		}
	}
	return m
}

func TestArrowsOnARingTouchNoOtherStation(t *testing.T) {
	for n := 2; n <= 12; n++ {
		m := circle(n)
		if !drawing.Cyclic(m) {
			t.Fatalf("a circle of %d is none", n)
		}
		p := drawing.Ring(m)
		for _, a := range p.Arrows {
			for _, point := range along(t, a.Path) {
				for _, b := range p.Boxes {
					if b.Key != a.From && b.Key != a.To && far(point, b) < 4 {
						t.Fatalf("of %d: %s to %s comes near %s", n, a.From, a.To, b.Key)
					}
				}
			}
		}
	}
}

func TestEveryStepBetweenStationsIsDrawnOnce(t *testing.T) {
	everyDrawing(t, func(t *testing.T, m drawing.Model, p drawing.Picture) {
		type way struct {
			from, to string
			back     bool
		}
		want, got := map[way]int{}, map[way]int{}
		for _, s := range m.Steps {
			if s.From != s.To && !strings.Contains(s.From, "-") {
				want[way{s.From, s.To, s.Return}] = 1
			}
		}
		for _, a := range p.Arrows {
			got[way{a.From, a.To, a.Return}]++
		}
		if fmt.Sprint(want) != fmt.Sprint(got) {
			t.Errorf("drawn: %v, of %v", got, want)
		}
	})
}

func TestWordsStayInTheirStation(t *testing.T) {
	everyDrawing(t, func(t *testing.T, _ drawing.Model, p drawing.Picture) {
		for _, b := range p.Boxes {
			inside(t, b, b.Lines, 15)
			for _, part := range b.Inside {
				inside(t, part, append(part.Lines, part.CountLine), 13)
				if far(drawing.Point{X: part.X, Y: part.Y}, b) > 0 || far(drawing.Point{X: part.X + part.W, Y: part.Y + part.H}, b) > 0 {
					t.Errorf("%s is not inside %s", part.Key, b.Key)
				}
			}
			for _, mark := range b.Marks {
				if mark.TextX+8*float64(len(mark.Number)) > b.X+b.W || mark.TextY > b.Y+b.H {
					t.Errorf("a sign leaves %s", b.Key)
				}
			}
		}
	})
}

// inside holds that lines of letters as wide as those of common fonts fit, and that they
// run down the box.
func inside(t *testing.T, b drawing.Box, lines []drawing.Line, size float64) {
	t.Helper()
	y := b.Y
	for _, line := range lines {
		wide := 0.0
		for _, r := range line.Text {
			switch {
			case strings.ContainsRune("il", r):
				wide += size * .35
			case r == 'M':
				wide += size
			default:
				wide += size * .56
			}
		}
		if line.X < b.X || line.X+wide > b.X+b.W || line.Y <= y || line.Y > b.Y+b.H {
			t.Errorf("%q leaves %s", line.Text, b.Key)
		}
		y = line.Y
	}
}

func TestTheSameModelIsAlwaysDrawnTheSame(t *testing.T) {
	m := invented(rand.New(rand.NewPCG(3, 3)), 9)
	for name, form := range forms {
		if one, two := fmt.Sprint(form(m)), fmt.Sprint(form(m)); one != two {
			t.Errorf("%s differs", name)
		}
	}
}

var token = regexp.MustCompile(`[MLQ]|-?[0-9.]+`)

// along walks a path and gives points on it, close to each other.
func along(t *testing.T, path string) []drawing.Point {
	t.Helper()
	tokens := token.FindAllString(path, -1)
	var points []drawing.Point
	var at drawing.Point
	number := func() (p drawing.Point) {
		if _, err := fmt.Sscan(tokens[0]+" "+tokens[1], &p.X, &p.Y); err != nil {
			t.Fatalf("path %q: %v", path, err)
		}
		tokens = tokens[2:]
		return p
	}
	for len(tokens) > 0 {
		form := tokens[0]
		tokens = tokens[1:]
		bend := at
		if form == "Q" {
			bend = number()
		}
		to := number()
		if form == "L" {
			bend = drawing.Point{X: (at.X + to.X) / 2, Y: (at.Y + to.Y) / 2}
		}
		if form != "M" {
			for i := 1; i <= 40; i++ {
				s := float64(i) / 40
				r := 1 - s
				points = append(points, drawing.Point{X: r*r*at.X + 2*r*s*bend.X + s*s*to.X, Y: r*r*at.Y + 2*r*s*bend.Y + s*s*to.Y})
			}
		}
		at = to
	}
	return points
}
