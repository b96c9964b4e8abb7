// Package evidence holds the questions that are asked of the evidence: how much
// of it there is by one to three dimensions (Tally), in a table of two (Matrix),
// and for many parents, lists and cells at once (CountsOf, FacetsOf, CellFacets,
// Facets).
//
// All of them say amounts of evidence, never strength, and leave out findings
// that do not stand unless the filter speaks of status. Each question costs a
// store call or two, whatever the number of rows, parents or cells.
//
// The package knows graph.Graph and what dimensions mean to a reader. It must not
// know GraphQL, HTTP, files or any store.
package evidence
