// Package wordindex finds and ranks nodes by words: an inverted index of one revision.
//
// An Index holds for each word the nodes that have it, and in which weight of field, four
// bytes for each word of a node; and for each whole name the nodes that have it. That
// tells hits, ranks and their order for every query whose terms are single words or
// beginnings of words. Terms of several words need the texts of the nodes, which whoever
// has them hands in. What a query means, graph.SearchQuery says and graph.Ranker does;
// package storetest compares.
//
// The package knows ids, words and places in an order. It knows no records, no store, and
// not where texts come from.
package wordindex
