package schema

import (
	"strconv"

	"github.com/exitgraph/exitgraph/graph"
)

// searchField finds nodes of any kind by words.
func searchField() *field {
	return &field{
		name: "search", typ: "SearchConnection!", weight: countWeight, // every hit is ranked, whatever part is shown
		doc: `Nodes by words in their names, titles, authors, definitions, summaries and notes, best hits first. All words must occur, "words in quotes" one after the other, and a star at the end of a word takes what begins so. Case and accents count nothing. Findings that were withdrawn or superseded are not found. At most 1000 at a time.`,
		args: []argument{
			{"text", "String!", "The words; at most 32, in at most 400 characters.", nil},
			{"kinds", "[NodeKind!]", "Only nodes of these kinds; all kinds when it is not given or empty.", nil},
			{"lang", "[String!]", "Only texts in these languages, as BCP 47 tags, beside what has no language, such as titles and authors; a language takes its regional forms too. All languages when it is not given or empty.", nil},
			{"first", "Int", "How many hits from the start, or after the cursor. 25 when it is not given.", nil},
			{"after", "String", "Cursor of the hit after which to start.", nil},
		},
		load: func(r *run, _ []any, a args) (loaded, error) {
			langs, err := a.langs()
			if err != nil {
				return loaded{}, err
			}
			found, err := r.graph.For(a.reading()).Search(r.ctx, graph.SearchArgs{
				Text: a.str("text"), Kinds: a.kinds(), Langs: langs,
				Page:  graph.PageArgs{First: a.intPtr("first"), After: a.strPtr("after"), Default: defaultPage, Max: maxRootPage},
				Total: a.asks("totalCount"), Snippets: a.asksForSnippets(),
			})
			if err != nil {
				return loaded{}, err
			}
			return loaded{one: []any{&connection{list: &found.List, hits: found.Hits}}}, nil
		},
	}
}

func searchObjects() []*object {
	type C = *connection
	type E = *edge
	type H = *graph.Hit
	type M = *graph.TextRange
	return []*object{
		{name: "SearchConnection", doc: "Part of the answer to a search.", fields: []*field{
			{name: "edges", typ: "[SearchEdge!]!", doc: "The hits with their cursors.", carries: true, direct: edgesOf},
			{name: "nodes", typ: "[SearchHit!]!", doc: "The hits.", carries: true, direct: eachOf(func(c C) []graph.Hit { return c.hits })},
			totalCountField, pageInfoField,
		}},
		{name: "SearchEdge", doc: "A hit of a search, with its cursor.", fields: []*field{
			{name: "node", typ: "SearchHit!", doc: "The hit.", carries: true, direct: each(func(e E) any { return &e.in.hits[e.at] })},
			cursorField,
		}},
		{name: "SearchHit", doc: "A node that a search found, and where its words stand.", fields: []*field{
			{name: "node", typ: "Node!", doc: "The node.", carries: true, direct: each(func(h H) any { return h.Record })},
			{name: "score", typ: "Float!", doc: "The order of the answer as a number above 0 and up to 1: how well the words fit, and nothing of the evidence. The same text gives the same number in every store.", leaf: floatLeaf(func(h H) float64 { return h.Score() })},
			{name: "snippet", typ: "String!", doc: "The text in which the first of the words stand, cut where it is long, as it is recorded.", leaf: stringLeaf(func(h H) string { return h.Snippet.Text })},
			{name: "highlights", typ: "[TextRange!]!", doc: "Where in the snippet words of the search stand, in order.", size: listSize, direct: eachOf(func(h H) []graph.TextRange { return h.Snippet.Marks })},
			{name: "field", typ: "String!", doc: "Name of the field that the snippet is from.", leaf: stringLeaf(fieldOfSnippet)},
			{name: "lang", typ: "String", doc: "Language of the snippet as a BCP 47 tag; null for fields without one.", leaf: stringLeaf(func(h H) string { return h.Snippet.Lang })},
		}},
		{name: "TextRange", doc: "A part of a text, in characters (Unicode code points).", fields: []*field{
			{name: "start", typ: "Int!", doc: "Place of the first character, from 0.", leaf: countLeaf(func(m M) int { return m.Start })},
			{name: "end", typ: "Int!", doc: "Place after the last character.", leaf: countLeaf(func(m M) int { return m.End })},
		}},
	}
}

// asksForSnippets says whether anything of a snippet is asked for.
func (a args) asksForSnippets() bool {
	for _, name := range []string{"snippet", "highlights", "field", "lang"} {
		if a.asks("nodes", name) || a.asks("edges", "node", name) {
			return true
		}
	}
	return false
}

func fieldOfSnippet(h *graph.Hit) string {
	if h.Snippet.Field == nil {
		return "" // what the store found by is not what the record says
	}
	return h.Snippet.Field.Name
}

// floatLeaf is for numbers that are always there.
func floatLeaf[T any](get func(T) float64) *leaf {
	return &leaf{
		write: func(b []byte, o any) ([]byte, bool) { return strconv.AppendFloat(b, get(o.(T)), 'f', -1, 64), true },
		value: func(o any) any { return get(o.(T)) },
	}
}
