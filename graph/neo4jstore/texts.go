package neo4jstore

import (
	"context"
	"iter"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
)

// textsStatements hand over what the nodes of a kind are found by, as encodeSearch wrote
// it, for those nodes that Search finds.
var textsStatements = buildTextsStatements()

func buildTextsStatements() map[graph.Kind]string {
	out := map[graph.Kind]string{}
	for _, k := range graph.NodeKinds() {
		key := keyProperty.of("n")
		out[k] = "MATCH " + anyOf(k, "n") + "\nWHERE n:" + string(entity) + " AND " + key + " > $after\nWITH n\nORDER BY " + key +
			"\nLIMIT $chunk\nRETURN collect(" + key + ") AS keys, collect(coalesce(" + searchTexts.of("n") + ", [])) AS texts"
	}
	return out
}

// StreamTexts hands over what nodes are found by, some thousands at a time. It implements
// columns.TextStreamer; of writes meanwhile it says as little as Stream.
func (s *Store) StreamTexts(ctx context.Context) iter.Seq2[columns.Texts, error] {
	return func(yield func(columns.Texts, error) bool) {
		run := s.asking("scan")
		for _, k := range graph.NodeKinds() {
			for after, more := "", true; more; {
				rows, err := run(ctx, textsStatements[k], map[string]any{"after": after, "chunk": int64(chunk)})
				var keys []string
				var texts []any
				if err == nil {
					keys, texts, err = keysAndTexts(k, rows[0].Values)
				}
				if err != nil {
					yield(columns.Texts{}, err)
					return
				}
				node := columns.Texts{Kind: k}
				for i, key := range keys {
					node.Key = key
					if node.Texts, err = decodeSearch(k, key, node.Texts[:0], texts[i]); !yield(node, err) || err != nil {
						return
					}
					after = key
				}
				more = len(keys) == chunk
			}
		}
	}
}

func keysAndTexts(k graph.Kind, values []any) ([]string, []any, error) {
	keys, ok := strs(values[0])
	texts, _ := values[1].([]any)
	if !ok || len(texts) != len(keys) {
		return nil, nil, malformed(k, "", string(searchTexts), values[1])
	}
	return keys, texts, nil
}

// decodeSearch reads the texts of a node as encodeSearch wrote them.
func decodeSearch(k graph.Kind, key string, to []graph.SearchText, v any) ([]graph.SearchText, error) {
	list, ok := v.([]any)
	for _, one := range list {
		text, _ := one.(string)
		before, words, found := strings.Cut(text, "|")
		if !found || before == "" || before[0] < '0' || before[0] > '3' {
			ok = false
			break
		}
		to = append(to, graph.SearchText{Weight: graph.SearchedName + graph.SearchWeight(before[0]-'0'), Lang: before[1:], Words: words})
	}
	if !ok {
		return nil, malformed(k, key, string(searchTexts), v)
	}
	return to, nil
}
