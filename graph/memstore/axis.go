package memstore

import (
	"slices"
	"strconv"

	"github.com/exitgraph/exitgraph/graph"
)

// axis says at which places of an axis a finding, or a listed node, stands.
type axis struct {
	size int

	// codes gives an index into places for each row of findings.
	codes  []int32
	places *lists
	// single holds the one place of each code, or -1, where no code has several.
	single []int32
	// own, where set, leads from a finding to samples that it names itself: their
	// places come before those of the code.
	own      *lists
	ownPlace *lists
	buf      []int32
}

// placesOf gives the places of a finding on the axis, sorted and distinct. They
// are good until it is asked again.
func (a *axis) placesOf(c *findingColumns, row int32) []int32 {
	if a.own != nil {
		if own := a.own.of(c.id[row]); len(own) > 0 {
			a.buf = a.buf[:0]
			for _, sample := range own {
				a.buf = append(a.buf, a.ownPlace.of(sample)...)
			}
			slices.Sort(a.buf)
			a.buf = slices.Compact(a.buf)
			return a.buf
		}
	}
	return a.places.of(a.codes[row])
}

// axis prepares an axis for findings.
func (s *snapshot) axis(g graph.Axis) *axis {
	d := graph.DimensionOf(g.Dimension)
	c := s.findingRows()
	a := &axis{size: len(g.Keys)}
	switch {
	case len(d.Path) == 0:
		a.codes = c.enum(d.Field)
		a.places = codePlaces(d.Field, values(g, d.Field))
	case c.to(d.Path[0]) != nil:
		a.codes = c.to(d.Path[0])
		a.places = s.places(g, d.Path[0].To, d.Path[1:])
		a.places.first = 0
	default:
		// The samples: those of the study, unless the finding names its own.
		a.codes = c.study
		study := graph.ModelOf(graph.KindStudy).Edge(d.Path[0].Name)
		a.places = s.places(g, graph.KindStudy, append([]*graph.Edge{study}, d.Path[1:]...))
		a.places.first = 0
		if own := s.refs[graph.ModelOf(graph.KindFinding).Field("ownSamples")].along(); len(own.to) > 0 {
			a.own, a.ownPlace = own, s.places(g, d.Path[0].To, d.Path[1:])
		}
	}
	a.findSingle()
	return a
}

// findSingle fills in single where it can. The code after the last is absence.
func (a *axis) findSingle() {
	n := len(a.places.from) - 1
	if a.own != nil {
		return
	}
	single := make([]int32, n+1)
	single[n] = -1
	for i := range n {
		switch places := a.places.of(int32(i)); len(places) {
		case 0:
			single[i] = -1
		case 1:
			single[i] = places[0]
		default:
			return
		}
	}
	a.single = single
}

// values maps the values of a dimension, in the form in which they are compared,
// to places on the axis.
func values(g graph.Axis, f *graph.Field) map[string][]int32 {
	// Most values have one place, and these share one slice.
	one := make([]int32, len(g.Keys))
	out := make(map[string][]int32, len(g.Keys))
	add := func(v string, i int) {
		if at, ok := out[v]; ok {
			out[v] = append(at, int32(i))
			return
		}
		one[i] = int32(i)
		out[v] = one[i : i+1 : i+1]
	}
	for key, places := range g.Place {
		for _, at := range places {
			add(key, at)
		}
	}
	for i, key := range g.Keys {
		switch {
		case g.Place != nil:
			return out
		case f.Folded():
			add(graph.Fold(key), i)
		case f.Type == graph.TypeInt:
			for _, n := range g.Comparison(i).Nums {
				add(strconv.Itoa(n), i)
			}
		default:
			add(key, i)
		}
	}
	return out
}

// places gives, for each record of a kind, its places on an axis, to which a path
// of edges leads.
func (s *snapshot) places(g graph.Axis, k graph.Kind, path []*graph.Edge) *lists {
	if len(path) == 0 {
		return s.ownPlaces(g)
	}
	first, end := s.span(k)
	out := &lists{first: first, from: make([]int32, 1, end-first+1)}
	next, w := s.places(g, path[0].To, path[1:]), s.way(path[0])
	for id := first; id < end; id++ {
		for _, t := range w.targets(id) {
			out.to = append(out.to, next.of(t)...)
		}
		out.close()
	}
	return out
}

// ownPlaces gives the places of the records that hold the values of an axis.
func (s *snapshot) ownPlaces(g graph.Axis) *lists {
	f := graph.DimensionOf(g.Dimension).Field
	first, end := s.span(f.Kind)
	at := values(g, f)
	if f.Type == graph.TypeEnum {
		return s.enumPlaces(f, at)
	}
	out := &lists{first: first, from: make([]int32, 1, end-first+1), to: make([]int32, 0, end-first)}
	for i, r := range s.all[first:end] {
		switch {
		case f.Absent(r):
		case f.Folded():
			for _, v := range s.cols[f].folded()[i] {
				out.to = append(out.to, at[v]...)
			}
		case f.Type == graph.TypeInt:
			out.to = append(out.to, at[strconv.Itoa(f.Int(r))]...)
		default:
			out.to = append(out.to, at[f.Str(r)]...)
		}
		out.close()
	}
	return out
}

func (s *snapshot) enumPlaces(f *graph.Field, at map[string][]int32) *lists {
	first, end := s.span(f.Kind)
	byCode := codePlaces(f, at)
	out := &lists{first: first, from: make([]int32, 1, end-first+1), to: make([]int32, 0, end-first)}
	for _, code := range s.cols[f].enum().code {
		out.to = append(out.to, byCode.of(int32(code))...)
		out.close()
	}
	return out
}

// close ends the last list, sorted and distinct.
func (l *lists) close() {
	start := l.from[len(l.from)-1]
	if last := l.to[start:]; len(last) > 1 {
		slices.Sort(last)
		l.to = l.to[:int(start)+len(slices.Compact(last))]
	}
	l.from = append(l.from, int32(len(l.to)))
}

// codePlaces gives the places of the codes of an enum field, absence included.
func codePlaces(f *graph.Field, at map[string][]int32) *lists {
	out := &lists{from: []int32{0}}
	for code := range noCode + 1 {
		if code < len(f.Vocabulary.Values) {
			out.to = append(out.to, at[f.Vocabulary.Values[code].Name]...)
		}
		out.close()
	}
	return out
}
