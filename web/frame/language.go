package frame

import (
	"net/http"
	"sync"

	"golang.org/x/text/language"

	"github.com/exitgraph/exitgraph/web/words"
)

var matcher = sync.OnceValue(func() language.Matcher {
	tags := make([]language.Tag, len(words.Languages))
	for i, lang := range words.Languages {
		tags[i] = language.Make(lang)
	}
	return language.NewMatcher(tags)
})

// preferred gives the language of the pages that a reader's browser asks for; the first
// where it asks for none of them.
func preferred(r *http.Request) string {
	wanted, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil || len(wanted) == 0 {
		return words.Languages[0]
	}
	_, i, sure := matcher().Match(wanted...)
	if sure == language.No {
		return words.Languages[0]
	}
	return words.Languages[i]
}
