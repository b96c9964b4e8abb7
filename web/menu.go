package web

import "github.com/exitgraph/exitgraph/web/frame"

// menu are the pages that the head of each page links to.
var menu = []frame.MenuItem{
	{Page: "map", Label: func(w frame.Words) string { return w.T("nav.map") }},
	{Page: "factors", Label: func(w frame.Words) string { return w.T("nav.factors") }},
	{Page: "phases", Label: func(w frame.Words) string { return w.T("nav.phases") }},
	{Page: "studies", Label: func(w frame.Words) string { return w.T("nav.studies") }},
	{Page: "contradictions", Label: func(w frame.Words) string { return w.T("nav.contradictions") }},
	{Page: "gaps", Label: func(w frame.Words) string { return w.T("nav.gaps") }},
}

// more are those that the foot links to.
var more = []frame.MenuItem{
	{Page: "search", Label: func(w frame.Words) string { return w.T("nav.search") }},
	{Page: "compare", Label: func(w frame.Words) string { return w.T("nav.compare") }},
	{Page: "readiness", Label: func(w frame.Words) string { return w.T("nav.readiness") }},
	{Page: "network", Label: func(w frame.Words) string { return w.T("nav.network") }},
	{Page: "findings", Label: func(w frame.Words) string { return w.T("nav.findings") }},
	{Page: "reports", Label: func(w frame.Words) string { return w.T("nav.reports") }},
	{Page: "samples", Label: func(w frame.Words) string { return w.T("nav.samples") }},
	{Page: "about", Label: func(w frame.Words) string { return w.T("nav.about") }},
	{Page: "glossary", Label: func(w frame.Words) string { return w.T("nav.glossary") }},
	{Page: "api", Label: func(w frame.Words) string { return w.T("nav.api") }},
}
