package columns

import (
	"sync"

	"github.com/exitgraph/exitgraph/graph"
)

const (
	// kindCount is above every kind: arrays are indexed by kind.
	kindCount = 16
	// breath is how many records a loop may pass between two looks at the context.
	breath = 4096
)

// Index is one revision. It never changes, apart from columns that are made behind
// a sync.Once. It may be used from many goroutines at once.
type Index struct {
	base [kindCount + 1]int32 // the first id of each kind
	keys [kindCount]keys
	all  []graph.Record // by id; nil where only columns were kept

	refs  map[*graph.Field]*references // every reference of the model table
	cols  map[*graph.Field]*column     // every field
	ranks map[*graph.Field]*ranking    // every field

	held [kindCount]graph.FieldSet // fields that records can be made of, where none are kept

	findingsOnce sync.Once
	findings     *findingRows
}

// Records are all records of a kind, sorted by key, and where each key stands.
type Records struct {
	List []graph.Record
	At   map[string]int32
}

// Of makes an Index of records, which it keeps: columns are made of them when a
// question first needs them.
func Of(records map[graph.Kind]Records) *Index {
	x := empty()
	total := 0
	for _, k := range graph.Kinds() {
		total += len(records[k].List)
	}
	x.all = make([]graph.Record, 0, total)
	for k := range graph.Kind(kindCount) {
		x.base[k] = int32(len(x.all))
		x.all = append(x.all, records[k].List...)
		x.keys[k] = keys{at: records[k].At, records: records[k].List}
	}
	x.base[kindCount] = int32(total)
	return x
}

// empty makes an Index whose columns are not made.
func empty() *Index {
	x := &Index{refs: map[*graph.Field]*references{}, cols: map[*graph.Field]*column{}, ranks: map[*graph.Field]*ranking{}}
	for _, k := range graph.Kinds() {
		for _, f := range graph.ModelOf(k).Fields {
			x.cols[f], x.ranks[f] = &column{x: x, f: f}, &ranking{}
			if f.Type == graph.TypeRef || f.Type == graph.TypeRefs {
				x.refs[f] = &references{x: x, f: f}
			}
		}
	}
	return x
}

// Size is how many records there are of a kind, of all kinds for 0.
func (x *Index) Size(k graph.Kind) int32 {
	first, end := x.Span(k)
	return end - first
}

// Span gives the ids of a kind, of all kinds for 0.
func (x *Index) Span(k graph.Kind) (first, end int32) {
	if k == 0 {
		return 0, x.base[kindCount]
	}
	return x.base[k], x.base[k+1]
}

// ID finds a record of a kind, a node of any kind for 0.
func (x *Index) ID(k graph.Kind, key string) (int32, bool) {
	if k != 0 {
		i, ok := x.keys[k].find(key)
		return x.base[k] + i, ok
	}
	for _, k := range graph.NodeKinds() {
		if i, ok := x.keys[k].find(key); ok {
			return x.base[k] + i, true
		}
	}
	return 0, false
}

// Key gives the key of a record.
func (x *Index) Key(id int32) string {
	k := x.kindOf(id)
	return x.keys[k].of(id - x.base[k])
}

func (x *Index) kindOf(id int32) graph.Kind {
	k := graph.Kind(1)
	for id >= x.base[k+1] {
		k++
	}
	return k
}

// UpTo gives the id of the last record that does not come after a kind and a key, in the
// order of Scan; -1 where all do. The kind may be any.
func (x *Index) UpTo(k graph.Kind, key string) int32 {
	switch {
	case k == 0:
		return -1
	case k >= kindCount:
		return x.base[kindCount] - 1
	}
	i, found := x.keys[k].bound(key, int(x.Size(k)))
	if !found {
		i--
	}
	return x.base[k] + i
}

// Along gives the lists that lead from the records that hold a reference to those
// that they name; Against those that lead back.
func (x *Index) Along(ref *graph.Field) *Lists { return x.refs[ref].along() }

// Against is the inverse of Along.
func (x *Index) Against(ref *graph.Field) *Lists { return x.refs[ref].against() }

// Records gives all records by id, nil where they were not kept. The caller must not
// change them.
func (x *Index) Records() []graph.Record { return x.all }
