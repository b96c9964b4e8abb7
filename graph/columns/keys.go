package columns

import (
	"sort"

	"github.com/exitgraph/exitgraph/graph"
)

// keys are the keys of a kind in order: those of records that are kept, or else the
// letters of all of them in one piece.
type keys struct {
	at      map[string]int32
	records []graph.Record

	text string
	ends []uint32 // where each key ends in text
}

// find gives the place of a key.
func (k *keys) find(key string) (int32, bool) {
	if k.ends == nil {
		i, ok := k.at[key]
		return i, ok
	}
	i := sort.Search(len(k.ends), func(i int) bool { return k.letters(int32(i)) >= key })
	return int32(i), i < len(k.ends) && k.letters(int32(i)) == key
}

// bound gives the place of the first of n keys that does not come before a key, and
// whether it is that key.
func (k *keys) bound(key string, n int) (int32, bool) {
	i := sort.Search(n, func(i int) bool { return k.of(int32(i)) >= key })
	return int32(i), i < n && k.of(int32(i)) == key
}

// of gives the key at a place.
func (k *keys) of(i int32) string {
	if k.records != nil {
		return k.records[i].RecordKey()
	}
	return k.letters(i)
}

func (k *keys) letters(i int32) string {
	start := uint32(0)
	if i > 0 {
		start = k.ends[i-1]
	}
	return k.text[start:k.ends[i]]
}
