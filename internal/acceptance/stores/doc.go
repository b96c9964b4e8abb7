// Package stores asks all stores the same documents, through the same engine, and wants
// the same bytes: the store in memory and a real Neo4j, with columns over them and
// without, each also unfused, that is with whole records and nothing brought along with
// them. The data are the built-in ones and generated worlds; the documents are those
// that the documentation shows, that the program asks itself, that are at fault, and
// random ones.
//
// It also counts what a document costs in statements, as the database hears them,
// and holds that an answer speaks of one state of the data while others write.
//
// It has no code of its own besides its tests, and nothing imports it.
package stores
