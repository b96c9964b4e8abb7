// Package drawing lays out models of leaving: where stations stand, how their words break
// into lines, and how arrows run from one to the other. Stages that lead back to each
// other stand on a ring, stages in order in a row or a column.
//
// The same model gives the same drawing, to the tenth of a unit. The package knows
// geometry and the width of letters. It must not know pages, languages or the data: words
// come ready, and templates turn what it gives into SVG.
package drawing
