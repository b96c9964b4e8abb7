package islands

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// contentTypes are all that the islands have. A file with another ending is an
// error, so that nothing is ever served with a guessed type.
var contentTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".ttf": "font/ttf",
	".txt": "text/plain; charset=utf-8",
}

// bundle is what one run of the build left behind. The zero value has nothing.
type bundle struct {
	entries map[string]string // name that a page uses → name of the file
	files   map[string]file
}

// file is one file, kept as it is sent.
type file struct {
	gzipped     []byte
	size        int // before compression
	contentType string
}

// readBundle reads the manifest of a folder and the files that it names. A folder
// without a manifest is an error that is [fs.ErrNotExist]; one whose manifest names
// what is not there, or is not what it says, is an error too.
func readBundle(folder fs.FS) (*bundle, error) {
	text, err := fs.ReadFile(folder, "manifest.json")
	if err != nil {
		return nil, err
	}
	var manifest struct {
		Entries map[string]string `json:"entries"`
		Files   map[string]int    `json:"files"`
	}
	if err := json.Unmarshal(text, &manifest); err != nil {
		return nil, fmt.Errorf("manifest.json: %w", err)
	}
	read := &bundle{entries: manifest.Entries, files: make(map[string]file, len(manifest.Files))}
	for name, size := range manifest.Files {
		contentType, ok := contentTypes[path.Ext(name)]
		if !ok {
			return nil, fmt.Errorf("%s has an ending whose content type is not known", name)
		}
		gzipped, err := fs.ReadFile(folder, name+".gz")
		if err != nil {
			return nil, err
		}
		read.files[name] = file{gzipped: gzipped, size: size, contentType: contentType}
	}
	for entry, name := range read.entries {
		if _, ok := read.files[name]; !ok {
			return nil, fmt.Errorf("%s is %s, which is not among the files", entry, name)
		}
	}
	return read, nil
}

// ServeHTTP answers for the files; see [Handler].
func (b *bundle) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name, below := strings.CutPrefix(r.URL.Path, Prefix)
	found, ok := b.files[name]
	if !below || !ok {
		http.NotFound(w, r)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
		return
	}
	header := w.Header()
	header.Set("Content-Type", found.contentType)
	header.Set("Cache-Control", "public, max-age=31536000, immutable")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Add("Vary", "Accept-Encoding")
	if takesGzip(r.Header.Values("Accept-Encoding")) {
		header.Set("Content-Encoding", "gzip")
		header.Set("Content-Length", strconv.Itoa(len(found.gzipped)))
		if r.Method == http.MethodGet {
			_, _ = w.Write(found.gzipped) // who went away needs no answer
		}
		return
	}
	header.Set("Content-Length", strconv.Itoa(found.size))
	if r.Method == http.MethodGet {
		found.writePlain(w)
	}
}

// writePlain decompresses while it writes, so that a client without gzip costs no
// memory of the size of the file.
func (f file) writePlain(w io.Writer) {
	plain, err := gzip.NewReader(bytes.NewReader(f.gzipped))
	if err != nil {
		return // as below; a test reads every file
	}
	_, _ = io.Copy(w, plain) // the length was announced: who gets less knows it
}

// takesGzip tells whether a client takes gzip: it names it, or anything, and not
// with the quality zero.
func takesGzip(accepted []string) bool {
	anything := false
	for coding := range strings.SplitSeq(strings.Join(accepted, ","), ",") {
		name, parameters, _ := strings.Cut(coding, ";")
		key, quality, _ := strings.Cut(strings.TrimSpace(parameters), "=")
		refused := false
		if strings.EqualFold(strings.TrimSpace(key), "q") {
			value, err := strconv.ParseFloat(strings.TrimSpace(quality), 64)
			refused = err != nil || value == 0
		}
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "gzip", "x-gzip":
			return !refused
		case "*":
			anything = !refused
		}
	}
	return anything
}
