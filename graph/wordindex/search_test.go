package wordindex

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/graph"
)

// nodes are studies and factors with the texts that they are found by.
type nodes struct {
	studies int32
	texts   [][]graph.SearchText
}

func (n nodes) Span(k graph.Kind) (first, end int32) {
	switch {
	case k < graph.KindStudy:
		return 0, 0
	case k == graph.KindStudy:
		return 0, n.studies
	case k == graph.KindFactor:
		return n.studies, int32(len(n.texts))
	case k < graph.KindFactor:
		return n.studies, n.studies
	}
	return int32(len(n.texts)), int32(len(n.texts))
}

func key(id int32) string { return fmt.Sprintf("%03d", id) }

func (n nodes) kind(id int32) graph.Kind {
	if id < n.studies {
		return graph.KindStudy
	}
	return graph.KindFactor
}

func (n nodes) UpTo(k graph.Kind, last string) int32 {
	for id := int32(len(n.texts)) - 1; id >= 0; id-- {
		if of := n.kind(id); of < k || of == k && key(id) <= last {
			return id
		}
	}
	return -1
}

func (n nodes) index() *Index {
	b := NewBuilder()
	for id, texts := range n.texts {
		b.Add(int32(id), texts)
	}
	return b.Index()
}

// anyNodes draws nodes with few words, so that many of them share some.
func anyNodes(t *rapid.T) nodes {
	word := rapid.SampledFrom([]string{"peer", "pee", "support", "su", "exit", "é", "мир"})
	n := nodes{}
	for range rapid.IntRange(0, 40).Draw(t, "nodes") {
		var texts []graph.SearchText
		for range rapid.IntRange(0, 4).Draw(t, "texts") {
			words := rapid.SliceOfN(word, 1, 4).Draw(t, "words")
			texts = append(texts, graph.SearchText{
				Weight: graph.SearchWeight(rapid.IntRange(int(graph.SearchedName), int(graph.SearchedNote)).Draw(t, "weight")),
				Lang:   rapid.SampledFrom([]string{"", "en", "pt-BR", "pt", "it"}).Draw(t, "lang"),
				Words:  " " + strings.Join(words, " ") + " ",
			})
		}
		slices.SortStableFunc(texts, func(a, b graph.SearchText) int { return cmp.Compare(a.Weight, b.Weight) })
		n.texts = append(n.texts, texts)
	}
	n.studies = int32(rapid.IntRange(0, len(n.texts)).Draw(t, "studies"))
	return n
}

// ranked goes through all texts, as a graph.Ranker has them.
func (n nodes) ranked(q graph.Search) Found {
	var all []Hit
	ranker := q.Query.Ranker()
	for id, texts := range n.texts {
		kind := n.kind(int32(id))
		if rank, ok := ranker.Rank(texts); ok && (len(q.Kinds) == 0 || slices.Contains(q.Kinds, kind)) {
			all = append(all, Hit{int32(id), rank})
		}
	}
	slices.SortStableFunc(all, func(a, b Hit) int { return cmp.Compare(a.Rank, b.Rank) })
	f := Found{Total: len(all)}
	for _, h := range all {
		place := graph.Place{Rank: h.Rank, Kind: n.kind(h.ID), Key: key(h.ID)}
		switch {
		case q.After != nil && place.Compare(*q.After) <= 0:
			f.HasPrevious = true
		case len(f.Hits) == q.Limit:
			f.HasNext = true
		default:
			f.Hits = append(f.Hits, h)
		}
	}
	return f
}

func TestTheIndexRanksAsTheTextsDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := anyNodes(t)
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"peer", "pee*", "support", "su", "e*", "exit", "é", "мир", `"peer support"`, `"su pee*"`}), 1, 3).Draw(t, "text"), " ")
		query, err := graph.ParseSearch(text, rapid.SampledFrom([][]string{nil, {"en"}, {"pt"}, {"it", "en"}}).Draw(t, "langs"))
		if err != nil {
			t.Fatal(err)
		}
		q := graph.Search{Query: query, Limit: rapid.IntRange(0, 12).Draw(t, "limit"), Total: true}
		if rapid.Bool().Draw(t, "one kind") {
			q.Kinds = []graph.Kind{rapid.SampledFrom([]graph.Kind{graph.KindStudy, graph.KindFactor}).Draw(t, "kind")}
		}
		if rapid.Bool().Draw(t, "after") {
			q.After = &graph.Place{Rank: rapid.IntRange(0, 8).Draw(t, "rank"), Kind: graph.Kind(rapid.IntRange(0, 12).Draw(t, "kind")), Key: key(int32(rapid.IntRange(0, 45).Draw(t, "key")))}
		}
		texts := func(id int32) []graph.SearchText { return n.texts[id] }
		if Decides(query) {
			texts = nil
		}
		got, err := n.index().Search(context.Background(), q, n, texts)
		if want := n.ranked(q); err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: %+v (%v), want %+v", text, got, err, want)
		}
	})
}

func TestTermsOfSeveralWordsNeedTheTexts(t *testing.T) {
	for text, want := range map[string]bool{"peer": true, "peer support": true, "pee*": true, `"peer support"`: false, "peer-support": false, `exit "peer supp*"`: false} {
		query, err := graph.ParseSearch(text, nil)
		if err != nil || Decides(query) != want {
			t.Errorf("%s: %v (%v), want %v", text, Decides(query), err, want)
		}
	}
}

func TestABuilderKnowsWhatItsIndexTakes(t *testing.T) {
	b := NewBuilder()
	for id := range int32(5000) {
		b.Add(id, []graph.SearchText{
			{Weight: graph.SearchedName, Lang: "en", Words: fmt.Sprintf(" study %d ", id)},
			{Weight: graph.SearchedText, Lang: "it", Words: fmt.Sprintf(" parole di studio %d di ", id%70)},
		})
	}
	told := b.Bytes()
	if took := b.Index().Bytes(); told < took*19/20 || told > took*21/20 {
		t.Errorf("%d bytes are told of an index of %d", told, took)
	}
}

// givenUp are nodes whose search is given up when it comes to them.
type givenUp struct {
	nodes
	give func()
}

func (n givenUp) Span(k graph.Kind) (first, end int32) {
	n.give()
	return n.nodes.Span(k)
}

func TestASearchEndsWithItsContext(t *testing.T) {
	query, err := graph.ParseSearch("peer", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		when   string
		n      int32
		before bool
	}{{"words are looked for", 1, true}, {"nodes are ranked", 2 * breath, false}} {
		b := NewBuilder()
		for id := range c.n {
			b.Add(id, []graph.SearchText{{Weight: graph.SearchedName, Words: " peer "}})
		}
		ctx, cancel := context.WithCancel(t.Context())
		if c.before {
			cancel()
		}
		in := givenUp{nodes{studies: c.n, texts: make([][]graph.SearchText, c.n)}, cancel}
		if _, err := b.Index().Search(ctx, graph.Search{Query: query, Limit: 1}, in, nil); !errors.Is(err, context.Canceled) {
			t.Errorf("given up when %s: the error is %v", c.when, err)
		}
		cancel()
	}
}

// A text of which only words are wanted would stay in memory for as long as one of its
// words did.
func TestABuilderKeepsNothingOfTheTextsThatItTakes(t *testing.T) {
	b := NewBuilder()
	var given []string
	for id, lang := range []string{"en", "it", "en", "pt"} {
		text := strings.Clone(" peer support ")
		given = append(given, text)
		b.Add(int32(id), []graph.SearchText{{Weight: graph.SearchedName, Lang: lang, Words: text}})
	}
	for word := range b.words {
		for _, text := range given {
			for i := range text {
				if unsafe.StringData(text[i:]) == unsafe.StringData(word) {
					t.Errorf("%q is a part of a text", word)
				}
			}
		}
	}
	if len(b.words) != 3 {
		t.Errorf("there are %d words and names, want 3", len(b.words))
	}
}
