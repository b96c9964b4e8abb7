package wordindex

import (
	"maps"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// Builder makes an Index of texts that come by once. It keeps nothing of them but words
// and names. One goroutine uses it at a time.
type Builder struct {
	words map[string]uint32 // the list of each that was begun last
	lists []list
	langs map[string]string // in lower case, as they are written

	noted [][]note // in pieces, so that none is copied as they grow
	count uint32
	bytes int
	nodes int
}

// list are the postings of a word in a language.
type list struct {
	lang  string
	other uint32 // one more of the word; itself for the first
	size  uint32
	last  uint32 // the place in noted of the last posting
}

// note is a posting of a list.
type note struct {
	list uint32
	posting
}

const (
	pieceBits = 16
	piece     = 1 << pieceBits // notes in a piece
)

// NewBuilder makes a Builder without texts.
func NewBuilder() *Builder {
	return &Builder{words: map[string]uint32{}, langs: map[string]string{}}
}

// Add takes the texts of a node, as graph.SearchTexts orders them. Ids must rise.
func (b *Builder) Add(id int32, texts []graph.SearchText) {
	b.nodes = int(id) + 1
	for _, t := range texts {
		p, lang := postingOf(id, t.Weight), b.lang(t.Lang)
		for w := range strings.FieldsSeq(t.Words) {
			b.note(w, lang, p)
		}
		if t.Weight == graph.SearchedName {
			b.note(t.Words, lang, p)
		}
	}
}

// lang gives a language in lower case.
func (b *Builder) lang(tag string) string {
	lang, known := b.langs[tag]
	if !known {
		lang = strings.ToLower(strings.Clone(tag))
		b.langs[strings.Clone(tag)] = lang
	}
	return lang
}

// note adds a posting to a list, or a weight to the last one where it is of the same node.
func (b *Builder) note(word, lang string, p posting) {
	n := b.list(word, lang)
	l := &b.lists[n]
	if l.size > 0 {
		if last := b.at(l.last); last.id() == p.id() {
			last.posting |= p
			return
		}
	}
	if b.count%piece == 0 {
		b.noted = append(b.noted, make([]note, piece))
	}
	*b.at(b.count) = note{n, p}
	l.last = b.count
	l.size++
	b.count++
	b.bytes += 4
}

func (b *Builder) at(place uint32) *note { return &b.noted[place>>pieceBits][place%piece] }

// list gives the number of the list of a word in a language.
func (b *Builder) list(word, lang string) uint32 {
	n := uint32(len(b.lists))
	other, known := b.words[word]
	if !known {
		other = n
		b.bytes += 8 + len(word)
	}
	for at := other; known; at = b.lists[at].other {
		if b.lists[at].lang == lang {
			return at
		}
		known = b.lists[at].other != at
	}
	b.words[strings.Clone(word)] = n // a map takes the letters of the last key over
	b.lists = append(b.lists, list{lang: lang, other: other})
	b.bytes += 20
	return n
}

// Bytes is about how much memory the Index of what came by so far takes. Making it takes
// some three times as much meanwhile.
func (b *Builder) Bytes() int { return b.bytes }

// Index gives the Index of all texts that came by. The Builder is of no use afterwards.
func (b *Builder) Index() *Index {
	words := slices.Sorted(maps.Keys(b.words))
	letters := 0
	for _, w := range words {
		letters += len(w)
	}
	text := make([]byte, 0, letters)
	x := &Index{
		ends: make([]uint32, 0, len(words)), lists: make([]uint32, 0, len(words)+1),
		langs: make([]string, 0, len(b.lists)), from: make([]uint32, 0, len(b.lists)+1),
		all: make(postings, b.count), nodes: b.nodes,
	}
	next := make([]uint32, len(b.lists)) // where the next posting of each goes
	begin := uint32(0)
	for _, w := range words {
		text = append(text, w...)
		x.ends = append(x.ends, uint32(len(text)))
		x.lists = append(x.lists, uint32(len(x.langs)))
		for at, more := b.words[w], true; more; {
			l := &b.lists[at]
			x.langs = append(x.langs, l.lang)
			x.from = append(x.from, begin)
			next[at] = begin
			begin += l.size
			more, at = l.other != at, l.other
		}
	}
	x.letters = string(text)
	x.lists, x.from = append(x.lists, uint32(len(x.langs))), append(x.from, begin)
	for place := range b.count {
		n := b.at(place)
		x.all[next[n.list]] = n.posting
		next[n.list]++
	}
	return x
}
