package document

import (
	"crypto/sha256"
	"math"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// Cache keeps what was made of documents, for instance plans, by their text. It
// is bounded by bytes, drops what was not asked for longest, and may be used by
// several goroutines. Only successes belong in it: a refused text is cheap to
// refuse again, and would push out what is useful.
type Cache[V any] struct {
	mu           sync.Mutex
	entries      *simplelru.LRU[[sha256.Size]byte, cached[V]]
	most, bytes  int
	hits, misses uint64
}

type cached[V any] struct {
	value V
	bytes int
}

// Stats tells how a cache is used. Hits and misses count calls of Get.
type Stats struct {
	Hits, Misses   uint64
	Entries, Bytes int
}

// NewCache makes a cache that holds values of bytes in total at most. With zero
// or less it holds nothing.
func NewCache[V any](bytes int) *Cache[V] {
	c := &Cache[V]{most: bytes}
	// The list is bounded by our bytes only; it refuses nothing but a size below one.
	entries, err := simplelru.NewLRU(math.MaxInt, func(_ [sha256.Size]byte, old cached[V]) { c.bytes -= old.bytes })
	if err != nil {
		panic(err)
	}
	c.entries = entries
	return c
}

// Get gives the value for a text, and false when there is none.
func (c *Cache[V]) Get(text string) (V, bool) {
	key := sha256.Sum256([]byte(text))
	c.mu.Lock()
	defer c.mu.Unlock()
	entry, ok := c.entries.Get(key)
	if ok {
		c.hits++
	} else {
		c.misses++
	}
	return entry.value, ok
}

// Peek gives the value for the text with a hash, and false when there is none. It is
// no use of the value: nothing is counted, and it is dropped as soon as without.
func (c *Cache[V]) Peek(hash [sha256.Size]byte) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	entry, ok := c.entries.Peek(hash)
	return entry.value, ok
}

// Add keeps the value for a text, in place of an earlier one, and says that it
// takes so many bytes. A value larger than the whole cache is not kept.
func (c *Cache[V]) Add(text string, value V, bytes int) {
	key := sha256.Sum256([]byte(text))
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries.Remove(key)
	if bytes = max(bytes, 1); bytes > c.most { // nothing is free, or entries were without bound
		return
	}
	for c.bytes > c.most-bytes {
		c.entries.RemoveOldest()
	}
	c.entries.Add(key, cached[V]{value, bytes})
	c.bytes += bytes
}

// Stats gives the numbers of this moment.
func (c *Cache[V]) Stats() Stats {
	c.mu.Lock()
	defer c.mu.Unlock()
	return Stats{Hits: c.hits, Misses: c.misses, Entries: c.entries.Len(), Bytes: c.bytes}
}
