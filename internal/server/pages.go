package server

import (
	"context"
	"net/http"
	"strings"

	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
	"github.com/exitgraph/exitgraph/web"
	"github.com/exitgraph/exitgraph/web/frame"
)

// Pages are settings of the pages for people.
type Pages struct {
	Leave string // where the quick exit leads; web.DefaultLeave where empty
	Help  string // where readers find help; empty for no link
}

// newPages makes the pages, which ask as every client does: within the limits of number
// and time, and through the lanes.
func (s *server) newPages() (*frame.Site, error) {
	var doors []frame.Link
	for _, path := range s.doors() {
		doors = append(doors, frame.Link{Label: strings.TrimPrefix(path, "/"), Href: s.base + path})
	}
	return web.New(web.Config{
		Ask: func(ctx context.Context, r schema.Request) (*schema.Response, *fault.Error) {
			return s.execute(ctx, func(ctx context.Context) *schema.Response { return s.Engine.Do(ctx, r) })
		},
		Note: func(ctx context.Context, f *fault.Error) { entryOf(ctx).note(f) },
		Base: s.base, PublicURL: s.PublicURL, Leave: s.Config.Pages.Leave, Help: s.Config.Pages.Help,
		Listed: s.PersistedOnly, Doors: doors,
	})
}

// doors are the paths that are no pages and that readers may want to know.
func (s *server) doors() []string {
	var list []string
	for _, r := range s.paths() {
		if r.about != "" {
			list = append(list, r.path)
		}
	}
	return list
}

// pageRoutes are the routes of the pages.
func (s *server) pageRoutes() []route {
	read := []string{http.MethodGet, http.MethodHead}
	var routes []route
	for _, r := range s.site.Routes() {
		routes = append(routes, route{r.Path, read, "", s.holding(r.Handle), true})
	}
	return routes
}
