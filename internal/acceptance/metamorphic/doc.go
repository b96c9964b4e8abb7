// Package metamorphic holds what must stay the same when something is changed that
// does not matter, and what must change along with something that does: the data in
// another order, a record under another key, a matrix on its side, a question in
// parts. Such rules need no second opinion on what an answer should be.
//
// Documents are those of docs/examples, whatever they are; whoever adds one has these
// rules for it too. It has no code of its own besides its tests, and nothing imports
// it.
package metamorphic
