package document

import (
	"fmt"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

func TestCacheCountsHitsAndMisses(t *testing.T) {
	c := NewCache[int](100)
	if _, ok := c.Get("a"); ok {
		t.Error("an empty cache answers")
	}
	c.Add("a", 1, 10)
	c.Add("b", 2, 20)
	if v, ok := c.Get("a"); !ok || v != 1 {
		t.Errorf("got %d, %v", v, ok)
	}
	if got, want := c.Stats(), (Stats{Hits: 1, Misses: 1, Entries: 2, Bytes: 30}); got != want {
		t.Errorf("stats are %+v, want %+v", got, want)
	}
}

func TestCacheDropsWhatWasNotAskedForLongest(t *testing.T) {
	c := NewCache[int](30)
	c.Add("a", 1, 10)
	c.Add("b", 2, 10)
	c.Add("c", 3, 10)
	c.Get("a")
	c.Add("d", 4, 15) // takes the room of b and c
	for text, want := range map[string]bool{"a": true, "b": false, "c": false, "d": true} {
		if _, ok := c.Get(text); ok != want {
			t.Errorf("%s is kept: %v", text, ok)
		}
	}
}

func TestCacheReplacesAndRefusesTheOversized(t *testing.T) {
	c := NewCache[int](30)
	c.Add("a", 1, 20)
	c.Add("a", 2, 25)
	if v, _ := c.Get("a"); v != 2 || c.Stats().Bytes != 25 || c.Stats().Entries != 1 {
		t.Errorf("got %d, %+v", v, c.Stats())
	}
	c.Add("a", 3, 31)
	if _, ok := c.Get("a"); ok || c.Stats().Bytes != 0 {
		t.Errorf("an older value outlives a larger one: %+v", c.Stats())
	}
	none := NewCache[int](0)
	none.Add("a", 1, 0)
	if none.Stats().Entries != 0 {
		t.Error("a cache of no bytes keeps something")
	}
}

func TestCacheNeverExceedsItsBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.IntRange(0, 50).Draw(t, "most")
		c, sizes := NewCache[int](most), map[string]int{}
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			text := rapid.StringMatching("[a-f]").Draw(t, "text")
			bytes := rapid.IntRange(1, 60).Draw(t, "bytes")
			c.Add(text, bytes, bytes)
			sizes[text] = bytes
		}
		total := 0
		for text, bytes := range sizes {
			if v, ok := c.Get(text); ok {
				total += v
				if v != bytes {
					t.Fatalf("%s has the value of an earlier Add", text)
				}
			}
		}
		if got := c.Stats().Bytes; got != total || got > most {
			t.Fatalf("counts %d bytes, holds %d of %d", got, total, most)
		}
	})
}

func TestCacheMayBeShared(t *testing.T) {
	c := NewCache[int](100)
	var done sync.WaitGroup
	for i := range 16 {
		done.Go(func() {
			for k := range 200 {
				text := fmt.Sprint((i + k) % 20)
				if v, ok := c.Get(text); ok && v != len(text) {
					t.Errorf("%q gives %d", text, v)
				}
				c.Add(text, len(text), 10)
			}
		})
	}
	done.Wait()
	if s := c.Stats(); s.Entries != 10 || s.Hits+s.Misses != 3200 {
		t.Errorf("stats are %+v", s)
	}
}
