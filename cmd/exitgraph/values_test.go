package main

import (
	"bytes"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestSizesAreReadAsTheyAreShown(t *testing.T) {
	for text, want := range map[string]int64{"1": 1, "65536": 65536, "64KiB": 65536, "1MiB": 1 << 20, "2GiB": 2 << 30} {
		var s byteSize
		if err := s.Set(text); err != nil || int64(s) != want {
			t.Errorf("%s was read as %d, %v; want %d", text, s, err, want)
		}
	}
	for _, text := range []string{"", "0", "-1", "1.5MiB", "MiB", "1 MiB", "99999999999999GiB"} {
		var s byteSize
		if s.Set(text) == nil {
			t.Errorf("%q was read as %d", text, s)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := byteSize(rapid.Int64Range(1, 1<<40).Draw(t, "bytes"))
		var again byteSize
		if err := again.Set(s.String()); err != nil || again != s {
			t.Fatalf("%d is shown as %s and read as %d, %v", int64(s), &s, int64(again), err)
		}
	})
}

func TestProgressIsShownToPeopleWhoWaitAndWipedAtTheEnd(t *testing.T) {
	var out bytes.Buffer
	now := time.Unix(0, 0)
	p := newProgress(&out, true)
	p.start, p.now = now, func() time.Time { return now }
	p.rows("findings.csv", 10)
	if out.Len() > 0 {
		t.Fatalf("a short reading showed %q", out.String())
	}
	now = now.Add(patience)
	p.rows("findings.csv", 20000)
	p.rows("findings.csv", 20001) // too soon after the last
	now = now.Add(interval)
	p.written(5, 10)
	p.done()
	p.rows("findings.csv", 30000)
	p.done()
	if want := "\r\x1b[KReading findings.csv, 20000 rows\r\x1b[KWriting, 5 of 10 rows\r\x1b[K"; out.String() != want {
		t.Errorf("shown was %q, want %q", out.String(), want)
	}
}

func TestProgressIsSilentWhereNobodyLooks(t *testing.T) {
	var out bytes.Buffer
	p := newProgress(&out, false)
	p.start = time.Time{}
	p.rows("findings.csv", 20000)
	p.done()
	if out.Len() > 0 {
		t.Errorf("shown was %q", out.String())
	}
}
