package drawing

import (
	"fmt"
	"math"
)

// bent draws a step as one bend from box to box: from centre to centre, bowed by a
// vector, and cut at the borders.
func bent(step Step, from, to Box, bow Point) Arrow {
	a, b := from.center(), to.center()
	c := Point{(a.X+b.X)/2 + bow.X, (a.Y+b.Y)/2 + bow.Y}
	at := func(t float64) Point {
		u := 1 - t
		return Point{u*u*a.X + 2*u*t*c.X + t*t*b.X, u*u*a.Y + 2*u*t*c.Y + t*t*b.Y}
	}
	// A bend leaves a box once: boxes are convex and the bend turns one way.
	start := edge(func(t float64) bool { return from.holds(at(t), 0) })
	end := 1 - edge(func(t float64) bool { return to.holds(at(1-t), Tip) })
	if start >= end {
		start, end = .5, .5
	}
	p, q := at(start), at(end)
	// The middle of the cut bend, by de Casteljau's construction.
	control := func(s, e float64) Point {
		mix := func(v, w, x float64) float64 {
			return (1-s)*((1-e)*v+e*w) + s*((1-e)*w+e*x)
		}
		return Point{mix(a.X, c.X, b.X), mix(a.Y, c.Y, b.Y)}
	}
	k := control(start, end)
	path := fmt.Sprintf("M%s Q%s %s", p, k, q)
	if bow == (Point{}) {
		path = fmt.Sprintf("M%s L%s", p, q)
	}
	return Arrow{Step: step, Path: path, Start: p, End: q}
}

// edge gives the last place from 0 to 1 up to which inside holds, to a part in a thousand
// of the steps that are tried.
func edge(inside func(float64) bool) float64 {
	const steps = 64
	low := 0.0
	for i := steps; i > 0; i-- {
		if t := float64(i) / steps; inside(t) {
			low = t
			break
		}
	}
	high := min(low+1.0/steps, 1)
	for range 20 {
		middle := (low + high) / 2
		if inside(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

// rounded draws a step along corners, with the corners rounded.
func rounded(step Step, points ...Point) Arrow {
	const radius = 10
	path := "M" + points[0].String()
	for i := 1; i < len(points)-1; i++ {
		p, corner, q := points[i-1], points[i], points[i+1]
		in := min(radius, distance(p, corner)/2)
		out := min(radius, distance(corner, q)/2)
		path += fmt.Sprintf(" L%s Q%s %s", toward(corner, p, in), corner, toward(corner, q, out))
	}
	last := points[len(points)-1]
	return Arrow{Step: step, Path: path + " L" + last.String(), Start: points[0], End: last}
}

func distance(p, q Point) float64 { return math.Hypot(p.X-q.X, p.Y-q.Y) }

// toward gives the point that is far from p on the way to q.
func toward(p, q Point, far float64) Point {
	d := distance(p, q)
	if d == 0 {
		return p
	}
	return Point{p.X + (q.X-p.X)*far/d, p.Y + (q.Y-p.Y)*far/d}
}

// String gives the point as a path of SVG has it.
func (p Point) String() string {
	return fmt.Sprintf("%g %g", math.Round(p.X*10)/10, math.Round(p.Y*10)/10)
}
