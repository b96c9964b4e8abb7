// Package stores asks the store in memory and a real Neo4j the same documents,
// through the same engine, and wants the same bytes: of the built-in data and of
// generated worlds, for what the documentation shows, for what the program asks
// itself, for documents at fault, and for random ones.
//
// It also counts what a document costs in statements, as the database hears them,
// and holds that an answer speaks of one state of the data while others write.
//
// It has no code of its own besides its tests, and nothing imports it.
package stores
