// Package wording holds the texts of pages to words that put people first: a list of
// expressions that may not stand in catalogues and templates, each with what to say
// instead and why.
//
// It knows text files and the two lists. It must not know what a text is for. The
// data's own texts follow the rules of the dataset and are not looked at. The house's
// general rules on wording, for documents and code, are a test of internal/policy;
// this list is stricter, because readers may live what is written about.
package wording
