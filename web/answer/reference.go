package answer

import "strings"

// Reference is the fragment of that name, and ReferenceForms.
type Reference struct {
	Report
	Kind, Container, Volume, Issue, Pages, DOI string
	RIS, BibTeX                                string // empty unless asked for
}

// Stop is what ends the title in a list of references: nothing where the title ends a
// sentence itself.
func (r Reference) Stop() string {
	if strings.HasSuffix(r.Title, ".") || strings.HasSuffix(r.Title, "?") || strings.HasSuffix(r.Title, "!") {
		return ""
	}
	return "."
}

// References are a list of reports, of which the first are here.
type References struct {
	TotalCount int
	Nodes      []Reference
}
