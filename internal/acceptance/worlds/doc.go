// Package worlds reads the small worlds of evidence/worlds: files in YAML that hold a
// few records, questions about them, and the answers that somebody wrote by hand.
// Its tests ask every one of them over GraphQL, in memory and in a real Neo4j.
//
// It knows the model table of graph and the form of the files, which
// evidence/worlds/README.md explains, and fills in what a file leaves out. It must
// not know how an answer is made: neither a store nor the questions.
package worlds
