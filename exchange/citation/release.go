package citation

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// Release makes the reference of the whole dataset in the state of a release. Its
// note tells the licence and the hash of the content, which says for certain
// whether another copy is the same.
func Release(info graph.Info) Item {
	r := info.Release
	i := Item{
		Key: key(r.Name + "-" + r.Version), Type: Dataset,
		Title: line(cmp.Or(r.Title, r.Name)), Version: line(r.Version),
		Note: "Licence " + line(r.License) + "; SHA-256 of the content " + info.Hash + ".",
	}
	i.Year, i.Month, i.Day = dateOf(r.Date)
	return i
}

// Answer is one answer over a release, with what brings it back.
type Answer struct {
	Kind      string // what sort of answer, such as matrix
	Title     string // what was asked, in words
	Filter    string // as JSON; "" or {} for all
	Permalink string // whole address, or the path of it
	Digest    string // a few letters that tell it from other answers
}

// Result makes the reference of an answer: a part of the dataset, with its own
// title and its permalink. Without a whole address, the path stands in the note.
func Result(info graph.Info, a Answer) Item {
	i := Release(info)
	i.Container, i.Title = i.Title, line(a.Title)
	i.Key = key(i.Key + "-" + a.Kind + "-" + a.Digest)
	notes := []string{fmt.Sprintf("Counts of published findings in %s, release %s.", i.Container, i.Version)}
	if a.Filter != "" && a.Filter != "{}" {
		notes = append(notes, "Only findings that meet "+line(a.Filter)+".")
	}
	notes = append(notes, i.Note)
	if isAddress(a.Permalink) {
		i.URL = a.Permalink
	} else {
		notes = append(notes, "Permalink: "+a.Permalink) // last, so that no full stop sticks to it
	}
	i.Note = strings.Join(notes, " ")
	return i
}

func isAddress(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
}

// dateOf takes a full date apart, and gives zeros for anything else.
func dateOf(date string) (year, month, day int) {
	parts := strings.Split(date, "-")
	if len(parts) != 3 {
		return 0, 0, 0
	}
	var numbers [3]int
	for i, p := range parts {
		n, err := strconv.Atoi(p)
		if err != nil || n <= 0 {
			return 0, 0, 0
		}
		numbers[i] = n
	}
	return numbers[0], numbers[1], numbers[2]
}

var notInKeys = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

// key makes a text that every format takes as the name of a reference.
func key(s string) string {
	return cmp.Or(strings.Trim(notInKeys.ReplaceAllString(s, "-"), "-"), "reference")
}
