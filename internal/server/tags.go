package server

import (
	"iter"
	"net/http"
	"strings"

	"github.com/exitgraph/exitgraph/schema"
)

// Entity tags of GraphQL answers. They are known before the answer is made, so that a
// client who has it costs no more than the question whether the data still are what
// they were.
//
// Tags are weak. A strong one would promise the very bytes, and those differ between an
// answer and its compressed form, which is made further out and may be made by a proxy
// in another way. Nothing is lost by it: If-None-Match compares weakly, and only ranges
// of bytes, which are not served here, would need strong tags.
//
// Only GET and HEAD have them: HTTP has 304 for these alone, and 412 for all other
// methods. A question that is too long for a URL is asked by documentId.

// tagged says whether an answer shall have a tag. People who follow a link to a question
// get none, since their browser would keep the answer on their machine.
func tagged(r *http.Request) bool {
	return r.Method != http.MethodPost && !wantsPage(r.Header.Values("Accept"))
}

// etag gives the entity tag of an answer in its form: the media type is a part of what
// is told, and the engine does not know it.
func (f form) etag(tag string) string { return `W/"` + tag + f.tagSuffix() + `"` }

func (f form) tagSuffix() string {
	if f.mediaType == graphqlType {
		return "-graphql"
	}
	return "-json"
}

// held gives the tags of the engine for answers that the client has in this form.
func (f form) held(header http.Header) []string {
	var tags []string
	for given := range ifNoneMatch(header) {
		if tag, ok := strings.CutSuffix(strings.Trim(given, `"`), f.tagSuffix()); ok {
			tags = append(tags, tag)
		}
	}
	return tags
}

// ifNoneMatch goes through the tags that a client has, with their quotes and without
// the mark of weak ones, which does not count here.
func ifNoneMatch(header http.Header) iter.Seq[string] {
	return func(yield func(string) bool) {
		for given := range strings.SplitSeq(strings.Join(header.Values("If-None-Match"), ","), ",") {
			if given = strings.TrimPrefix(strings.TrimSpace(given), "W/"); given != "" && !yield(given) {
				return
			}
		}
	}
}

// isHeld says whether a client has what an entity tag names. The star stands for
// whatever there is.
func isHeld(etag string, header http.Header) bool {
	for given := range ifNoneMatch(header) {
		if given == "*" || given == strings.TrimPrefix(etag, "W/") {
			return true
		}
	}
	return false
}

// sendTagged sends an answer that has a tag, or 304 to those who have it.
func (s *server) sendTagged(w http.ResponseWriter, r *http.Request, dress form, resp *schema.Response) {
	etag := dress.etag(resp.Tag)
	w.Header().Set("ETag", etag)
	w.Header().Set("Cache-Control", "no-cache") // keep it, but ask each time
	if resp.Unchanged || isHeld(etag, r.Header) {
		resp.Body.Release()
		w.WriteHeader(http.StatusNotModified)
		return
	}
	s.sendBody(w, r, http.StatusOK, dress.mediaType+"; charset=utf-8", resp.Body)
}

// revisionHeader names the revision of the data that an answer was made from.
const revisionHeader = "Exitgraph-Revision"

// tellRevision says which revision an answer speaks of. What was refused speaks of none,
// nor does an answer that asked nothing of the data.
func tellRevision(w http.ResponseWriter, resp *schema.Response) {
	if resp.Executed && resp.Info.Revision != "" {
		w.Header().Set(revisionHeader, resp.Info.Revision)
	}
}
