package seed

import (
	"bytes"
	"encoding/csv"
	"io"
	"unicode/utf8"
)

// locate works out where the cells of faults stand, by reading their files once
// more: loading does not pay for positions that sound data never needs. A file
// that has vanished meanwhile leaves its faults with the line of the row.
func (l *loader) locate() {
	byFile := map[string][]*found{}
	for i := range l.faults {
		if f := &l.faults[i]; f.Line > 0 && (f.cell >= 0 || f.inBytes) {
			byFile[f.File] = append(byFile[f.File], f)
		}
	}
	for name, faults := range byFile {
		text, ok := l.again(name)
		if !ok {
			continue
		}
		findCells(text, faults)
		findUnclosed(text, faults)
		inCharacters(text, faults)
	}
}

// again reads a file that was read before.
func (l *loader) again(name string) ([]byte, bool) {
	f, err := l.fsys.Open(name)
	if err != nil {
		return nil, false
	}
	defer f.Close()
	text, err := io.ReadAll(&bounded{r: f, left: l.limits.fileBytes})
	return bytes.TrimPrefix(text, []byte(byteOrderMark)), err == nil
}

// findCells gives faults that know their row and cell the line and, in bytes, the
// column where the cell begins. A cell stands on a later line than its row where
// one before it has line breaks.
func findCells(text []byte, faults []*found) {
	wanted := map[int][]*found{}
	for _, f := range faults {
		if f.cell >= 0 {
			wanted[f.Line] = append(wanted[f.Line], f)
		}
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.ReuseRecord = true
	r.FieldsPerRecord = -1
	for len(wanted) > 0 {
		cells, err := r.Read()
		if err != nil {
			return
		}
		row, _ := r.FieldPos(0)
		for _, f := range wanted[row] {
			if f.cell < len(cells) {
				f.Line, f.Column = r.FieldPos(f.cell)
			}
		}
		delete(wanted, row)
	}
}

// findUnclosed tells marks that are never closed from other wrong quotation marks,
// and gives their place: the CSV reader knows only where the file ended.
func findUnclosed(text []byte, faults []*found) {
	for _, f := range faults {
		if f.rowOf == 0 {
			continue
		}
		line := f.rowOf
		row := text
		for range line - 1 {
			_, row, _ = bytes.Cut(row, []byte("\n"))
		}
		mark, ok := unclosedMark(row)
		if !ok {
			continue
		}
		before := row[:mark]
		f.Line = line + bytes.Count(before, []byte("\n"))
		f.Column = mark - bytes.LastIndexByte(before, '\n')
		f.Message = "the quotation mark that begins this cell is never closed"
		f.Remedy = "Put a second one at the end of the cell, or take this one out"
	}
}

// unclosedMark gives the offset of the quotation mark that begins a cell of the
// first row of a text and is never closed; false where there is another fault.
func unclosedMark(text []byte) (int, bool) {
	for at := 0; at < len(text); {
		if text[at] != '"' {
			end := bytes.IndexAny(text[at:], ",\n")
			if end < 0 || text[at+end] == '\n' {
				return 0, false
			}
			at += end + 1
			continue
		}
		start := at
		for at++; ; at += 2 { // over the two marks that stand for one
			next := bytes.IndexByte(text[at:], '"')
			if next < 0 {
				return start, true
			}
			at += next
			if at+1 == len(text) || text[at+1] != '"' {
				break
			}
		}
		if at+1 == len(text) || text[at+1] != ',' {
			return 0, false
		}
		at += 2
	}
	return 0, false
}

// inCharacters turns columns from bytes into characters, as editors count.
func inCharacters(text []byte, faults []*found) {
	lines := map[int][]*found{}
	for _, f := range faults {
		if f.Column > 0 {
			lines[f.Line] = append(lines[f.Line], f)
		}
	}
	for n := 1; len(lines) > 0; n++ {
		line, rest, more := bytes.Cut(text, []byte("\n"))
		for _, f := range lines[n] {
			f.Column = utf8.RuneCount(line[:min(f.Column-1, len(line))]) + 1
		}
		delete(lines, n)
		if !more {
			return
		}
		text = rest
	}
}
