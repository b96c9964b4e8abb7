package memstore

import (
	"slices"
	"sort"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// wordIndex finds nodes by words: an inverted index, and the texts of the hits, in
// which words that must follow each other are looked for. It takes about as much
// memory as the texts themselves.
type wordIndex struct {
	words []string             // sorted
	lists [][]inLanguage       // of each word
	texts [][]graph.SearchText // by id; nodes come before links
}

// inLanguage are the nodes that have a word in texts of one language; "" is that of
// fields without languages.
type inLanguage struct {
	lang string
	list postings
}

func (s *snapshot) wordIndex() *wordIndex {
	s.wordsOnce.Do(func() { s.words = s.indexWords() })
	return s.words
}

func (s *snapshot) indexWords() *wordIndex {
	_, end := s.Span(graph.KindVocabularyTerm) // the last kind of nodes
	x := &wordIndex{texts: make([][]graph.SearchText, end)}
	at := map[string]int{}
	for id := range end {
		x.texts[id] = graph.SearchTexts(s.all[id])
		for _, t := range x.texts[id] {
			p := postingOf(id, t.Weight)
			for w := range strings.FieldsSeq(t.Words) {
				i, ok := at[w]
				if !ok {
					i = len(x.lists)
					at[w], x.lists, x.words = i, append(x.lists, nil), append(x.words, w)
				}
				x.lists[i] = add(x.lists[i], t.Lang, p)
			}
		}
	}
	slices.Sort(x.words)
	sorted := make([][]inLanguage, len(x.words))
	for i, w := range x.words {
		sorted[i] = x.lists[at[w]]
	}
	x.lists = sorted
	return x
}

// add notes a node, which is none before those that are noted.
func add(to []inLanguage, lang string, p posting) []inLanguage {
	i := slices.IndexFunc(to, func(l inLanguage) bool { return l.lang == lang })
	if i < 0 {
		return append(to, inLanguage{lang, postings{p}})
	}
	if last := len(to[i].list) - 1; to[i].list[last].id() == p.id() {
		to[i].list[last] |= p
	} else {
		to[i].list = append(to[i].list, p)
	}
	return to
}

// with gives the nodes that have a word, or one that begins with it, in the languages
// of a query.
func (x *wordIndex) with(word string, prefix bool, q graph.SearchQuery) postings {
	i := sort.SearchStrings(x.words, word)
	end := i
	if prefix {
		i, end = beginning(x.words, word)
	} else if i < len(x.words) && x.words[i] == word {
		end = i + 1
	}
	var lists []postings
	for _, of := range x.lists[i:end] {
		for _, l := range of {
			if q.Takes(l.lang) {
				lists = append(lists, l.list)
			}
		}
	}
	switch len(lists) {
	case 0:
		return nil
	case 1:
		return lists[0]
	}
	return merged(lists, len(x.texts))
}
