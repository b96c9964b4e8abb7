// Package neo4jstore keeps the graph in Neo4j 5.23 or newer, Community included,
// and answers every question of graph.Store in Cypher.
//
// It knows the model table, Cypher and the driver, and how the one is told in the
// other: labels, relationship types and property names (naming.go, table.go), what
// a record looks like as properties and back (encode.go, columns.go), filters and
// windows as clauses (predicate.go, path.go, window.go), and the schema with its
// versions (migrate.go). It must not know GraphQL, HTTP, files, loggers or any
// other store. No other package of the product speaks to the driver.
//
// Three rules hold everywhere. Values travel as parameters only. Names come only
// from the types label, relation and property, whose values are constants or made of
// the model table. What is filtered, ordered, cut and counted is so in the database:
// Go decodes what comes back, adds up cells that never overlap (apart.go), and drops
// nothing but the one row that was asked for to see whether more follow.
//
// # The graph in Neo4j
//
// Every node has the label of its kind and the label Entity, whose key is unique.
// Links (records about a pair of nodes) are relationships with properties. A
// reference that a node holds is told twice: as a relationship, which is followed,
// and as a property with the key, which keeps the order of lists, lets a record be
// read from its own properties, and makes comparing and sorting by a reference
// cheap. Whoever writes past this package must write both.
//
// Beside what the contract names, nodes and links carry what Go computed so that
// this store compares and sorts as every other does: titleFolded for words without
// case and accents, sortTitle for the place in an order, searchWords and searchTexts
// for what a node is found by (search.go). A caption is for people who look at the
// graph in Neo4j Browser.
//
// A node :Meta says what the graph is: version of the schema, release, hash, number of
// writes; writers lock it (meta.go, apply.go). Another one says who is about to commit
// (commit.go). Nodes with the label Incoming belong to a load that is not whole, those
// with Outgoing to content that was replaced (loadaside.go); neither is ever read.
package neo4jstore
