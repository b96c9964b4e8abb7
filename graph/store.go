package graph

import (
	"cmp"
	"context"
	"iter"
)

// Store holds the records and answers questions about them. It has few verbs,
// each of which takes a batch, so that the number of calls never grows with the
// number of rows. Callers use Graph, which checks values, decodes cursors and
// scopes filters before a store sees them.
//
// All stores promise the same, and storetest.Run holds them to it:
//
//   - records handed out are shared and read-only; they have all their fields, or at
//     least those that the question says will be read;
//   - filters mean what Match says; lists have the order asked for, with the key
//     as the last tie-break;
//   - errors are *Error or errors of the context;
//   - methods may be called from many goroutines at once;
//   - after Close, every call fails with Unavailable.
type Store interface {
	// Get gives the nodes with the keys, one record for each key and in their order,
	// nil where there is none. Kinds may be mixed.
	Get(ctx context.Context, q Get) (Page, error)

	// Find lists records of one kind.
	Find(ctx context.Context, q Find) (Page, error)

	// Expand goes from many parents at once and gives one page for each, in the
	// order of the parents. A parent that does not exist has an empty page. What the
	// answer brought, the first page brings for all of them.
	Expand(ctx context.Context, q Expand) ([]Page, error)

	// Tally counts. See the type Tally.
	Tally(ctx context.Context, q Tally) (*Counted, error)

	// Search finds nodes by words, best hits first, as SearchQuery says: every store
	// gives the same hits, ranks and order. It reads the newest content, also right
	// after Apply.
	Search(ctx context.Context, q Search) (Found, error)

	// Trace goes one step from nodes over the edges between them. See the type Trace.
	Trace(ctx context.Context, q Trace) (Traced, error)

	// Apply writes a batch, all or nothing, after checking preconditions,
	// vocabularies and references. It fails with Conflict where a precondition does
	// not hold or where a record to delete is still referred to, else with Invalid;
	// the chain of either holds a ProblemsError where records are at fault. Deleting
	// what is not there changes nothing and is not counted as applied. Keys of links
	// are made anew from what they join.
	Apply(ctx context.Context, b Batch) (Receipt, error)

	// Scan hands over every record of the kinds, all kinds for none given, in the
	// order of Kinds and then of keys, from one revision. It stops at the first
	// error.
	Scan(ctx context.Context, kinds ...Kind) iter.Seq2[Record, error]

	// Info describes the store's content. Asking is cheap enough for every request,
	// and asks the database where there is one.
	Info(ctx context.Context) (Info, error)

	// Close frees what the store holds. Running calls end with Unavailable or with
	// their answer.
	Close() error
}

// Snapshotter is a store that can hold one revision still. Graph.Pin uses it, so
// that all levels of one answer speak of the same revision.
type Snapshotter interface {
	// Snapshot gives a store that reads the present revision, whatever is applied
	// later. It costs nothing that grows with the data and needs no Close.
	Snapshot() Store
}

// Still is a store that stands still, such as a snapshot, and knows its revision without
// being asked a question.
type Still interface {
	// Revision is as in Info; empty where it is not known after all. The first call may
	// cost as much as the first Info at this revision.
	Revision() string
}

// Marker is a store that cannot hold a revision still, because others write to what
// it reads, but can say whether it stood still. Graph.Read uses it, so that all
// levels of one answer speak of the same revision.
type Marker interface {
	// Mark gives the mark of the present state. It is one small question to a
	// database, asked at the end of answers that took several.
	Mark(ctx context.Context) (Mark, error)
}

// Mark stands for one state of a store. Of two equal marks, nothing that readers can
// see was written between; a mark that has passed does not come back, also where a
// write brings an earlier content back. The zero Mark says that the store stands
// still by itself.
type Mark struct {
	Revision string // as in Info
	Writes   int64  // rises with each write that readers can see
}

// TallierAt is a Marker that keeps what it needs to count in one state. Graph.Read uses
// it, since it knows the state that an answer began with.
type TallierAt interface {
	// TallyAt answers a Tally from the state with the mark where it is kept, else from
	// the present one, as Tally does. It asks for no mark. Where the answer is made of
	// nothing but what is kept, kept is called before anything is counted.
	TallyAt(ctx context.Context, q Tally, at Mark, kept func()) (*Counted, error)
}

// ListerAt is a Marker that keeps what it needs to list and find records in one state. Graph.Read
// uses it as it uses TallierAt.
type ListerAt interface {
	// GetAt, FindAt, ExpandAt and SearchAt answer as Get, Find, Expand and Search do, from
	// the state with the mark where that is kept, else from the present one. They ask for
	// no mark.
	GetAt(ctx context.Context, q Get, at Mark) (Page, error)
	FindAt(ctx context.Context, q Find, at Mark) (Page, error)
	ExpandAt(ctx context.Context, q Expand, at Mark) ([]Page, error)
	SearchAt(ctx context.Context, q Search, at Mark) (Found, error)
}

// Get asks for nodes by their keys.
type Get struct {
	Keys    []string
	Reading Reading
}

// Find asks for records of one kind.
type Find struct {
	Kind   Kind
	Where  Filter
	Order  []OrderTerm // before the key; empty for the order of keys
	Window Window
	Total  bool // whether Page.Total is wanted

	Reading Reading
}

// Expand asks for the records that many parents lead to. The parents are either
// the keys of records of kind Edge.From, or groups: filters over records of Kind,
// which all have the same shape and differ in their operands only, such as the
// cells of a cross-tabulation.
type Expand struct {
	Edge    *Edge
	Parents []string // distinct

	Kind   Kind
	Groups []Filter

	Where  Filter
	Order  []OrderTerm
	Window Window // applied to each parent
	Total  bool

	Reading Reading
}

// Window is the part of a list that is wanted: those of the records strictly
// between After and Before that come first, or last when Backward. Where Before
// does not come after After, nothing is between them.
type Window struct {
	After, Before *Position
	Limit         int // negative for all
	Backward      bool
}

// Page is a part of a list, in the order of the list, whichever way it was asked.
type Page struct {
	Records     []Record
	Total       int  // records in the whole list, where asked for
	HasPrevious bool // whether records of the list come before these
	HasNext     bool // whether records of the list come after these

	Brought Brought
}

// Batch is a set of changes that happens whole or not at all.
type Batch struct {
	Changes []Change
	// IfRevision, when set, lets the batch pass only if the store is at it.
	IfRevision string
	// Release, when set, replaces what the store says of its data.
	Release *Release
}

// Change puts a whole record, new or in place of the one with its key, or deletes
// the one with its kind and key. Deleting what is still referred to is refused.
type Change struct {
	Record Record // kept by the store from then on
	Delete bool
	Must   Precondition
}

// Precondition says what must hold of a change's key before the batch.
type Precondition uint8

// The preconditions.
const (
	Anything  Precondition = iota
	IsAbsent               // no record with the key: the change creates
	IsPresent              // a record with the key: the change replaces or deletes
)

// Receipt says what a batch did.
type Receipt struct {
	Revision string // of the store after the batch
	Applied  int    // changes that were applied
}

// Release names a state of the data, as its makers published it.
type Release struct {
	Name    string // of the dataset, such as exit-factors-dataset
	Title   string
	Version string
	Date    string // ISO 8601 full date
	License string // SPDX identifier
}

// complete fills in what data that nobody has published does not say of itself,
// as in a store that is still empty.
func (r Release) complete() Release {
	r.Name = cmp.Or(r.Name, "dataset")
	r.Version = cmp.Or(r.Version, "0.0.0-unversioned")
	r.Date = cmp.Or(r.Date, "1970-01-01")
	r.License = cmp.Or(r.License, "NOASSERTION")
	return r
}

// Info describes what a store holds.
type Info struct {
	Release  Release
	Revision string // short, opaque, derived from Hash: equal content, equal revision
	Hash     string // SHA-256 of the canonical content, hex
	Counts   map[Kind]int
	Store    string // what the store is, for people: its sort and version
}
