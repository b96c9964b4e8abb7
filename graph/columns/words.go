package columns

import (
	"encoding/binary"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// words are the values of a field of words, by number. Where records are not kept, each
// value has one number, however many records have it, and 0 is absence; else each record
// has its own.
type words struct {
	number []int32    // by place within the kind; nil where each record has its own
	folded [][]string // by number: none, one or several words

	// As they are written, by number; of the type of the field, and nil where records
	// are kept.
	plain []string
	lists [][]string
	texts []graph.Text
}

// at gives the folded words of the record at a place.
func (w *words) at(place int32) []string {
	if w.number != nil {
		place = w.number[place]
	}
	return w.folded[place]
}

// longest is up to how many bytes a value may have for its field to be held.
const longest = 512

// isShort says whether a field of words is held where records are not kept: what lists
// are ordered by, what names things or their makers, and what findings are grouped by.
// Prose is not.
func isShort(f *graph.Field) bool {
	return f.Orderable || f.Search == graph.SearchedName || f.Search == graph.SearchedMaker || isDimension(f)
}

// isDimension says whether findings can be grouped by a field.
func isDimension(f *graph.Field) bool {
	for _, d := range graph.Dimensions() {
		if d.Field == f {
			return true
		}
	}
	return false
}

// saying takes a field of words.
func (b *Builder) saying(f *graph.Field) func(graph.Record) {
	c := b.x.cols[f]
	needed := isDimension(f)
	if c.missing = !isShort(f) || b.plainOnly && !needed; c.missing {
		return nil
	}
	w := &c.words
	w.number = []int32{}
	w.add(f, nil, "")
	numbers := map[string]int32{"": 0}
	var value []byte
	return func(r graph.Record) {
		if c.missing {
			return
		}
		value = appendValue(value[:0], f, r)
		if len(value) > longest && !needed {
			b.drop(c)
			return
		}
		n, known := numbers[string(value)]
		if !known {
			n = int32(len(w.folded))
			own := string(value)
			numbers[own] = n
			size := w.add(f, r, own)
			b.bytes += size
			if !needed {
				b.said += size
			}
		}
		w.number = append(w.number, n)
		b.bytes += 4
		if !needed {
			b.said += 4
		}
	}
}

// appendValue writes a value so that different values differ; nothing for absence.
func appendValue(to []byte, f *graph.Field, r graph.Record) []byte {
	part := func(s string) {
		to = binary.AppendUvarint(to, uint64(len(s)))
		to = append(to, s...)
	}
	switch f.Type {
	case graph.TypeText:
		for _, tr := range f.Text(r) {
			part(tr.Lang)
			part(tr.Value)
		}
	case graph.TypeStrings:
		for _, v := range f.List(r) {
			part(v)
		}
	default:
		return append(to, f.Str(r)...)
	}
	return to
}

// add numbers the value of a record, nil for absence, which value names. It keeps
// nothing of the record, and gives about how much memory it takes.
func (w *words) add(f *graph.Field, r graph.Record, value string) int {
	var folded []string
	size := 24 + len(value)
	fold := func(s string) {
		word := graph.Fold(s)
		if word != s { // else they share letters
			size += len(word)
		}
		folded = append(folded, word)
		size += 16
	}
	switch f.Type {
	case graph.TypeText:
		var text graph.Text
		if r != nil {
			for _, tr := range f.Text(r) {
				text = append(text, graph.Translation{Lang: strings.Clone(tr.Lang), Value: strings.Clone(tr.Value)})
				fold(text[len(text)-1].Value)
				size += 32
			}
		}
		w.texts = append(w.texts, text)
	case graph.TypeStrings:
		var list []string
		if r != nil {
			for _, v := range f.List(r) {
				list = append(list, strings.Clone(v))
				fold(list[len(list)-1])
				size += 16
			}
		}
		w.lists = append(w.lists, list)
	default:
		if r != nil && value != "" {
			fold(value)
		}
		w.plain = append(w.plain, value)
		size += 16
	}
	w.folded = append(w.folded, folded)
	return size
}

// bytes is about how much memory the values take.
func (w *words) bytes() int {
	n := 4*len(w.number) + 8*len(w.folded) // with ranks, once something is ordered by them
	same := func(plain, folded string) {
		if n += len(plain) + 16; plain != folded {
			n += len(folded)
		}
	}
	for i, folded := range w.folded {
		n += 24 + 16*len(folded)
		switch {
		case w.plain != nil:
			for _, word := range folded {
				same(w.plain[i], word)
			}
		case w.lists != nil:
			for j, word := range folded {
				same(w.lists[i][j], word)
			}
		case w.texts != nil:
			for j, word := range folded {
				same(w.texts[i][j].Value, word)
				n += 16 + len(w.texts[i][j].Lang)
			}
		}
	}
	return n
}

// drop leaves out a field that turns out to be no short one. What it took is not known
// apart, and stays in the sum: there are few such fields.
func (b *Builder) drop(c *column) { c.words, c.missing = words{}, true }

// DropWords leaves out what nothing is counted by: titles, names and labels. What lists
// show of these, or are chosen or ordered by, the store is then asked for.
func (b *Builder) DropWords() {
	b.plainOnly = true
	b.x.dropWords()
	b.bytes -= b.said
	b.said = 0
}

func (x *Index) dropWords() {
	for f, c := range x.cols {
		switch f.Type {
		case graph.TypeString, graph.TypeText, graph.TypeStrings:
			if !isDimension(f) {
				c.words, c.missing = words{}, true
			}
		}
	}
}
