package seed

import (
	"fmt"
	"strconv"
	"strings"
)

// mostFaults is how many faults are told in full; the others are counted.
const mostFaults = 50

// Fault is one thing that is wrong with a dataset folder.
type Fault struct {
	File    string // name of the file, relative to the folder; "" for the folder itself
	Line    int    // from 1; 0 for the file as a whole
	Column  int    // character in the line, from 1; 0 for the line as a whole
	Heading string // of the column of the file; "" where no column is to blame
	Message string // what is wrong
	Remedy  string // how to mend it
}

// String is the fault as one line, file:line:column first, as editors link it.
func (f Fault) String() string {
	var b strings.Builder
	b.WriteString(f.File)
	for _, n := range []int{f.Line, f.Column} {
		if n == 0 {
			break
		}
		b.WriteByte(':')
		b.WriteString(strconv.Itoa(n))
	}
	if b.Len() > 0 {
		b.WriteString(": ")
	}
	if f.Heading != "" {
		b.WriteString(f.Heading)
		b.WriteString(": ")
	}
	b.WriteString(f.Message)
	b.WriteString(". ")
	b.WriteString(f.Remedy)
	b.WriteByte('.')
	return b.String()
}

// FaultsError says why a dataset was not loaded. It is an error, and the only one of
// Load that is about the content of the folder.
type FaultsError struct {
	// List holds the first faults, in the order of files, lines and columns; 50 at
	// most.
	List []Fault
	// More is how many were found besides those in List.
	More int
}

// Error tells every fault of List in a line of its own.
func (f *FaultsError) Error() string {
	var b strings.Builder
	total := len(f.List) + f.More
	if total == 1 {
		b.WriteString("the dataset has a fault, so nothing was loaded")
	} else {
		fmt.Fprintf(&b, "the dataset has %d faults, so nothing was loaded", total)
	}
	for _, fault := range f.List {
		b.WriteByte('\n')
		b.WriteString(fault.String())
	}
	if f.More > 0 {
		fmt.Fprintf(&b, "\nand %d more", f.More)
	}
	return b.String()
}

// found is a fault before its place in the file is worked out: Line is that of
// the row, and cell the number of the cell in it.
type found struct {
	Fault
	cell    int  // from 0; -1 where no cell is to blame
	inBytes bool // Column is known already, in bytes
	// rowOf is the line on which the row of a wrong quotation mark begins; 0 for
	// other faults.
	rowOf int
}

// note keeps a fault, or counts it.
func (l *loader) note(f found) {
	if len(l.faults) == mostFaults {
		l.more++
		return
	}
	l.faults = append(l.faults, f)
}

// ofFile notes a fault of a file as such.
func (l *loader) ofFile(file, message, remedy string) {
	l.note(found{Fault: Fault{File: file, Message: message, Remedy: remedy}, cell: -1})
}

// unread notes a fault of a file that keeps rows from being read.
func (l *loader) unread(file, message, remedy string) {
	l.broken = true
	l.ofFile(file, message, remedy)
}
