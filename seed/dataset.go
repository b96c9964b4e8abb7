package seed

import (
	"iter"
	"sync"

	"github.com/exitgraph/exitgraph/graph"
)

// Dataset is a dataset that was read and found sound.
type Dataset struct {
	// Release says what was published. All of its fields are filled in.
	Release graph.Release
	// Records holds every record in the order of Scan: by kind, then by key. They
	// belong to the caller, who may hand them to a store. Derived fields, such as
	// Study.Year, are left to the store.
	Records []graph.Record

	once sync.Once
	hash string
}

// All hands over the records in order, in the form of Store.Scan. It gives no
// error.
func (d *Dataset) All() iter.Seq2[graph.Record, error] {
	return func(yield func(graph.Record, error) bool) {
		for _, r := range d.Records {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// Hash is the SHA-256 of the canonical content, in hex, as a store with these
// records gives it. It is computed when first asked for.
func (d *Dataset) Hash() string {
	d.once.Do(func() {
		d.hash, _ = graph.ContentHash(d.All()) // All gives no error to pass on
	})
	return d.hash
}

// Revision is the short form of Hash.
func (d *Dataset) Revision() string { return graph.Revision(d.Hash()) }

// Counts says how many records there are of each kind, including those of which
// there is none.
func (d *Dataset) Counts() map[graph.Kind]int {
	counts := map[graph.Kind]int{}
	for _, k := range graph.Kinds() {
		counts[k] = 0
	}
	for _, r := range d.Records {
		counts[r.RecordKind()]++
	}
	return counts
}
