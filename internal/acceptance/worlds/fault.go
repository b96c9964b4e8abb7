package worlds

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/internal/nearest"
)

// Fault is one thing that is wrong with a file.
type Fault struct {
	File    string
	Line    int    // from 1
	Message string // what is wrong
	Remedy  string // what would be right
}

// String is the fault as one line, file:line first, as editors link it.
func (f Fault) String() string {
	return fmt.Sprintf("%s:%d: %s. %s.", f.File, f.Line, f.Message, f.Remedy)
}

// FaultsError is a list of faults as an error, in the order of lines.
type FaultsError []Fault

// Error tells every fault in a line of its own.
func (fs FaultsError) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.String()
	}
	return strings.Join(lines, "\n")
}

func (fs FaultsError) sorted() FaultsError {
	slices.SortStableFunc(fs, func(a, b Fault) int { return cmp.Compare(a.Line, b.Line) })
	return fs
}

func (r *reader) fault(line int, message, remedy string) {
	r.faults = append(r.faults, Fault{r.world.File, line, message, remedy})
}

// unknown is the fault of a word that is none of those that there are.
func (r *reader) unknown(line int, what, word string, known []string) {
	remedy := "There are " + strings.Join(known, ", ")
	if guess := nearest.Word(word, slices.Values(known)); guess != "" {
		remedy = fmt.Sprintf("Did you mean %q? %s", guess, remedy)
	}
	r.fault(line, fmt.Sprintf("%q is no %s", word, what), remedy)
}
