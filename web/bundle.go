package web

import (
	"net/http"
	"strings"

	"github.com/exitgraph/exitgraph/web/islands"
)

// bundle is the islands as the frame takes them.
type bundle struct{ http.Handler }

func newBundle() bundle { return bundle{islands.Handler()} }

// Asset gives the name of a built file below /assets/.
func (bundle) Asset(name string) (string, bool) {
	path, ok := islands.Asset(name)
	return strings.TrimPrefix(path, "/assets/"), ok
}
