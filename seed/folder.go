package seed

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/internal/nearest"
)

// needed are the kinds whose files a folder must have: evidence is counted from
// them, and without one of them counts would be wrong without a sign of it.
var needed = []graph.Kind{
	graph.KindReport, graph.KindStudy, graph.KindSample, graph.KindStudyReport, graph.KindFactor, graph.KindFinding,
}

// survey looks at what is in the folder, before any file is opened. Its error
// says that the folder cannot be listed.
func (l *loader) survey() error {
	entries, err := fs.ReadDir(l.fsys, ".")
	if err != nil {
		return err
	}
	names := []string{}
	for _, t := range l.tables {
		names = append(names, t.model.File)
	}
	strangers := 0
	for _, e := range entries {
		switch name := e.Name(); {
		case name == packageFile || slices.Contains(names, name):
			l.present[name] = true
		case strings.HasSuffix(strings.ToLower(name), ".csv") && !e.IsDir():
			strangers++
			remedy := "Move it out of the folder: the files of a dataset are " + strings.Join(names, ", ")
			if guess := nearest.Word(name, slices.Values(names)); guess != "" {
				remedy = fmt.Sprintf("Rename it to %s, or move it out of the folder", guess)
			}
			l.unread(printable(name), "the file is not one of a dataset", remedy)
		}
	}
	if len(l.present) == 0 && strangers == 0 {
		l.unread("", "the folder holds no dataset", "Name a folder with files such as findings.csv")
		return nil
	}
	for _, k := range needed {
		if name := graph.ModelOf(k).File; !l.present[name] {
			l.unread(name, "the file is missing", "Add it; a line of headings is enough where there are no rows")
		}
	}
	return nil
}

// errTooLarge and errLongRow end the reading of a file that is larger than it may
// be, or has a row that is.
var (
	errTooLarge = errors.New("the file is too large")
	errLongRow  = errors.New("the row is too long")
)

// open opens a file of the folder, or notes why it cannot be read.
func (l *loader) open(name string, most int64) (io.ReadCloser, bool) {
	info, err := fs.Stat(l.fsys, name)
	if err != nil {
		l.unreadable(name, most, err)
		return nil, false
	}
	if !info.Mode().IsRegular() {
		// Opening a pipe or a device could wait for ever.
		l.unread(name, "this is not a plain file", "Put a file in its place")
		return nil, false
	}
	if info.Size() > most {
		l.unreadable(name, most, errTooLarge)
		return nil, false
	}
	f, err := l.fsys.Open(name)
	if err != nil {
		l.unreadable(name, most, err)
		return nil, false
	}
	return f, true
}

// unreadable notes an error of opening or reading a file.
func (l *loader) unreadable(name string, most int64, err error) {
	if errors.Is(err, errTooLarge) {
		l.unread(name, fmt.Sprintf("the file is larger than %d bytes", most), "Split the dataset, or shorten the file")
		return
	}
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		err = pathErr.Err // the name of the file is told beside it
	}
	l.unread(name, fmt.Sprintf("the file cannot be read: %v", err), "Check that it is there and that you may read it")
}

// bounded reads no more than it may, whatever size the file said it has.
type bounded struct {
	r    io.Reader
	left int64
	// row is how much may be read before nextRow is called again; 0 for any amount.
	// The CSV reader holds a row in memory, and a quotation mark that is never closed
	// makes one of all that follows.
	row, ofRow int64
}

func (b *bounded) nextRow() { b.ofRow = 0 }

func (b *bounded) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, errTooLarge
	}
	if b.row > 0 && b.ofRow > b.row {
		return 0, errLongRow
	}
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.r.Read(p)
	b.left -= int64(n)
	b.ofRow += int64(n)
	if b.left < 0 {
		return 0, errTooLarge
	}
	return n, err
}
