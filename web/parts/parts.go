// Package parts holds the pieces that several pages share: the signs of valence,
// counts, findings, filters, pagers. A piece is a template, and its file says at
// the head which data it takes.
//
// It must not know a page, an address or the engine: pages hand it what they have
// asked for, and words, numbers and addresses come from the functions that the
// frame binds to the reader's language.
package parts

import (
	"embed"
	"io/fs"
)

//go:embed *.html
var templates embed.FS

// Templates returns the files of the shared templates, each of which defines
// several by name. The file system is read-only and the same on every call.
func Templates() fs.FS { return templates }
