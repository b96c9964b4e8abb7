package web

import (
	"context"

	"github.com/exitgraph/exitgraph/docs/examples"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/islands"
	"github.com/exitgraph/exitgraph/web/pages/about"
	"github.com/exitgraph/exitgraph/web/pages/api"
	"github.com/exitgraph/exitgraph/web/pages/brief"
	"github.com/exitgraph/exitgraph/web/pages/compare"
	"github.com/exitgraph/exitgraph/web/pages/contradictions"
	"github.com/exitgraph/exitgraph/web/pages/evidencemap"
	"github.com/exitgraph/exitgraph/web/pages/factor"
	"github.com/exitgraph/exitgraph/web/pages/factors"
	"github.com/exitgraph/exitgraph/web/pages/finding"
	"github.com/exitgraph/exitgraph/web/pages/findings"
	"github.com/exitgraph/exitgraph/web/pages/gaps"
	"github.com/exitgraph/exitgraph/web/pages/glossary"
	"github.com/exitgraph/exitgraph/web/pages/home"
	"github.com/exitgraph/exitgraph/web/pages/network"
	"github.com/exitgraph/exitgraph/web/pages/phase"
	"github.com/exitgraph/exitgraph/web/pages/phasemodel"
	"github.com/exitgraph/exitgraph/web/pages/phases"
	"github.com/exitgraph/exitgraph/web/pages/readiness"
	"github.com/exitgraph/exitgraph/web/pages/report"
	"github.com/exitgraph/exitgraph/web/pages/reports"
	"github.com/exitgraph/exitgraph/web/pages/sample"
	"github.com/exitgraph/exitgraph/web/pages/samples"
	"github.com/exitgraph/exitgraph/web/pages/search"
	"github.com/exitgraph/exitgraph/web/pages/studies"
	"github.com/exitgraph/exitgraph/web/pages/study"
	"github.com/exitgraph/exitgraph/web/parts"
)

// Config says where the pages stand and whom they ask.
type Config struct {
	// Ask answers a request within the limits of the server. Required.
	Ask func(ctx context.Context, r schema.Request) (*schema.Response, *fault.Error)
	// Note is told what a page failed of, for the log; nil for nobody.
	Note func(ctx context.Context, f *fault.Error)

	Base      string // what stands before each path, without a slash at its end
	PublicURL string // the address under which readers reach the server; empty if unknown
	Leave     string // where the quick exit leads; DefaultLeave where empty
	Help      string // where readers find help; empty for no link
	Listed    bool   // the server's own door answers the documents of a list only

	// Doors are addresses of the server that are no pages; see frame.Config.
	Doors []frame.Link
}

// DefaultLeave is where the quick exit leads unless the operator says otherwise: a site
// that anybody may have open.
const DefaultLeave = "https://www.wikipedia.org/"

// New makes the pages.
func New(cfg Config) (*frame.Site, error) {
	if cfg.Leave == "" {
		cfg.Leave = DefaultLeave
	}
	var built frame.Islands
	if islands.Built() {
		built = newBundle()
	}
	return frame.New(frame.Config{
		Ask: cfg.Ask, Note: cfg.Note,
		Base: cfg.Base, PublicURL: cfg.PublicURL, Leave: cfg.Leave, Help: cfg.Help, Listed: cfg.Listed, Doors: cfg.Doors,
		Pages: pages(), Menu: menu, More: more,
		Islands: built, Examples: startingPoints(),
		Shared: frame.Shared{Templates: parts.Templates(), Fragments: answer.Fragments()},
	})
}

// startingPoints are the examples of the guide.
func startingPoints() []frame.Example {
	var list []frame.Example
	for _, e := range examples.All() {
		list = append(list, frame.Example(e))
	}
	return list
}

// pages are all pages. What a page is, and where it stands, is said in its own package.
func pages() []frame.Page {
	return []frame.Page{
		home.Page(),
		evidencemap.Page(),
		findings.Page(),
		finding.Page(),
		factors.Page(),
		factor.Page(),
		brief.Page(),
		phases.Page(),
		phasemodel.Page(),
		phase.Page(),
		studies.Page(),
		study.Page(),
		reports.Page(),
		report.Page(),
		samples.Page(),
		sample.Page(),
		contradictions.Page(),
		gaps.Page(),
		search.Page(),
		compare.Page(),
		readiness.Page(),
		about.Page(),
		glossary.Page(),
		api.Page(),
		network.Page(),
	}
}
