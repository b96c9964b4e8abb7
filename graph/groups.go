package graph

// Groups are the groups of an answer that are not empty, in the order of their places on
// the first axis, then the second, then the third. The zero value has none. They may be
// shared with others who ask the same: they are read-only.
//
// A store that counts fast hands them over as it counted, and what a group holds is
// worked out when it is asked for: a Group takes more bytes than anything else in an
// answer of many.
type Groups struct {
	list  []Group
	table GroupTable // in place of list
}

// GroupTable is groups in whatever form a store has them, in the order of Groups. It
// never changes, and may be read from many goroutines at once.
type GroupTable interface {
	Len() int
	At(i int) [3]int32
	Counts(i int) Counts
	// Read is Counts for readers of many: it writes over all of into.
	Read(i int, into *Counts)
}

// GroupsOf makes Groups of a list, which it keeps.
func GroupsOf(list []Group) Groups { return Groups{list: list} }

// GroupsIn makes Groups of a table.
func GroupsIn(t GroupTable) Groups { return Groups{table: t} }

// Len is how many groups there are.
func (g Groups) Len() int {
	if g.table != nil {
		return g.table.Len()
	}
	return len(g.list)
}

// At gives the places of the i-th group in the Keys of the axes; 0 beyond the last axis.
func (g Groups) At(i int) [3]int32 {
	if g.table != nil {
		return g.table.At(i)
	}
	return g.list[i].At
}

// Counts gives what stands in the i-th group.
func (g Groups) Counts(i int) Counts {
	if g.table != nil {
		return g.table.Counts(i)
	}
	return g.list[i].Counts
}

// Read is Counts for readers of many groups, who keep one Counts for all.
func (g Groups) Read(i int, into *Counts) {
	if g.table != nil {
		g.table.Read(i, into)
		return
	}
	*into = g.list[i].Counts
}

// List gives all groups one after the other. Making the list of a table costs as much as
// counting some tens of thousands of findings where there are that many groups.
func (g Groups) List() []Group {
	if g.table == nil {
		return g.list
	}
	out := make([]Group, g.table.Len())
	for i := range out {
		out[i] = Group{At: g.table.At(i), Counts: g.table.Counts(i)}
	}
	return out
}
