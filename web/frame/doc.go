// Package frame is what every page of the web stands in: its address and what may
// stand in it, the question it asks of the engine, the layout around its content, the
// downloads of what it shows, and the pages that say that something went wrong.
//
// A page (type Page) is data and three functions: Ask reads the address into the
// variables of the page's document, Show turns the answer into what the template
// shows, and Table into rows for a download. The frame does the rest, the same for all
// pages, and sends a page only when it is whole.
//
// It knows HTTP, templates and languages. It must not know what any page is about, nor
// any store: all that a page tells came as an answer of the engine, to a document that
// a reader can ask again.
package frame
