package drawing

// Model is what is drawn: stations in order, and steps between them.
type Model struct {
	Stations []Station
	Steps    []Step
}

// Station is one phase. All words are in the reader's language.
type Station struct {
	Key string
	// Number is the place in the order, as it is shown; empty where there is none.
	Number, Label, Count string
	Href                 string
	// Lang is the language of the label where it is not the page's, else empty.
	Lang string
	// Name says everything of the station in one sentence, for those who do not see it.
	Name    string
	Signs   []Sign
	Parts   []Station // drawn inside, without parts of their own
	Current bool
}

// Sign is a valence with its number.
type Sign struct{ Valence, Number string }

// Step leads from one station or part to another, by their keys. Steps whose ends are not
// in the model are left out, as are those from a station to itself.
type Step struct {
	From, To string
	Return   bool
	Open     bool // not said by a source: the head of its arrow is hollow
}

// Picture is a drawing, in units of which one is a pixel at full size.
type Picture struct {
	ID            string // begins every id in the drawing
	Title, About  string
	Width, Height float64
	Boxes         []Box
	Arrows        []Arrow
}

// Box is a station at its place.
type Box struct {
	Station
	X, Y, W, H float64
	// NumberX and NumberY are where the number stands, at its baseline.
	NumberX, NumberY float64
	Lines            []Line // of the label
	CountLine        Line
	Marks            []Mark
	Inside           []Box
	Ways             []Arrow // between the boxes inside
}

// Line is one line of text, at the start of its baseline.
type Line struct {
	X, Y float64
	Text string
}

// Mark is a sign at its place: the upper left corner of the shape, and the start of the
// number's baseline.
type Mark struct {
	Sign
	X, Y, TextX, TextY float64
}

// Arrow is one step. Path is the SVG path; it begins at the border of one box and ends
// short of the border of the other, by the length of Tip at most.
type Arrow struct {
	Step
	Path       string
	Start, End Point
}

// Point is a place in a drawing.
type Point struct{ X, Y float64 }

// Tip is how far from a border an arrow ends, so that its head stands free.
const Tip = 5

func (b Box) center() Point { return Point{b.X + b.W/2, b.Y + b.H/2} }

// holds says whether a point is in the box, or nearer to it than margin.
func (b Box) holds(p Point, margin float64) bool {
	return p.X >= b.X-margin && p.X <= b.X+b.W+margin && p.Y >= b.Y-margin && p.Y <= b.Y+b.H+margin
}

// moved gives the box with everything in it at another place.
func (b Box) moved(dx, dy float64) Box {
	b.X, b.Y = b.X+dx, b.Y+dy
	b.NumberX, b.NumberY = b.NumberX+dx, b.NumberY+dy
	b.CountLine = b.CountLine.moved(dx, dy)
	lines := make([]Line, len(b.Lines))
	for i, line := range b.Lines {
		lines[i] = line.moved(dx, dy)
	}
	marks := make([]Mark, len(b.Marks))
	for i, m := range b.Marks {
		marks[i] = Mark{m.Sign, m.X + dx, m.Y + dy, m.TextX + dx, m.TextY + dy}
	}
	inside := make([]Box, len(b.Inside))
	for i, part := range b.Inside {
		inside[i] = part.moved(dx, dy)
	}
	b.Lines, b.Marks, b.Inside = lines, marks, inside
	return b
}

func (l Line) moved(dx, dy float64) Line { return Line{l.X + dx, l.Y + dy, l.Text} }
