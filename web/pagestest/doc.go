// Package pagestest visits the pages without a browser: over the built-in data, or over
// any store, as the server shows them. Only tests import it.
//
// It knows HTTP and HTML. It must not know what a page says.
package pagestest
