// Package storetest holds every store to the promises of graph.Store.
//
// Run is the conformance suite, over a small fixture that is drawn above its data
// (fixture.go). Differential asks random questions of a random world (generate.go,
// question.go) and compares the answers with Naive, which computes them the plain
// way from the definitions of package graph. Counting and Faulty wrap a store for
// tests of what stands on top of one.
//
// The package knows package graph only: no particular store.
package storetest
