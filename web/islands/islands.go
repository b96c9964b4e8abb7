package islands

import (
	"embed"
	"io/fs"
	"net/http"
	"sync"
)

// Prefix is the address below which [Handler] has to be mounted; the paths that
// [Asset] gives begin with it.
const Prefix = "/assets/islands/"

// dist always has a README, so that this compiles when nothing was built.
//
//go:embed all:dist
var dist embed.FS

// embedded is read once, when it is first needed. What was not built, or is not
// whole, is as if there were none: the pages do without.
var embedded = sync.OnceValue(func() *bundle {
	folder, err := fs.Sub(dist, "dist")
	if err != nil {
		return &bundle{}
	}
	read, err := readBundle(folder)
	if err != nil {
		return &bundle{}
	}
	return read
})

// Built tells whether this program holds the islands.
func Built() bool { return len(embedded().entries) > 0 }

// Asset gives the path, with [Prefix], under which a file is served. There are
// graphiql.js, graphiql.css, network.js, network.css, and licences.txt, the notices
// of the packages whose code is in them. The path changes with the content. ok is
// false for any other name, and for every name when the islands are not built.
func Asset(name string) (path string, ok bool) {
	file, ok := embedded().entries[name]
	if !ok {
		return "", false
	}
	return Prefix + file, true
}

// Handler serves the files below [Prefix], which it takes off the path itself. They
// are sent compressed to whom takes gzip, as nearly all do, and may be kept for
// ever, because another content has another path. Any other path is 404, any other
// method than GET and HEAD 405.
//
// The scripts of the workers are among the files, and a worker obeys the policy it
// is served with: let the answers of Handler have the Content-Security-Policy of the
// pages.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { embedded().ServeHTTP(w, r) })
}
