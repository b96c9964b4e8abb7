package drawing

import (
	"math"
	"slices"
)

// Cyclic says whether a model has stations that lead back to each other, so that Ring
// shows more than Row.
func Cyclic(m Model) bool { return len(circle(m)) > 1 }

// Ring draws the stations that lead back to each other on a ring, in their order and
// clockwise. Those before the circle stand on its left, those after it on its right,
// beside the station from which a step leaves it.
func Ring(m Model) Picture {
	boxes, steps, members := boxesOf(m, stationWide), between(m), circle(m)
	if len(members) == 0 {
		return Row(m)
	}
	var left, right []int
	for i := range boxes {
		switch {
		case slices.Contains(members, i):
		case i < members[0]:
			left = append(left, i)
		default:
			right = append(right, i)
		}
	}
	turn := gate(boxes, steps, members, right)
	rx, ry := onRing(boxes, members, turn)
	beside(boxes, left, -rx-stationWide-apartBeside)
	beside(boxes, right, rx+stationWide+apartBeside)
	draw := func(boxes []Box) []Arrow { return bends(boxes, steps, members, ry) }
	return picture(boxes, m, draw, 0, 0, 0, 0)
}

const (
	apartBeside = 72.0
	apartX      = 64.0
	apartY      = 64.0
	flatness    = .74 // height of the ring to its width
)

// circle gives the stations, in order, of the largest set in which each can be reached
// from each; the first of equally large ones. Nil where there is none of two.
func circle(m Model) []int {
	index := map[string]int{}
	for i, s := range m.Stations {
		index[s.Key] = i
	}
	n := len(m.Stations)
	reach := make([][]bool, n)
	for i := range reach {
		reach[i] = make([]bool, n)
	}
	for _, step := range between(m) {
		reach[index[step.From]][index[step.To]] = true
	}
	for k := range n {
		for i := range n {
			for j := range n {
				reach[i][j] = reach[i][j] || reach[i][k] && reach[k][j]
			}
		}
	}
	var largest []int
	for i := range n {
		var set []int
		for j := range n {
			if reach[i][j] && reach[j][i] {
				set = append(set, j)
			}
		}
		if len(set) > max(1, len(largest)) {
			largest = set
		}
	}
	return largest
}

// gate gives the angle of the first station of the ring: the one from which most steps
// lead out of it stands on the right. Where none does, the first stands at the top.
func gate(boxes []Box, steps []Step, members, right []int) float64 {
	best, most := -1, 0
	for k, member := range members {
		count := 0
		for _, step := range steps {
			if step.From == boxes[member].Key && slices.Contains(right, find(boxes, step.To)) {
				count++
			}
		}
		if count > most {
			best, most = k, count
		}
	}
	if best < 0 {
		return -math.Pi / 2
	}
	return -2 * math.Pi * float64(best) / float64(len(members))
}

// onRing sets the stations of the ring around the origin, on the smallest ring on which
// they stand apart, and gives its two radii.
func onRing(boxes []Box, members []int, turn float64) (rx, ry float64) {
	for rx = 200; ; rx += 4 {
		ry = rx * flatness
		for k, i := range members {
			angle := turn + 2*math.Pi*float64(k)/float64(len(members))
			b := boxes[i]
			boxes[i] = b.moved(rx*math.Cos(angle)-b.W/2-b.X, ry*math.Sin(angle)-b.H/2-b.Y)
		}
		if apart(boxes, members) {
			return rx, ry
		}
	}
}

func apart(boxes []Box, members []int) bool {
	for k, i := range members {
		for _, j := range members[:k] {
			a, b := boxes[i], boxes[j]
			dx := math.Abs(a.center().X-b.center().X) - (a.W+b.W)/2
			dy := math.Abs(a.center().Y-b.center().Y) - (a.H+b.H)/2
			if dx < apartX && dy < apartY {
				return false
			}
		}
	}
	return true
}

// beside sets stations in a column around x, in the middle of the ring's height.
func beside(boxes []Box, list []int, x float64) {
	height := -apartInColumn
	for _, i := range list {
		height += boxes[i].H + apartInColumn
	}
	y := -height / 2
	for _, i := range list {
		b := boxes[i]
		boxes[i] = b.moved(x-b.W/2-b.X, y-b.Y)
		y += b.H + apartInColumn
	}
}

// bends draws the steps of a ring: on from one station to the next along the ring, all
// others through its inside.
func bends(boxes []Box, steps []Step, members []int, ry float64) []Arrow {
	middle := ringCentre(boxes, members)
	list := make([]Arrow, 0, len(steps))
	for _, step := range steps {
		from, to := find(boxes, step.From), find(boxes, step.To)
		a, b := boxes[from].center(), boxes[to].center()
		i, j := slices.Index(members, from), slices.Index(members, to)
		half := Point{(a.X+b.X)/2 - middle.X, (a.Y+b.Y)/2 - middle.Y}
		bow := Point{}
		switch n := len(members); {
		case i < 0 || j < 0:
		case n == 2 && step.Return:
			bow = Point{0, ry * .5}
		case n == 2:
			bow = Point{0, -ry * .5}
		case (i+1)%n == j && !step.Return:
			// The top of a bend lies half as far out as its control.
			far := 2 * (1/math.Cos(math.Pi/float64(n)) - 1)
			bow = Point{half.X * min(far, .5), half.Y * min(far, .5)}
		default:
			bow = Point{-half.X * .35, -half.Y * .35}
		}
		list = append(list, bent(step, boxes[from], boxes[to], bow))
	}
	return list
}

// ringCentre gives the centre of a ring from where its stations stand now.
func ringCentre(boxes []Box, members []int) Point {
	var sum Point
	for _, i := range members {
		c := boxes[i].center()
		sum = Point{sum.X + c.X, sum.Y + c.Y}
	}
	n := float64(len(members))
	return Point{sum.X / n, sum.Y / n}
}
