package schema

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// A permalink names an answer for good: the release, the hash of its content, the
// kind of question, and every argument, also those left at their default. It is
//
//	/cite/VERSION/HASH/KIND?v=FORM&ARGUMENT=VALUE&...
//
// where FORM says which document of replay answers. Equal questions over one
// release have one permalink: arguments stand in the order of the question's own
// list, and their values are written in one way only.
type permalink struct {
	version, hash string // of the release
	kind, form    string
	hasForm       bool   // whether a form was read, which may be empty
	arguments     []pair // in the order of the question's list
}

type pair struct{ name, value string }

// MaxPermalink is how many bytes a permalink may have, from its first slash. It is
// the limit that servers set to the address of a request.
const MaxPermalink = 16 << 10

// PermalinkPath is what the path of each permalink begins with.
const PermalinkPath = "/cite/"

// formArgument stands before all arguments.
const formArgument = "v"

// String writes the permalink as a path.
func (p permalink) String() string {
	var b strings.Builder
	b.WriteString(PermalinkPath + escapeIn(p.version) + "/" + escapeIn(p.hash) + "/" + escapeIn(p.kind))
	b.WriteString("?" + formArgument + "=" + escapeIn(p.form))
	for _, a := range p.arguments {
		b.WriteString("&" + escapeIn(a.name) + "=" + escapeIn(a.value))
	}
	return b.String()
}

// escapeIn writes a text so that it stays whole in an address, in running text and
// in Markdown: letters, digits and -._,: stay, all else becomes bytes in hex.
func escapeIn(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._,:", c) >= 0 {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', hex[c>>4], hex[c&0xF]})
		}
	}
	return b.String()
}

// parsePermalink takes a permalink apart, given as a path or as a whole address of
// any server. It is lenient with what mail programs and proxies do to addresses
// (the order of arguments, what is escaped, a fragment), and strict with the rest:
// the fault is BadUserInput, or QueryTooComplex for a text over MaxPermalink.
func parsePermalink(text string) (permalink, *fault.Error) {
	at := strings.LastIndex(before(text, "?"), PermalinkPath)
	if at < 0 {
		return permalink{}, noPermalink("")
	}
	if n := len(text) - at; n > MaxPermalink {
		return permalink{}, fault.TooMuch("permalinkBytes", MaxPermalink, n, "A permalink has at most %d bytes, and this one has %d: check that nothing was added to it.", MaxPermalink, n)
	}
	path, query, _ := strings.Cut(before(text[at:], "#"), "?")
	parts := strings.Split(strings.TrimPrefix(path, PermalinkPath), "/")
	if len(parts) != 3 || slices.Contains(parts, "") {
		return permalink{}, noPermalink("")
	}
	for i, p := range parts {
		whole, err := url.PathUnescape(p)
		if err != nil {
			return permalink{}, noPermalink("; something in it is not escaped rightly")
		}
		parts[i] = whole
	}
	link := permalink{version: parts[0], hash: parts[1], kind: parts[2]}
	if query == "" {
		return link, nil // what is missing is told by name
	}
	for part := range strings.SplitSeq(query, "&") {
		if failure := link.read(part); failure != nil {
			return permalink{}, failure
		}
	}
	return link, nil
}

// read takes up one argument as it stands in an address.
func (p *permalink) read(part string) *fault.Error {
	name, value, given := strings.Cut(part, "=")
	name, errName := url.QueryUnescape(name)
	value, errValue := url.QueryUnescape(value)
	switch {
	case errName != nil || errValue != nil || !given || !utf8.ValidString(name+"="+value):
		return noPermalink("; an argument of it cannot be read")
	case name == formArgument && !p.hasForm:
		p.form, p.hasForm = value, true
	case name == formArgument || p.has(name):
		return noPermalink("; an argument stands in it twice")
	default:
		p.arguments = append(p.arguments, pair{name, value})
	}
	return nil
}

func (p permalink) has(name string) bool {
	return slices.ContainsFunc(p.arguments, func(a pair) bool { return a.name == name })
}

func before(s, separator string) string {
	s, _, _ = strings.Cut(s, separator)
	return s
}

func noPermalink(more string) *fault.Error {
	return fault.New(fault.BadUserInput, "This is no permalink%s: copy it whole from the citation of a matrix or a tally, in the form %sVERSION/HASH/KIND?%s=1&ARGUMENTS.", more, PermalinkPath, formArgument)
}
