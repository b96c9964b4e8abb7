package schema

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/schema/document"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// Replay answers a permalink, given as a path or as a whole address of any server:
// with {"data": ...} and a line feed and nothing else, and with the same bytes
// wherever the release is held, in any store and any later version. It either gives
// the whole answer or refuses.
//
// The faults, beside those of Do: BadUserInput for what is no permalink,
// QueryTooComplex for one that is too long, Unsupported for a kind or form that
// this version does not know, NotFound for a release that is not held here, and
// Conflict for content with another hash than the permalink's.
func (e *Engine) Replay(ctx context.Context, text string) (resp *Response) {
	var info Info
	defer func() {
		if p := recover(); p != nil {
			resp = refuse(info, panicked(p))
		}
	}()
	link, failure := parsePermalink(text)
	if failure != nil {
		return refuse(info, failure)
	}
	query, variables, failure := question(link)
	if failure != nil {
		return refuse(info, failure)
	}
	info.DocumentHash = document.Hash(query)
	return e.answer(ctx, Request{Query: query, Variables: variables}, info, &link)
}

// question gives the document and the variables that a permalink stands for.
func question(link permalink) (string, map[string]any, *fault.Error) {
	var kinds []string
	for _, c := range citables {
		if c.kind != link.kind {
			kinds = append(kinds, c.kind)
			continue
		}
		query, known := c.forms[link.form]
		switch {
		case link.form == "":
			return "", nil, noPermalink("; its argument " + formArgument + " is missing")
		case !known:
			return "", nil, fault.New(fault.Unsupported, "This version of exitgraph does not know form %s of a %s: check the address, or use a later version.", quoted(link.form), c.kind)
		case !isHash.MatchString(link.hash):
			return "", nil, noPermalink("; its hash is not 64 digits and letters from a to f")
		}
		variables, failure := c.variables(link)
		return query, variables, failure
	}
	return "", nil, fault.New(fault.Unsupported, "This version of exitgraph replays %s, and not %s: check the address, or use a later version.", strings.Join(kinds, " and "), quoted(link.kind))
}

// inPermalinks tells faults of a replay to somebody who has a permalink and never saw
// the document behind it: of its arguments in place of variables, and without places
// in the document.
func inPermalinks(faults []*fault.Error) []*fault.Error {
	for _, f := range faults {
		f.Locations = nil
		if rest, is := strings.CutPrefix(f.Message, "Variable $"); is {
			name, said, _ := strings.Cut(rest, ": ")
			f.Message = "Argument " + name + " of the permalink: " + said
		}
	}
	return faults
}

var isHash = regexp.MustCompile(`^[0-9a-f]{64}$`)

// quoted shows a text of the caller, shortened. Control characters and marks of
// writing direction are spelt out: a permalink may hide them behind its escapes, and
// terminals and pages would obey them.
func quoted(s string) string {
	const longest = 40
	if letters := []rune(s); len(letters) > longest {
		s = string(letters[:longest]) + "…"
	}
	return strconv.Quote(s)
}

// holds says what is wrong when a graph is not in the state that a permalink names.
func (p permalink) holds(ctx context.Context, g *graph.Graph) *fault.Error {
	info, err := g.Info(ctx)
	switch {
	case err != nil:
		return explain(err)
	case info.Release.Version != p.version:
		return fault.New(fault.NotFound, "Release %s is held here, and the permalink is of release %s: ask a server that holds it, or load it.", info.Release.Version, quoted(p.version))
	case info.Hash != p.hash:
		return fault.New(fault.Conflict, "Release %s has another content here than the permalink says: check the address, or ask a server that holds the content with the hash %s.", info.Release.Version, p.hash)
	}
	return nil
}
