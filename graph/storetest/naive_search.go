package storetest

import (
	"slices"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// Search answers as Store.Search does: it goes through the words of every field of
// every node, as graph.SearchQuery says in words.
func (n *Naive) Search(q graph.Search) graph.Found {
	kinds := q.Kinds
	if len(kinds) == 0 {
		kinds = graph.NodeKinds()
	}
	var hits []graph.Hit
	for _, k := range kinds {
		for _, r := range n.byKind[k] {
			if rank, ok := rankOf(q.Query, r); ok {
				hits = append(hits, graph.Hit{Record: r, Rank: rank})
			}
		}
	}
	slices.SortFunc(hits, func(a, b graph.Hit) int {
		for _, c := range []int{a.Rank - b.Rank, int(a.Record.RecordKind()) - int(b.Record.RecordKind())} {
			if c != 0 {
				return c
			}
		}
		return strings.Compare(a.Record.RecordKey(), b.Record.RecordKey())
	})
	i := 0
	if q.After != nil {
		for i < len(hits) && hits[i].Place().Compare(*q.After) <= 0 {
			i++
		}
	}
	j := min(i+q.Limit, len(hits))
	found := graph.Found{Hits: hits[i:j], HasPrevious: i > 0, HasNext: j < len(hits)}
	if q.Total {
		found.Total = len(hits)
	}
	return found
}

// rankOf ranks a record, if it is a hit.
func rankOf(q graph.SearchQuery, r graph.Record) (rank int, ok bool) {
	if f, isFinding := r.(*graph.Finding); isFinding && f.Status != graph.Current {
		return 0, false
	}
	if isNamed(q, r) {
		return 0, true
	}
	rank = 1
	for _, t := range q.Terms {
		best := graph.NotSearched
		for _, f := range graph.ModelOf(r.RecordKind()).Fields {
			for _, text := range textsOf(q, f, r) {
				if occurs(t, graph.SearchWords(text)) && (best == graph.NotSearched || f.Search < best) {
					best = f.Search
				}
			}
		}
		if best == graph.NotSearched {
			return 0, false
		}
		rank += int(best - graph.SearchedName)
	}
	return rank, true
}

// isNamed says whether the words of all terms, none of them a prefix, are the whole
// of a name of the record.
func isNamed(q graph.SearchQuery, r graph.Record) bool {
	var all []string
	for _, t := range q.Terms {
		if t.Prefix {
			return false
		}
		all = append(all, t.Words...)
	}
	for _, f := range graph.ModelOf(r.RecordKind()).Fields {
		if f.Search != graph.SearchedName {
			continue
		}
		for _, text := range textsOf(q, f, r) {
			if slices.Equal(graph.SearchWords(text), all) {
				return true
			}
		}
	}
	return false
}

// textsOf lists the texts of a field that count: none of one that is not searched.
func textsOf(q graph.SearchQuery, f *graph.Field, r graph.Record) []string {
	if f.Search == graph.NotSearched || f.Absent(r) {
		return nil
	}
	switch f.Type {
	case graph.TypeInt:
		return []string{strconv.Itoa(f.Int(r))}
	case graph.TypeText:
		var out []string
		for _, tr := range f.Text(r) {
			tag := strings.Split(strings.ToLower(tr.Lang), "-")
			if len(q.Langs) == 0 || slices.ContainsFunc(q.Langs, func(l string) bool {
				asked := strings.Split(l, "-")
				return len(asked) <= len(tag) && slices.Equal(asked, tag[:len(asked)])
			}) {
				out = append(out, tr.Value)
			}
		}
		return out
	default:
		return valuesOf(f, r)
	}
}

// occurs says whether a term is somewhere among words.
func occurs(t graph.SearchTerm, words []string) bool {
	for i := 0; i+len(t.Words) <= len(words); i++ {
		met := true
		for j, w := range t.Words {
			last := j == len(t.Words)-1
			met = met && (words[i+j] == w || last && t.Prefix && strings.HasPrefix(words[i+j], w))
		}
		if met {
			return true
		}
	}
	return false
}

// search asks for words of a record, some of them cut, quoted or in capitals, and
// sometimes for a word of another.
func (a *asker) search() graph.Search {
	for {
		var parts []string
		r := a.node()
		for range 1 + a.IntN(3) {
			if a.chance(15) {
				r = a.node()
			}
			parts = append(parts, a.term(r))
		}
		var langs []string
		if a.chance(50) {
			langs = some(a.Rand, []string{"en", "it", "tr", "de", "en-GB"}, 1, 2)
		}
		query, err := graph.ParseSearch(strings.Join(parts, " "), langs)
		if err != nil {
			continue // no word in any of them
		}
		q := graph.Search{Query: query, Limit: a.IntN(12), Total: a.chance(50)}
		if a.chance(30) {
			for _, k := range graph.NodeKinds() {
				if a.chance(50) {
					q.Kinds = append(q.Kinds, k)
				}
			}
		}
		if hits := a.world.Search(graph.Search{Query: query, Limit: 1000}).Hits; len(hits) > 0 && a.chance(40) {
			after := pick(a.Rand, hits).Place()
			if a.chance(20) {
				after.Key += "-gone"
			}
			q.After = &after
		}
		return q
	}
}

func (a *asker) node() graph.Record {
	for {
		if list := a.world.All(pick(a.Rand, graph.NodeKinds())); len(list) > 0 {
			return pick(a.Rand, list)
		}
	}
}

// term writes some words of a text of a record, as a person might.
func (a *asker) term(r graph.Record) string {
	var texts []string
	for _, f := range graph.ModelOf(r.RecordKind()).Fields {
		texts = append(texts, textsOf(graph.SearchQuery{}, f, r)...)
	}
	if len(texts) == 0 {
		return anyWord(a.Rand)
	}
	words := strings.Fields(pick(a.Rand, texts))
	if len(words) == 0 {
		return anyWord(a.Rand)
	}
	from := a.IntN(len(words))
	switch a.IntN(5) {
	case 0:
		return `"` + strings.Join(words[from:min(from+2, len(words))], " ") + `"`
	case 1:
		letters := []rune(words[from])
		return string(letters[:1+a.IntN(len(letters))]) + "*"
	case 2:
		return strings.ToUpper(words[from])
	case 3:
		return strings.Join(words, " ")
	default:
		return words[from]
	}
}

// describeFound writes an answer as lines: one for each hit.
func describeFound(f graph.Found) []string {
	out := []string{"hits of " + strconv.Itoa(f.Total) + ", previous " + strconv.FormatBool(f.HasPrevious) + ", next " + strconv.FormatBool(f.HasNext)}
	for _, h := range f.Hits {
		out = append(out, strconv.Itoa(h.Rank)+" "+describe(h.Record))
	}
	return out
}
