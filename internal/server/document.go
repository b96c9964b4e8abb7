package server

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
)

// document is a text that stays the same while the server runs.
type document struct {
	mediaType string
	text      []byte
	etag      string
}

// newDocument makes a document with its entity tag. The tag is weak because the
// same one goes with the compressed text.
func newDocument(mediaType string, text []byte) document {
	sum := sha256.Sum256(text)
	return document{mediaType: mediaType, text: text, etag: `W/"` + hex.EncodeToString(sum[:16]) + `"`}
}

// serve sends the document, or 304 to those who have it.
func (d document) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("ETag", d.etag)
	w.Header().Set("Cache-Control", "no-cache") // keep it, but ask each time
	if isHeld(d.etag, r.Header) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	send(w, http.StatusOK, d.mediaType, d.text)
}
