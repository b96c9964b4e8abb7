package drawing

import (
	"cmp"
	"slices"
)

// Widths of stations.
const (
	stationWide   = 200.0
	stationNarrow = 216.0
)

// Row draws stations from left to right, for wide screens. Returns run below them, steps
// that pass over a station above.
func Row(m Model) Picture { return inLine(m, boxesOf(m, stationWide), true) }

// Column draws stations from top to bottom, for narrow screens. Returns run on the right,
// steps that pass over a station on the left.
func Column(m Model) Picture { return inLine(m, boxesOf(m, stationNarrow), false) }

const (
	apartInRow    = 48.0
	apartInColumn = 40.0
	firstLane     = 18.0
	laneApart     = 12.0
	portApart     = 16.0
)

func inLine(m Model, boxes []Box, row bool) Picture {
	tallest := 0.0
	for _, b := range boxes {
		tallest = max(tallest, b.H)
	}
	at := 0.0
	for i, b := range boxes {
		if row {
			b.H = tallest
			boxes[i] = b.moved(at, 0)
			at += b.W + apartInRow
		} else {
			boxes[i] = b.moved(0, at)
			at += b.H + apartInColumn
		}
	}
	over, under := routed(boxes, between(m))
	before, after := room(over), room(under)
	draw := func(boxes []Box) []Arrow {
		return slices.Concat(straight(boxes, between(m), row), along(boxes, over, row, false), along(boxes, under, row, true))
	}
	if row {
		return picture(boxes, m, draw, 0, before, 0, after)
	}
	return picture(boxes, m, draw, before, 0, after, 0)
}

func room(routes []route) float64 {
	most := 0
	for _, r := range routes {
		most = max(most, r.lane+1)
	}
	if most == 0 {
		return 0
	}
	return firstLane + float64(most-1)*laneApart + 4
}

// route is a step that runs beside the stations, in a lane of its own.
type route struct {
	step     Step
	from, to int
	lane     int // the nearest is 0
}

func (r route) span() (low, high int) { return min(r.from, r.to), max(r.from, r.to) }

// next says that a step leads on to the very next station, straight.
func next(step Step, from, to int) bool { return to == from+1 && !step.Return }

// routed gives the steps that are not straight: those that go on, and those that return or
// lead to an earlier station.
func routed(boxes []Box, steps []Step) (over, under []route) {
	for _, step := range steps {
		from, to := find(boxes, step.From), find(boxes, step.To)
		switch {
		case next(step, from, to):
		case step.Return || to < from:
			under = append(under, route{step: step, from: from, to: to})
		default:
			over = append(over, route{step: step, from: from, to: to})
		}
	}
	return lanes(over), lanes(under)
}

// lanes gives each route the nearest lane in which no other runs beside the same stations,
// short ones first: so that they nest.
func lanes(routes []route) []route {
	slices.SortStableFunc(routes, func(x, y route) int {
		a, b := x.span()
		c, d := y.span()
		return cmp.Or(cmp.Compare(b-a, d-c), cmp.Compare(a, c))
	})
	for i := range routes {
		a, b := routes[i].span()
		for slices.ContainsFunc(routes[:i], func(r route) bool {
			c, d := r.span()
			return r.lane == routes[i].lane && a <= d && c <= b
		}) {
			routes[i].lane++
		}
	}
	return routes
}

func straight(boxes []Box, steps []Step, row bool) []Arrow {
	var list []Arrow
	for _, step := range steps {
		from, to := find(boxes, step.From), find(boxes, step.To)
		if !next(step, from, to) {
			continue
		}
		a, b := boxes[from], boxes[to]
		if row {
			y := a.Y + a.H/2
			list = append(list, rounded(step, Point{a.X + a.W, y}, Point{b.X - Tip, y}))
		} else {
			x := a.X + a.W/2
			list = append(list, rounded(step, Point{x, a.Y + a.H}, Point{x, b.Y - Tip}))
		}
	}
	return list
}

// along draws routes: out of a side, along the lane, and into the same side of the other
// station. far is the side below or on the right.
func along(boxes []Box, routes []route, row, far bool) []Arrow {
	list := make([]Arrow, 0, len(routes))
	for _, r := range routes {
		// In a row u runs to the right and v down, in a column the other way round.
		place := func(u, v float64) Point {
			if row {
				return Point{u, v}
			}
			return Point{v, u}
		}
		side := func(b Box) float64 {
			near, size := b.X, b.W
			if row {
				near, size = b.Y, b.H
			}
			if far {
				return near + size
			}
			return near
		}
		out := 1.0
		if !far {
			out = -1
		}
		a, b := side(boxes[r.from]), side(boxes[r.to])
		lane := a + out*(firstLane+float64(r.lane)*laneApart)
		u, w := port(boxes, routes, r, r.from, row), port(boxes, routes, r, r.to, row)
		list = append(list, rounded(r.step, place(u, a), place(u, lane), place(w, lane), place(w, b+out*Tip)))
	}
	return list
}

// port gives where along its side a station has the end of a route: ends to earlier
// stations first, and so that nested routes do not cross.
func port(boxes []Box, routes []route, of route, station int, row bool) float64 {
	var ends []route
	for _, r := range routes {
		if r.from == station || r.to == station {
			ends = append(ends, r)
		}
	}
	rank := func(r route) int {
		other := r.from + r.to - station
		if other < station {
			return station - other
		}
		return 2*len(boxes) - (other - station)
	}
	slices.SortStableFunc(ends, func(x, y route) int { return cmp.Compare(rank(x), rank(y)) })
	b := boxes[station]
	start, size := b.Y, b.H
	if row {
		start, size = b.X, b.W
	}
	apart := min(portApart, size/float64(len(ends)+1))
	i := slices.Index(ends, of)
	return start + size/2 + (float64(i)-float64(len(ends)-1)/2)*apart
}
