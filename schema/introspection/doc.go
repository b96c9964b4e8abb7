// Package introspection answers what a GraphQL schema looks like: the __schema
// and __type fields as the specification of September 2025 defines them, so that
// no client needs to be told about an older server.
//
// The type library (graphql-go v0.8.1) knows the introspection of 2016. Importing
// this package replaces the library's meta types by complete ones, once, during
// package initialisation: that is before any schema can be built and before any
// goroutine can read them, so no lock is needed and no call can be forgotten.
//
// What the library cannot hold (declared order, deprecated arguments, addresses of
// scalar specifications and the like) comes in an Extras value. Register checks it
// against the finished schema and ties the two together; Describe gives the same
// knowledge as plain values, which package sdl prints.
//
// The package knows the type library and the specification. It must not know any
// type of exitgraph's own schema, nor how documents are executed: each resolver
// reads its Source, __schema and __type also Info.Schema, and nothing else.
package introspection
