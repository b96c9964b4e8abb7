// Package evidence holds the questions that are asked of the evidence: how much
// of it there is by one to three dimensions (Tally), in a table of two (Matrix),
// and for many parents, lists and cells at once (CountsOf, FacetsOf, CellFacets,
// Facets); where studies point different ways (FindContradictions), and why the
// evidence on a factor points both ways (Ambivalences); where it is missing or thin
// (Gaps); how far reviews include the same studies (OverlapOf); and what a
// meta-regression on a moderator would lack (NewReadiness).
//
// All of them say amounts of evidence, never strength, and leave out findings
// that do not stand unless the filter speaks of status. Each question costs a
// bounded number of store calls, mostly a few, whatever the number of rows,
// parents or cells. docs/methods.md defines each rule, with its source.
//
// The package knows graph.Graph and what dimensions mean to a reader. It must not
// know GraphQL, HTTP, files or any store.
package evidence
