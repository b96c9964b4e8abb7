// Package schema is the GraphQL layer of exitgraph: the contract's types, and
// the engine that answers documents over them.
//
// It knows graph.Graph and the questions of package evidence, and it is the only
// package tree that imports graphql-go, for the type system, the parser and the
// validator. It must not know any store, nor HTTP.
package schema

//go:generate go test . -count=1 -run "TestEveryPromiseOfTheContractIsKept|TestServedSDLIsTheReviewedOne" -update
