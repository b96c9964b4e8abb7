// Package document turns the text of a GraphQL document into a checked AST.
//
// It knows graphql-go's parser and validator, their faults, and the limits that
// keep them harmless. It must not know graph, any store, HTTP, variables'
// values or execution.
//
// The steps of Parse, in order; each stops at its first breach:
//
//  1. the size of the text, its encoding and its characters (scan.go);
//  2. a lexer and an outline of our own, without recursion, which count tokens,
//     nesting, aliases, directives and fields (scan.go, literal.go, outline.go);
//  3. graphql-go's parser, over a copy of the text in which everything it reads
//     wrongly is blanked out (parse.go), after which the true values are put
//     into the AST (mend.go);
//  4. names that occur twice and fragments that reach themselves, then depth and
//     size with fragments expanded, then the work of the merge rule (fragments.go,
//     depth.go, merge.go);
//  5. validation with all rules (validate.go).
//
// What graphql-go v0.8.1 reads wrongly, each pinned by a test: null, surrogate
// pairs and \u{...}, the indent of block strings, characters outside ASCII in
// comments, unclosed list types, and numbers that run into names.
package document
