// Package docs is the documentation, and holds it to the truth: its tests run
// every document printed in the pages, compare the printed answers with the real
// ones, and compare tables with the code that they describe.
//
// It has no code of its own besides its tests, and nothing imports it. Parts of
// the pages that follow from the code stand between the marks
//
//	<!-- generated: NAME ... -->
//	<!-- end -->
//
// and are written, like the golden answers, by
//
//	go test ./docs -update -skip Neo4j
//
// The page of findings is written as a whole, from docs/findings/findings.md.tmpl and
// the answers to the documents beside it. Its prose says under which condition it is
// true, so that it cannot outlive the data that it speaks of.
//
// Tests that put the examples in Cypher to a real database have Neo4j in their names.
// They write nothing, so writing needs no database.
package docs

//go:generate go test . -update -skip Neo4j
