package server

import (
	"net/http"
	"strings"

	"github.com/exitgraph/exitgraph/schema"
)

// pathOf is the path of a request as the log tells it: of a page, its pattern, since a
// key says what somebody read about; of a path that leads nowhere, the words that are
// the server's own, since a mistyped address holds a key as well.
func (s *server) pathOf(e *logEntry, r *http.Request) string {
	switch {
	case e.page:
		return e.route
	case e.route == "":
		return shorten(s.named.known(r.URL.Path), maxPath)
	default:
		return loggedPath(r.URL.Path)
	}
}

// loggedPath is a path as the log tells it: of a permalink, the release and the kind,
// and never the arguments, which stand in the path where the question mark was escaped.
func loggedPath(path string) string {
	if strings.HasPrefix(path, schema.PermalinkPath) {
		end := strings.IndexFunc(path, func(c rune) bool { return !isWordRune(c) && !strings.ContainsRune("/.-", c) })
		if end >= 0 {
			path = path[:end]
		}
	}
	return shorten(path, maxPath)
}

// segments are the words that stand between the slashes of the server's own paths.
type segments map[string]bool

// add takes up the words of a path as ServeMux has it, without what stands in braces.
func (s segments) add(path string) {
	for segment := range strings.SplitSeq(path, "/") {
		if !strings.HasPrefix(segment, "{") {
			s[segment] = true
		}
	}
}

// known gives a path with a star in place of each segment that is none of the server's
// words.
func (s segments) known(path string) string {
	list := strings.Split(path, "/")
	for i, segment := range list {
		if !s[segment] {
			list[i] = "*"
		}
	}
	return strings.Join(list, "/")
}
