// Package answer holds what pages read out of answers of the engine: fragments of
// documents that several pages use, and beside each the Go type that it fills.
//
// It knows the names of the contract. It must not know a page, nor how anything is
// shown.
package answer

import (
	"embed"
	"io/fs"
)

//go:embed *.graphql
var fragments embed.FS

// Fragments are the files with the fragments, by which documents may go on.
func Fragments() fs.FS { return fragments }
