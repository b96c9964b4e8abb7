// Package literature writes searches for literature databases: what to look for where
// the evidence has nothing.
//
// It knows the values of dimensions and the words that titles, abstracts and subject
// headings use for them, in English and Italian. It must not know what was counted,
// nor any database: no search is run.
package literature
