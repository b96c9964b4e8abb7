package seed

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/exitgraph/exitgraph/graph"
)

// table is the file of one kind and what was read of it.
type table struct {
	model   *graph.Model
	columns []column // by cell
	// defaults are the fields to fill in where a cell gave no value.
	defaults []*graph.Field
	rows     []row            // in the order of the file
	at       map[string]int32 // places in rows by key
	kinds    []kindName       // cells of an extra column
	sorted   []graph.Record
}

type row struct {
	record graph.Record
	line   int32 // where the row begins
	faulty bool  // some cell could not be read
}

// kindName is a cell that names the kind of a reference's target.
type kindName struct {
	row, cell int32
	kind      string
}

func newTable(m *graph.Model) *table {
	t := &table{model: m, at: map[string]int32{}}
	for _, f := range m.Fields {
		if f.Default != "" {
			t.defaults = append(t.defaults, f)
		}
	}
	return t
}

// inOrder lists the records in the order of keys.
func (t *table) inOrder() []graph.Record {
	if len(t.sorted) != len(t.rows) {
		t.sorted = make([]graph.Record, len(t.rows))
		for i := range t.rows {
			t.sorted[i] = t.rows[i].record
		}
		slices.SortFunc(t.sorted, func(a, b graph.Record) int {
			return strings.Compare(a.RecordKey(), b.RecordKey())
		})
	}
	return t.sorted
}

// read reads the file of a kind. A missing file has no rows; survey has spoken
// of it where it is needed.
func (l *loader) read(t *table) {
	name := t.model.File
	if !l.present[name] {
		return
	}
	file, ok := l.open(name, l.limits.fileBytes)
	if !ok {
		return
	}
	defer file.Close()
	in := &bounded{r: file, left: l.limits.fileBytes, row: l.limits.rowBytes}
	sum := sha256.New()
	if l.readRows(t, in, withoutMark(io.TeeReader(in, sum))) {
		l.compare(name, l.limits.fileBytes-in.left, sum)
	}
	if l.o.Progress != nil {
		l.o.Progress(name, len(t.rows))
	}
}

// withoutMark takes a byte order mark off the start of a file.
func withoutMark(r io.Reader) *bufio.Reader {
	b := bufio.NewReaderSize(r, 1<<16)
	if mark, err := b.Peek(len(byteOrderMark)); err == nil && string(mark) == byteOrderMark {
		_, _ = b.Discard(len(byteOrderMark)) // they were just seen
	}
	return b
}

const byteOrderMark = "\ufeff"

// readRows reads headings and rows, and says whether it came to the end.
func (l *loader) readRows(t *table, file *bounded, in *bufio.Reader) bool {
	if start, _ := in.Peek(2); bytes.Equal(start, []byte{0xff, 0xfe}) || bytes.Equal(start, []byte{0xfe, 0xff}) {
		l.unread(t.model.File, "the file is in UTF-16", "Save it as CSV in UTF-8")
		return false
	}
	r := csv.NewReader(in)
	r.ReuseRecord = true
	r.FieldsPerRecord = -1 // counted below, with a better message
	cells, err := r.Read()
	if errors.Is(err, io.EOF) {
		l.unread(t.model.File, "the file is empty", "Put the headings into its first line")
		return false
	}
	if err != nil {
		l.notCSV(t, 0, err)
		return false
	}
	line, _ := r.FieldPos(0)
	if !l.headings(t, line, cells) {
		return false
	}
	for n := 1; ; n++ {
		file.nextRow()
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return true
		}
		if err != nil {
			l.notCSV(t, line, err)
			return false
		}
		if n > l.limits.rows {
			l.unread(t.model.File, fmt.Sprintf("the file has more than %d rows", l.limits.rows), "Split the dataset, or shorten the file")
			return false
		}
		line, _ = r.FieldPos(0)
		l.row(t, line, cells)
		if l.o.Progress != nil && n%50_000 == 0 {
			l.o.Progress(t.model.File, n)
		}
	}
}

// notCSV notes an error of the CSV reader. The row before begins on the line last,
// 0 for none.
func (l *loader) notCSV(t *table, last int, err error) {
	if errors.Is(err, errLongRow) {
		l.broken = true
		which := "a row after this line"
		if last == 0 {
			which = "the first row"
		}
		l.note(found{cell: -1, Fault: Fault{File: t.model.File, Line: last,
			Message: fmt.Sprintf("%s is longer than %d bytes", which, l.limits.rowBytes),
			Remedy:  "Look for a quotation mark that is not closed, or shorten the row"}})
		return
	}
	var parse *csv.ParseError
	if !errors.As(err, &parse) {
		l.unreadable(t.model.File, l.limits.fileBytes, err)
		return
	}
	l.broken = true
	f := found{Fault: Fault{File: t.model.File, Line: parse.Line, Column: parse.Column,
		Message: "a quotation mark stands in the middle of a cell",
		Remedy:  `Put the whole cell in quotation marks and double each one inside it, as in "she said ""yes"""`}, cell: -1, inBytes: true, rowOf: parse.StartLine}
	if errors.Is(parse.Err, csv.ErrQuote) && parse.Line != parse.StartLine {
		// The reader ran on over later lines; where it stopped is of no help.
		f.Line, f.Column = parse.StartLine, 0
		f.Message = "a quotation mark of the row that begins here is not closed, or closed too early"
	}
	l.note(f)
}

// row reads one row of a file.
func (l *loader) row(t *table, line int, cells []string) {
	fault := func(cell int, message, remedy string) {
		l.cellFaults = true
		f := found{Fault: Fault{File: t.model.File, Line: line, Message: message, Remedy: remedy}, cell: cell}
		if cell >= 0 {
			f.Heading = t.columns[cell].heading
		}
		l.note(f)
	}
	if len(cells) != len(t.columns) {
		l.broken = true
		if slices.ContainsFunc(cells, func(c string) bool { return !utf8.ValidString(c) }) {
			fault(-1, "the row is not valid UTF-8", "Save the file as UTF-8, and take out what is no text")
			return
		}
		fault(-1, fmt.Sprintf("the row has %s and the file %s", counted(len(cells), "cell"), counted(len(t.columns), "heading")),
			"Put cells that hold commas in quotation marks, and leave no cell out")
		return
	}
	if !slices.ContainsFunc(cells, func(c string) bool { return c != "" }) {
		fault(-1, "the row is empty", "Take it out")
		return
	}
	this := row{record: t.model.New(), line: int32(line)}
	for i := range t.columns {
		c := &t.columns[i]
		if message, remedy := c.set(this.record, cells[i], &l.limits); message != "" {
			this.faulty = true
			fault(i, message, remedy)
		} else if c.kindOf != nil {
			t.kinds = append(t.kinds, kindName{row: int32(len(t.rows)), cell: int32(i), kind: cells[i]})
		}
	}
	for _, f := range t.defaults {
		if f.Absent(this.record) {
			f.SetStr(this.record, f.Default)
		}
	}
	graph.CompleteKey(this.record)
	key := this.record.RecordKey()
	first, taken := t.at[key]
	if !isWhole(key) {
		l.cellFaults = true // the value that is missing is told by the model's rules
	}
	if !taken {
		t.at[key] = int32(len(t.rows))
	} else if isWhole(key) {
		this.faulty = true
		fault(t.keyCell(), fmt.Sprintf("%s stands twice, first on line %d", shown(key), t.rows[first].line),
			"Take one of the two rows out, or correct it")
	}
	t.rows = append(t.rows, this)
}

// counted is a number with its noun, as in "1 cell" and "2 cells".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// isWhole says whether a key has all of its parts. Two rows without a key are not
// called twins: each lacks a value.
func isWhole(key string) bool {
	return !slices.Contains(strings.Split(key, "/"), "")
}

// keyCell is the cell that names a record: its key, or the first of the
// references that a link is named after.
func (t *table) keyCell() int {
	if c := t.cellOf(t.model.KeyField()); c >= 0 {
		return c
	}
	for i := range t.columns {
		if f := t.columns[i].field; f != nil && f.Type == graph.TypeRef && f.Required {
			return i
		}
	}
	return -1
}

// cellOf is the first cell that holds a field, or -1.
func (t *table) cellOf(f *graph.Field) int {
	return slices.IndexFunc(t.columns, func(c column) bool { return c.field != nil && c.field == f })
}

// compare holds a file against what datapackage.json says of it.
func (l *loader) compare(name string, size int64, sum hash.Hash) {
	const remedy = "Bring the file back, or bring its bytes and hash in " + packageFile + " up to date"
	listed, ok := l.listed[name]
	switch {
	case l.o.IgnoreChecksums, !ok:
	case listed.bytes >= 0 && listed.bytes != size:
		l.ofFile(name, fmt.Sprintf("the file has %d bytes and not the %d that %s says", size, listed.bytes, packageFile), remedy)
	case listed.sha256 != "" && listed.sha256 != fmt.Sprintf("%x", sum.Sum(nil)):
		l.ofFile(name, "the file has another SHA-256 than "+packageFile+" says", remedy)
	}
}
