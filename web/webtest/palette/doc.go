// Package palette judges the colours of a style sheet without a browser: whether text
// and signs stand out from the paper, and whether colours that mean different things
// look different, also to people who see fewer colours.
//
// It knows CSS custom properties and the maths of colours. It must not know pages, nor
// what a colour means.
package palette
