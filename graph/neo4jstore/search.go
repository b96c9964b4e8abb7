package neo4jstore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/exitgraph/exitgraph/graph"
)

// What a node is found by, Go computes and stores in two properties: searchWords has
// each of its folded words once, for the full-text index; searchTexts has its texts
// as graph.SearchTexts orders them, each behind its weight, its language and a bar,
// as in "0en| peer support ". The index gives the nodes that have all words; the
// texts then say, in Cypher, which of these are hits and of what rank, so that
// nothing depends on how Lucene cuts, folds or scores.

// searchIndexName is the name of the full-text index without its prefix.
const searchIndexName = "search"

// searchIndexStatement makes the index over nodes of all kinds. Its analyzer does
// nothing but part words at blanks.
func searchIndexStatement() string {
	var kinds []string
	for _, k := range graph.NodeKinds() {
		kinds = append(kinds, string(labelOf(k)))
	}
	return "CREATE FULLTEXT INDEX exitgraph_" + searchIndexName + " IF NOT EXISTS FOR (n:" + strings.Join(kinds, "|") +
		") ON EACH [" + searchWords.of("n") + "] OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}"
}

// encodeSearch sets the properties that a node is found by; one without words has
// none.
func encodeSearch(texts []graph.SearchText, set func(property, any)) {
	if len(texts) == 0 {
		return
	}
	var words, stored []string
	for _, t := range texts {
		words = append(words, strings.Fields(t.Words)...)
		stored = append(stored, strconv.Itoa(int(t.Weight-graph.SearchedName))+strings.ToLower(t.Lang)+"|"+t.Words)
	}
	slices.Sort(words)
	set(searchWords, strings.Join(slices.Compact(words), " "))
	set(searchTexts, stored)
}

// Search implements graph.Store.
func (s *Store) Search(ctx context.Context, g graph.Search) (graph.Found, error) {
	if err := s.ready(ctx, "search"); err != nil {
		return graph.Found{}, err
	}
	if len(g.Query.Terms) == 0 {
		return graph.Found{}, nil
	}
	q := newQuery()
	rows, err := s.read(ctx, "search", q.search(g), q.params)
	if err != nil {
		return graph.Found{}, withoutIndex(err)
	}
	values, at := markOf(rows[0].Values)
	f, err := q.found(onlyKind(g.Kinds), values, g.Limit)
	f.Brought.At = at
	return f, err
}

// withoutIndex says what to do where the database has no index to search in.
func withoutIndex(err error) error {
	var fromServer *neo4j.Neo4jError
	if errors.As(err, &fromServer) && strings.Contains(fromServer.Msg, "exitgraph_"+searchIndexName) {
		known := graph.Errorf("search", graph.Unsupported, "The database has no index to search in yet: run exitgraph migrate.")
		known.Err = err
		return known
	}
	return err
}

// found makes a part of an answer of the columns rows, previous and total, or of rows
// alone, with records of a kind; 0 is any.
func (q *query) found(kind graph.Kind, values []any, limit int) (graph.Found, error) {
	rows, ok := values[0].([]any)
	if !ok {
		return graph.Found{}, malformed(0, "", "", values[0])
	}
	var out graph.Found
	if len(values) == 3 {
		out.HasPrevious, _ = values[1].(bool)
		total, _ := values[2].(int64)
		out.Total = int(total)
	}
	if len(rows) > limit {
		rows, out.HasNext = rows[:limit], true
	}
	for _, row := range rows {
		pair, _ := row.([]any)
		if len(pair) != 2 {
			return graph.Found{}, malformed(0, "", "", row)
		}
		rank, ok := pair[0].(int64)
		if !ok {
			return graph.Found{}, malformed(0, "", "rank", pair[0])
		}
		r, err := q.reads.record(kind, pair[1])
		if err != nil {
			return graph.Found{}, err
		}
		out.Hits = append(out.Hits, graph.Hit{Record: r, Rank: int(rank)})
	}
	return out, nil
}

// search composes the statement of a search. Hits are sorted as the index gives them
// where nothing else is to be told, and gathered first where they are counted too.
func (q *query) search(g graph.Search) string {
	q.reads.of = g.Reading
	hits, kind := q.hits(g), onlyKind(g.Kinds)
	// One more than is wanted tells whether the answer goes on.
	q.params["limit"] = int64(g.Limit) + 1
	q.reads.parameters(kind, q.params)
	rows := "\nORDER BY rank, kind, " + keyProperty.of("n") + "\nLIMIT $limit" +
		"\n%s collect([rank, " + columnsOf(kind, "n") + "]) AS rows"
	if g.After == nil && !g.Total {
		return hits + "\nWITH n, rank, kind" + fmt.Sprintf(rows, "WITH") + markAfter("rows")
	}
	previous, further := "false", ""
	if g.After != nil {
		rank, kind, key := q.param(int64(g.After.Rank)), q.param(int64(g.After.Kind)), q.param(g.After.Key)
		further = fmt.Sprintf("\nWHERE rank > %s OR (rank = %[1]s AND (kind > %s OR (kind = %[2]s AND %s > %s)))", rank, kind, keyProperty.of("n"), key)
		previous = fmt.Sprintf("any(h IN hits WHERE h[0] < %s OR (h[0] = %[1]s AND (h[1] < %s OR (h[1] = %[2]s AND h[2] <= %s))))", rank, kind, key)
	}
	total := "0"
	if g.Total {
		total = "size(hits)"
	}
	return hits + "\nWITH collect([rank, kind, " + keyProperty.of("n") + ", n]) AS hits\n" +
		call("hits", "UNWIND hits AS h\nWITH h[3] AS n, h[0] AS rank, h[1] AS kind"+further+fmt.Sprintf(rows, "RETURN")) +
		"\nWITH rows, " + previous + " AS previous, " + total + " AS total" + markAfter("rows, previous, total")
}

// hits writes clauses that bind each hit to n, with its rank and the number of its
// kind.
func (q *query) hits(g graph.Search) string {
	kinds := g.Kinds
	if len(kinds) == 0 {
		kinds = graph.NodeKinds()
	}
	var b strings.Builder
	fmt.Fprintf(&b, "CALL db.index.fulltext.queryNodes('exitgraph_%s', %s) YIELD node AS n\nWHERE n:%s", searchIndexName, q.param(lucene(g.Query)), entity)
	if len(g.Kinds) > 0 {
		var labels []string
		for _, k := range kinds {
			labels = append(labels, "n:"+string(labelOf(k)))
		}
		b.WriteString(" AND (" + strings.Join(labels, " OR ") + ")")
	}
	texts := searchTexts.of("n")
	if len(g.Query.Langs) > 0 {
		texts = "[t IN " + texts + " WHERE any(l IN " + q.param(languagePrefixes(g.Query.Langs)) + " WHERE substring(t, 1) STARTS WITH l)]"
	}
	b.WriteString("\nWITH n, " + texts + " AS texts, ")
	if kind := onlyKind(g.Kinds); kind != 0 {
		fmt.Fprintf(&b, "%d", kind)
	} else {
		b.WriteString("CASE")
		for _, k := range kinds {
			fmt.Fprintf(&b, " WHEN n:%s THEN %d", labelOf(k), k)
		}
		b.WriteString(" END")
	}
	b.WriteString(" AS kind\nWITH n, kind, ")
	// Texts stand by weight, so that the first with a term is the best. A term that is
	// nowhere makes the sum null.
	rank := "reduce(sum = 1, p IN " + q.param(g.Query.Patterns()) + " | sum + head([t IN texts WHERE t CONTAINS p | toInteger(left(t, 1))]))"
	if whole := g.Query.Whole(); whole != "" {
		rank = "CASE WHEN any(t IN texts WHERE t STARTS WITH '0' AND t ENDS WITH " + q.param("|"+whole) + ") THEN 0 ELSE " + rank + " END"
	}
	b.WriteString(rank + " AS rank\nWHERE rank IS NOT NULL AND kind IS NOT NULL")
	return b.String()
}

// onlyKind is the kind where one is asked for, and 0 otherwise.
func onlyKind(kinds []graph.Kind) graph.Kind {
	if len(kinds) == 1 {
		return kinds[0]
	}
	return 0
}

// languagePrefixes lists how a text that counts begins, behind its weight.
func languagePrefixes(langs []string) []string {
	out := []string{"|"}
	for _, l := range langs {
		out = append(out, l+"|", l+"-")
	}
	return out
}

// lucene writes the words of a query for the index: all must be there. Words are
// letters, digits and marks only, in lower case where there is one, so that none of
// them is an operator or has a sign in it.
func lucene(query graph.SearchQuery) string {
	var parts []string
	for _, t := range query.Terms {
		for i, w := range t.Words {
			part := `+"` + w + `"`
			if t.Prefix && i == len(t.Words)-1 {
				part = "+" + w + "*"
			}
			if !slices.Contains(parts, part) {
				parts = append(parts, part)
			}
		}
	}
	return strings.Join(parts, " ")
}
