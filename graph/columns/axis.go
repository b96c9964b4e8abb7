package columns

import (
	"slices"
	"strconv"

	"github.com/exitgraph/exitgraph/graph"
)

// axis says at which places of an axis findings stand. It is shared and read-only.
type axis struct {
	of   graph.Axis
	size int

	// places is by code where the finding has the value or refers to what has it, and
	// by cluster where its study or samples have it.
	column *codes // nil for the latter
	places *Lists
	// single holds the one place of each code or cluster, or -1; nil where some have
	// several.
	single []int32
	// own, where set, leads from a finding to samples that it names itself: their
	// places come before those of its cluster.
	own      *Lists
	ownPlace *Lists
}

// placesOf gives the places of a finding on the axis, sorted and distinct. buf may be
// used for them.
func (a *axis) placesOf(r *findingRows, row int32, buf []int32) []int32 {
	if a.own != nil {
		if own := a.own.Of(r.id[row]); len(own) > 0 {
			for _, sample := range own {
				buf = append(buf, a.ownPlace.Of(sample)...)
			}
			slices.Sort(buf)
			return slices.Compact(buf)
		}
	}
	if a.column != nil {
		return a.places.Of(a.column.at(row))
	}
	return a.places.Of(r.clusters()[row])
}

// axis prepares an axis for findings, unless one like it is there.
func (r *findingRows) axis(g graph.Axis) *axis {
	if a := r.axes.find(g); a != nil {
		return a
	}
	a := r.newAxis(g)
	r.axes.keep(a)
	r.noteWhole(a)
	return a
}

func (r *findingRows) newAxis(g graph.Axis) *axis {
	d, x := graph.DimensionOf(g.Dimension), r.x
	a := &axis{of: copyOf(g), size: len(g.Keys)}
	switch {
	case len(d.Path) == 0:
		a.column = r.column(d.Field)
		a.places = codePlaces(d.Field, values(g, d.Field))
	case d.Path[0] == study:
		a.places = r.byCluster(x.places(g, graph.KindStudy, d.Path[1:]))
	case d.Path[0] == samples:
		// The samples are those of the study, unless the finding names its own.
		ofStudy := graph.ModelOf(graph.KindStudy).Edge("samples")
		a.places = r.byCluster(x.places(g, graph.KindStudy, append([]*graph.Edge{ofStudy}, d.Path[1:]...)))
		if own := x.Along(graph.ModelOf(graph.KindFinding).Field("ownSamples")); len(own.to) > 0 {
			a.own, a.ownPlace = own, x.places(g, d.Path[0].To, d.Path[1:])
		}
	default:
		ref := toOne(d.Path[0])
		a.column = r.column(ref)
		a.places = x.places(g, ref.Target, d.Path[1:])
		a.places.first = 0
	}
	a.findSingle(r)
	return a
}

// byCluster turns lists by study into lists by cluster.
func (r *findingRows) byCluster(ofStudy *Lists) *Lists {
	out := &Lists{from: make([]int32, 1, r.sized()+1)}
	for c := range r.sized() {
		if study := r.study[c]; study >= 0 {
			out.to = append(out.to, ofStudy.Of(ofStudy.first+study)...)
		}
		out.from = append(out.from, int32(len(out.to)))
	}
	return out
}

// findSingle fills in single where it can.
func (a *axis) findSingle(r *findingRows) {
	if a.own != nil {
		return
	}
	n := int(r.sized())
	if a.column != nil {
		n = int(a.column.absent()) + 1
	}
	single := make([]int32, n)
	for i := range single {
		switch places := a.places.Of(int32(i)); len(places) {
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
func (x *Index) places(g graph.Axis, k graph.Kind, path []*graph.Edge) *Lists {
	if len(path) == 0 {
		return x.ownPlaces(g)
	}
	first, end := x.Span(k)
	out := &Lists{first: first, from: make([]int32, 1, end-first+1)}
	next, w := x.places(g, path[0].To, path[1:]), x.Way(path[0])
	for id := first; id < end; id++ {
		for _, t := range w.Targets(id) {
			out.to = append(out.to, next.Of(t)...)
		}
		out.close()
	}
	return out
}

// ownPlaces gives the places of the records that hold the values of an axis.
func (x *Index) ownPlaces(g graph.Axis) *Lists {
	f := graph.DimensionOf(g.Dimension).Field
	first, end := x.Span(f.Kind)
	at := values(g, f)
	if f.Type == graph.TypeEnum {
		return x.enumPlaces(f, at)
	}
	out := &Lists{first: first, from: make([]int32, 1, end-first+1), to: make([]int32, 0, end-first)}
	valuesOf := x.valuesOf(f)
	for id := first; id < end; id++ {
		for _, v := range valuesOf(id) {
			out.to = append(out.to, at[v]...)
		}
		out.close()
	}
	return out
}

func (x *Index) enumPlaces(f *graph.Field, at map[string][]int32) *Lists {
	first, end := x.Span(f.Kind)
	byCode := codePlaces(f, at)
	out := &Lists{first: first, from: make([]int32, 1, end-first+1), to: make([]int32, 0, end-first)}
	for _, code := range x.cols[f].enum() {
		out.to = append(out.to, byCode.Of(int32(code))...)
		out.close()
	}
	return out
}

// close ends the last list, sorted and distinct.
func (l *Lists) close() {
	start := l.from[len(l.from)-1]
	if last := l.to[start:]; len(last) > 1 {
		slices.Sort(last)
		l.to = l.to[:int(start)+len(slices.Compact(last))]
	}
	l.from = append(l.from, int32(len(l.to)))
}

// codePlaces gives the places of the codes of an enum field, absence included.
func codePlaces(f *graph.Field, at map[string][]int32) *Lists {
	out := &Lists{from: []int32{0}}
	for code := range noCode + 1 {
		if code < len(f.Vocabulary.Values) {
			out.to = append(out.to, at[f.Vocabulary.Values[code].Name]...)
		}
		out.close()
	}
	return out
}

// valuesOf gives the values of a field in the form in which they are compared. What
// it gives is good until it is asked again.
func (x *Index) valuesOf(f *graph.Field) func(id int32) []string {
	first := x.base[f.Kind]
	one := make([]string, 1)
	switch {
	case f.Type == graph.TypeKey:
		return func(id int32) []string {
			one[0] = x.Key(id)
			return one
		}
	case f.Type == graph.TypeInt:
		nums := x.cols[f].numbers()
		return func(id int32) []string {
			if nums[id-first] == 0 {
				return nil
			}
			one[0] = strconv.Itoa(int(nums[id-first]))
			return one
		}
	default:
		words := x.cols[f].folded()
		return func(id int32) []string { return words.at(id - first) }
	}
}
