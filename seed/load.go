package seed

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"

	"github.com/exitgraph/exitgraph/graph"
)

// Options adjust Load. The zero value is right for a folder as published.
type Options struct {
	// Name is the name of the release where datapackage.json is missing or gives
	// none, usually that of the folder; "dataset" when empty. The other parts have
	// defaults too: the title is the name, the version 0.0.0-unversioned, the licence
	// NOASSERTION (SPDX for: not said), and the date that of the file that was
	// changed last, in UTC, or 1970-01-01 where files have no times.
	Name string
	// IgnoreChecksums leaves the sizes and hashes of datapackage.json unchecked, for
	// folders that are being edited.
	IgnoreChecksums bool
	// Progress, when set, is called now and then while rows are read, and at the end
	// of each file, with the number of its rows so far.
	Progress func(file string, rows int)
}

// limits bound what a folder may ask of memory and time.
type limits struct {
	fileBytes    int64 // of one CSV file
	packageBytes int64 // of datapackage.json
	rows         int   // of one file, without headings
	rowBytes     int64
	columns      int
	cellBytes    int
	values       int // in one cell that holds several
}

var usualLimits = limits{
	fileBytes:    512 << 20,
	packageBytes: 4 << 20,
	rows:         10_000_000,
	rowBytes:     16 << 20,
	columns:      1000,
	cellBytes:    1 << 20,
	values:       1000,
}

// Load reads a dataset folder; the package documentation describes its format.
// Where the content is at fault the error is a *FaultsError and nothing is loaded;
// another error means that the folder itself could not be listed.
//
// Faults of form (a missing file, a heading, a cell that is no number) can hide
// faults of content (a reference to a record that is not there) in the rows they
// touch, so mending the first may show more.
func Load(fsys fs.FS, o Options) (*Dataset, error) {
	return load(fsys, o, usualLimits)
}

func load(fsys fs.FS, o Options, lim limits) (*Dataset, error) {
	l := newLoader(fsys, o, lim)
	if err := l.survey(); err != nil {
		return nil, fmt.Errorf("the dataset folder cannot be listed: %w", err)
	}
	release := l.describe()
	for _, t := range l.tables {
		l.read(t)
	}
	if !l.broken {
		l.checkContent()
	}
	if len(l.faults) > 0 {
		return nil, l.report()
	}
	return &Dataset{Release: release, Records: l.records()}, nil
}

// loader is one reading of one folder.
type loader struct {
	fsys   fs.FS
	o      Options
	limits limits

	tables  []*table // in the order of graph.Kinds
	byKind  map[graph.Kind]*table
	present map[string]bool     // files of the folder that are opened
	listed  map[string]checksum // by file, as datapackage.json lists them

	faults []found
	more   int
	// broken says that rows are missing or unread, so that references to them prove
	// nothing.
	broken bool
	// cellFaults says that some row could not be read whole.
	cellFaults bool
}

func newLoader(fsys fs.FS, o Options, lim limits) *loader {
	l := &loader{
		fsys: fsys, o: o, limits: lim,
		byKind: map[graph.Kind]*table{}, listed: map[string]checksum{}, present: map[string]bool{},
	}
	for _, k := range graph.Kinds() {
		t := newTable(graph.ModelOf(k))
		l.tables = append(l.tables, t)
		l.byKind[k] = t
	}
	return l
}

// records lists what was read in the order of Scan.
func (l *loader) records() []graph.Record {
	n := 0
	for _, t := range l.tables {
		n += len(t.rows)
	}
	out := make([]graph.Record, 0, n)
	for _, t := range l.tables {
		out = append(out, t.inOrder()...)
	}
	return out
}

// report gives the faults with their places, sorted.
func (l *loader) report() *FaultsError {
	l.locate()
	order := map[string]int{"": -2, packageFile: -1}
	for i, t := range l.tables {
		order[t.model.File] = i
	}
	slices.SortStableFunc(l.faults, func(a, b found) int {
		return cmp.Or(
			cmp.Compare(order[a.File], order[b.File]),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column))
	})
	out := &FaultsError{More: l.more}
	for _, f := range l.faults {
		out.List = append(out.List, f.Fault)
	}
	return out
}
