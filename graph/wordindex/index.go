package wordindex

import (
	"sort"
	"strings"
	"unsafe"

	"github.com/exitgraph/exitgraph/graph"
)

// Index is an inverted index of one revision. It never changes, and may be used from many
// goroutines at once.
type Index struct {
	letters string   // of all words, sorted, in one piece; whole names begin with a blank
	ends    []uint32 // where each word ends in letters

	lists []uint32 // where the lists of each word begin, and where the last ones end
	langs []string // of each list, in lower case; "" is that of fields without languages
	from  []uint32 // where each list begins in all, and where the last one ends
	all   postings

	nodes int // more than every id
}

// Bytes is how much memory the index takes.
func (x *Index) Bytes() int {
	return len(x.letters) + 4*(len(x.ends)+len(x.lists)+len(x.from)+len(x.all)) + int(unsafe.Sizeof(""))*len(x.langs)
}

// word gives the word with a number.
func (x *Index) word(i int) string {
	start := uint32(0)
	if i > 0 {
		start = x.ends[i-1]
	}
	return x.letters[start:x.ends[i]]
}

// beginning gives the numbers of the words that begin with a prefix.
func (x *Index) beginning(prefix string) (from, end int) {
	from = sort.Search(len(x.ends), func(i int) bool { return x.word(i) >= prefix })
	end = from + sort.Search(len(x.ends)-from, func(i int) bool { return !strings.HasPrefix(x.word(from+i), prefix) })
	return from, end
}

// with gives the nodes that have a word, or one that begins with it, in the languages of
// a query. A name with its blanks is a word too.
func (x *Index) with(word string, prefix bool, q graph.SearchQuery) postings {
	i, end := x.beginning(word)
	if !prefix { // the word by itself comes before those that begin with it
		end = i
		if i < len(x.ends) && x.word(i) == word {
			end++
		}
	}
	var found []postings
	for list := x.lists[i]; list < x.lists[end]; list++ {
		if q.Takes(x.langs[list]) {
			found = append(found, x.all[x.from[list]:x.from[list+1]])
		}
	}
	switch len(found) {
	case 0:
		return nil
	case 1:
		return found[0]
	}
	return merged(found, x.nodes)
}
