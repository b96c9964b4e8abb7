// Package graph is the domain of exitgraph: what studies, reports, samples,
// factors, phases and findings are, how they hang together, what can be asked of
// them, and what each question means.
//
// Three things stand at its centre:
//
//   - the model table (model.go, edges.go): every kind's fields, vocabularies and
//     edges as data. Filters, the GraphQL schema, dataset files, Cypher and the
//     documentation are all driven by it, so a field is added in one place;
//   - the filter tree and its plain matcher (filter.go, match.go): the one
//     definition of what a filter means. Stores execute the same tree with
//     indexes or in Cypher and are tested against the matcher;
//   - Store and Graph (store.go, graph.go): the few batch-first verbs that a
//     store implements, and the concrete type that everyone else calls.
//
// The package uses the standard library and golang.org/x/text (Unicode
// normalisation and folding). It must not know GraphQL, HTTP, files, loggers or
// any particular store.
package graph
