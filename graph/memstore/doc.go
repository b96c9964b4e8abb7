// Package memstore is the embedded store: the whole graph in memory, without a
// database.
//
// Each revision is an immutable snapshot behind an atomic pointer. Readers take
// the pointer once and never wait; a writer builds the next snapshot beside the
// present one, checks it, and swaps it in, or leaves everything as it was.
//
// Inside a snapshot every record has an id: a small integer in the order of Scan,
// so that ids of one kind follow the order of keys. Package columns keeps the
// references as lists of ids, compiles filters to functions of ids, lists and counts;
// package wordindex searches; walks and writes are of this package. All indexes are
// built when a question first needs them.
//
// The package knows the model table of package graph and nothing of GraphQL,
// files or networks.
package memstore
