// Package web is the pages for people: what NGO workers and researchers open.
//
// It is the list of pages, in the order of the menu, and joins them with what they
// share. Each page has a folder below pages, with its document, words and template.
// Pages ask through the engine of package schema, as every other client does; the
// package must not know a store.
package web
