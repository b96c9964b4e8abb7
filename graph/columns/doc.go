// Package columns answers counts and lists from integers: the records of one revision as
// columns, with adjacency lists for references and bitsets for what studies are.
//
// An Index is made of all records of a revision, in the order of Scan, and never
// changes. Every record has an id: a small integer in that order, so that ids of one
// kind follow the order of keys. Findings are laid out as rows, clustered by study,
// in each cluster those that stand first: what a filter asks of studies is a few
// bitsets joined, and what is left to count are runs of rows.
//
// Index.Tally gives exactly what graph.Counter and graph.Match define, Index.Find and
// Index.Expand what graph.Match and graph.Position do; package storetest compares them.
//
// The package knows the model table of package graph. It knows no store: a store
// that holds records in memory makes an Index of them, and Over puts one before a
// store that is a database, with an index of words (package wordindex) beside it.
package columns
