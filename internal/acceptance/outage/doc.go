// Package outage runs the whole server over a Neo4j and takes the database away:
// stopped, killed, hanging, slow, cut off, crowded, put back to an older state.
// Whoever asks then gets the right answer or a documented code, soon, and the
// service is back by itself when the database is.
//
// It knows what clients see over HTTP and the promises about it. It must not know
// how the store speaks to the database: that has tests of its own.
//
// It has no code besides its tests, and nothing imports it.
package outage
