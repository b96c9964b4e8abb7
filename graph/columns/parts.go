package columns

import (
	"github.com/exitgraph/exitgraph/graph"
)

// sort puts what a filter asks where it is answered best.
func (p *parts) sort(r *findingRows, f graph.Filter) {
	if f == nil {
		return
	}
	if and, ok := f.(graph.And); ok {
		for _, part := range and {
			p.sort(r, part)
		}
		return
	}
	if compare, ok := f.(graph.Compare); ok {
		if always, known := r.x.Compile(compare).Known(); known {
			p.none = p.none || !always
			return
		}
		if r.isStanding(compare) {
			p.stands = true
			return
		}
	}
	p.conditions++
	p.only, _ = oneValue(f)
	if set, ok := r.lift(f, study); ok {
		p.clusters = joined(p.clusters, set)
		return
	}
	if set, ok := r.lift(f, samples); ok {
		p.samples = joined(p.samples, set)
		p.named = graph.Both(p.named, f)
		return
	}
	p.rest = graph.Both(p.rest, f)
}

func joined(a, b bitset) bitset {
	if a != nil {
		b.and(a)
	}
	return b
}

// isStanding says whether a comparison holds for the findings that stand and for no
// others.
func (r *findingRows) isStanding(c graph.Compare) bool {
	status := graph.ModelOf(graph.KindFinding).Field("status")
	if c.Field != status {
		return false
	}
	met, stands := meets(c), newCoder(status).code(string(graph.Current))
	for code, n := range r.x.cols[status].occur {
		if n > 0 && met[code] != (code == int(stands)) {
			return false
		}
	}
	return true
}

// The edges that lift goes over.
var (
	study   = graph.ModelOf(graph.KindFinding).Edge("study")
	samples = graph.ModelOf(graph.KindFinding).Edge("samples")
)

// lift gives the clusters all of whose findings meet a filter, where no other finding
// does. It asks only for what findings reach over the edge; over samples, findings
// that name their own are left aside. The result is the caller's.
func (r *findingRows) lift(f graph.Filter, over *graph.Edge) (bitset, bool) {
	switch f := f.(type) {
	case graph.And:
		return r.liftAll(f, over, false)
	case graph.Or:
		return r.liftAll(f, over, true)
	case graph.Not:
		set, ok := r.lift(f.Filter, over)
		if !ok {
			return nil, false
		}
		return r.others(set), true
	case graph.Absent:
		if f.Edge != over {
			return nil, false
		}
		return r.others(r.reaching(over, nil)), true
	case graph.Has:
		switch {
		case f.Edge != over && (over != samples || f.Edge != study):
			return nil, false
		case f.Quant == graph.All:
			return r.others(r.reaching(f.Edge, graph.Not{Filter: graph.Both(graph.And{}, f.Where)})), true
		case f.Quant == graph.None:
			return r.others(r.reaching(f.Edge, f.Where)), true
		default:
			return r.reaching(f.Edge, f.Where), true
		}
	}
	return nil, false
}

// reaching gives the clusters that reach something that meets a filter.
func (r *findingRows) reaching(over *graph.Edge, where graph.Filter) bitset {
	if over == study {
		return r.studies(where)
	}
	ofStudy := graph.ModelOf(graph.KindStudy).Edge("samples")
	return r.studies(graph.Has{Edge: ofStudy, Quant: graph.Some, Where: where})
}

func (r *findingRows) others(set bitset) bitset {
	set.not(r.sized())
	set[0] &^= 1 // clusters are numbered from 1
	return set
}

func (r *findingRows) liftAll(filters []graph.Filter, over *graph.Edge, any bool) (bitset, bool) {
	out := newBitset(r.sized())
	if !any {
		out = r.others(out)
	}
	for _, f := range filters {
		set, ok := r.lift(f, over)
		switch {
		case !ok:
			return nil, false
		case any:
			out.or(set)
		default:
			out.and(set)
		}
	}
	return out, true
}

// rowTest says whether the finding of a row meets a condition. One goroutine uses it
// at a time.
type rowTest func(row int32) bool

// also joins two tests.
func also(a, b rowTest) rowTest {
	return func(row int32) bool { return a(row) && b(row) }
}

// rowTest makes a filter over findings ready. What they refer to is asked once for
// each record that is referred to, and read from the columns of rows.
func (r *findingRows) rowTest(f graph.Filter) rowTest {
	switch f := f.(type) {
	case nil:
		return func(int32) bool { return true }
	case graph.And:
		tests := r.rowTests(f)
		return func(row int32) bool {
			for _, t := range tests {
				if !t(row) {
					return false
				}
			}
			return true
		}
	case graph.Or:
		tests := r.rowTests(f)
		return func(row int32) bool {
			for _, t := range tests {
				if t(row) {
					return true
				}
			}
			return false
		}
	case graph.Not:
		inner := r.rowTest(f.Filter)
		return func(row int32) bool { return !inner(row) }
	case graph.Has:
		if ref := toOne(f.Edge); ref != nil && f.Quant == graph.Some {
			return r.referenceTest(ref, f.Where)
		}
	case graph.Compare:
		if f.Field.Type == graph.TypeEnum {
			column, met := r.column(f.Field), meets(f)
			return func(row int32) bool { return met[column.at(row)] }
		}
	}
	cond := r.x.Compile(f)
	return func(row int32) bool { return cond.Holds(r.id[row]) }
}

func (r *findingRows) rowTests(filters []graph.Filter) []rowTest {
	tests := make([]rowTest, len(filters))
	for i, f := range filters {
		tests[i] = r.rowTest(f)
	}
	return tests
}

// referenceTest asks for a record that meets a filter at the end of a reference.
func (r *findingRows) referenceTest(ref *graph.Field, where graph.Filter) rowTest {
	column, cond := r.column(ref), r.x.Compile(where)
	absent, first := column.absent(), r.x.base[ref.Target]
	met := remember(cond.Holds, first, first+absent)
	return func(row int32) bool {
		code := column.at(row)
		return code != absent && met(first+code)
	}
}
