package drawing

// Sizes in a station.
const (
	pad         = 14.0
	labelSize   = 15.0
	labelLine   = 19.0
	smallSize   = 13.0
	smallLine   = 18.0
	markSize    = 11.0
	markText    = 6.0 // from a shape to its number
	markGap     = 9.0
	partPad     = 9.0
	partGap     = 7.0
	partWay     = 20.0 // between parts that a step joins
	numberSpace = 24.0
)

// box sets a station at the origin: its width is given, its height follows its words.
func box(s Station, w float64, steps []Step) Box {
	b := Box{Station: s, W: w}
	left := pad
	if s.Number != "" {
		left += numberSpace
	}
	y := pad
	b.NumberX, b.NumberY = pad, y+labelSize
	for _, text := range wrap(s.Label, labelSize, w-left-pad) {
		b.Lines = append(b.Lines, Line{left, y + labelSize - 1, text})
		y += labelLine
	}
	y += 2
	b.CountLine = Line{left, y + smallSize, s.Count}
	y += smallLine
	if len(s.Signs) > 0 {
		y = b.mark(left, y+3)
	}
	y = b.fill(pad-2, y, steps)
	b.H = y + pad - 3
	return b
}

// mark sets the signs, in as many rows as they need, and gives where they end.
func (b *Box) mark(left, y float64) float64 {
	x := left
	for _, sign := range b.Signs {
		wide := markSize + markText + width(sign.Number, smallSize)
		if x > left && x+wide > b.W-pad {
			x, y = left, y+smallLine
		}
		b.Marks = append(b.Marks, Mark{sign, x, y + 2, x + markSize + markText, y + smallSize - 1})
		x += wide + markGap
	}
	return y + smallLine
}

// fill sets the parts below each other, and the steps between them.
func (b *Box) fill(left, y float64, steps []Step) float64 {
	for i, part := range b.Parts {
		y += partGap
		if i > 0 && joined(steps, b.Parts[i-1].Key, part.Key) {
			y += partWay - partGap
		}
		inner := Box{Station: part, W: b.W - 2*left}
		at := partPad - 1
		for _, text := range wrap(part.Label, smallSize, inner.W-2*partPad) {
			inner.Lines = append(inner.Lines, Line{partPad, at + smallSize - 1, text})
			at += smallLine - 1
		}
		inner.CountLine = Line{partPad, at + smallSize - 1, part.Count}
		inner.H = at + smallLine + partPad - 3
		b.Inside = append(b.Inside, inner.moved(left, y))
		y += inner.H
	}
	if len(b.Parts) > 0 {
		y += 2
	}
	return y
}

// joinParts draws the steps between the parts of a station, when it has its place.
func (b *Box) joinParts(steps []Step) {
	for _, step := range steps {
		from, to := find(b.Inside, step.From), find(b.Inside, step.To)
		if from < 0 || to < 0 || from == to {
			continue
		}
		bulge := Point{}
		if to != from+1 || step.Return {
			bulge.X = b.Inside[from].W * .8
		}
		b.Ways = append(b.Ways, bent(step, b.Inside[from], b.Inside[to], bulge))
	}
}

func joined(steps []Step, one, other string) bool {
	for _, step := range steps {
		if step.From == one && step.To == other || step.From == other && step.To == one {
			return true
		}
	}
	return false
}

func find(boxes []Box, key string) int {
	for i, b := range boxes {
		if b.Key == key {
			return i
		}
	}
	return -1
}

// boxesOf sets all stations of a model, still at the origin.
func boxesOf(m Model, w float64) []Box {
	boxes := make([]Box, len(m.Stations))
	for i, station := range m.Stations {
		boxes[i] = box(station, w, m.Steps)
	}
	return boxes
}

// between gives the steps between stations: a step of a part is one of its station, and of
// equal ones the first counts, stated before not stated.
func between(m Model) []Step {
	station := map[string]string{}
	for _, s := range m.Stations {
		station[s.Key] = s.Key
		for _, part := range s.Parts {
			station[part.Key] = s.Key
		}
	}
	at := map[Step]int{}
	var list []Step
	for _, step := range m.Steps {
		from, to := station[step.From], station[step.To]
		if from == "" || to == "" || from == to {
			continue
		}
		lifted := Step{From: from, To: to, Return: step.Return}
		if i, known := at[lifted]; known {
			list[i].Open = list[i].Open && step.Open
			continue
		}
		at[lifted] = len(list)
		lifted.Open = step.Open
		list = append(list, lifted)
	}
	return list
}

// picture closes a drawing: it moves everything into view and measures it.
func picture(boxes []Box, m Model, draw func([]Box) []Arrow, left, top, right, bottom float64) Picture {
	if len(boxes) == 0 {
		return Picture{}
	}
	x1, y1, x2, y2 := boxes[0].X, boxes[0].Y, boxes[0].X, boxes[0].Y
	for _, b := range boxes {
		x1, y1 = min(x1, b.X), min(y1, b.Y)
		x2, y2 = max(x2, b.X+b.W), max(y2, b.Y+b.H)
	}
	const edge = 4
	for i := range boxes {
		boxes[i] = boxes[i].moved(left+edge-x1, top+edge-y1)
		boxes[i].joinParts(m.Steps)
	}
	p := Picture{Boxes: boxes, Width: x2 - x1 + left + right + 2*edge, Height: y2 - y1 + top + bottom + 2*edge}
	p.Arrows = draw(boxes)
	return p
}
