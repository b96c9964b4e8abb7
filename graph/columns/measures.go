package columns

// Forget drops the answers that were prepared: what is asked next is counted. It is for
// measurements.
func (x *Index) Forget() { x.findingRows().prepared.clear() }

// MatrixBytes is how much memory counting a matrix reads at most: one layout of rows,
// where clusters begin, and the sets of studies that were made by now.
func (x *Index) MatrixBytes() int {
	r := x.findingRows()
	r.attributes.mu.Lock()
	defer r.attributes.mu.Unlock()
	return 4*(len(r.id)+len(r.from)+len(r.upTo)) + r.attributes.bytes
}
