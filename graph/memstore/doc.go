// Package memstore is the embedded store: the whole graph in memory, without a
// database.
//
// Each revision is an immutable snapshot behind an atomic pointer. Readers take
// the pointer once and never wait; a writer builds the next snapshot beside the
// present one, checks it, and swaps it in, or leaves everything as it was.
//
// Inside a snapshot every record has an id: a small integer in the order of Scan,
// so that ids of one kind follow the order of keys. References are adjacency
// lists of ids, filters are compiled to functions of ids, and counting runs over
// integer columns. All of these are built when a question first needs them.
//
// The package knows the model table of package graph and nothing of GraphQL,
// files or networks.
package memstore
