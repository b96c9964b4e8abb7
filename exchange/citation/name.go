package citation

import (
	"regexp"
	"strings"
)

// Name is one author: a person with Family, or something with a name of its own,
// such as an institution, with Literal.
type Name struct {
	Particle string // such as van der; it stands before Family and is not left out
	Family   string
	Given    string // initials, as far as they are recorded
	Literal  string
}

// Persons are recorded as a family name with initials: J., U.-C., J. G. P. E. S.
var (
	person   = regexp.MustCompile(`^(.+?) ((?:\p{Lu}\p{M}*\.(?:-\p{Lu}\p{M}*\.)* ?)+)$`)
	particle = regexp.MustCompile(`^((?:\p{Ll}[\p{Ll}\p{M}'’]* )+)(.+)$`)
)

// parseName reads a name as the data has it. One without initials is nobody's
// family name for sure, so it stays whole.
func parseName(recorded string) Name {
	recorded = line(recorded)
	parts := person.FindStringSubmatch(recorded)
	if parts == nil {
		return Name{Literal: recorded}
	}
	n := Name{Family: parts[1], Given: strings.TrimSpace(parts[2])}
	if p := particle.FindStringSubmatch(n.Family); p != nil {
		n.Particle, n.Family = strings.TrimSpace(p[1]), p[2]
	}
	return n
}

func parseNames(recorded []string) []Name {
	var out []Name
	for _, r := range recorded {
		if n := parseName(r); n != (Name{}) {
			out = append(out, n)
		}
	}
	return out
}

// family is the family name with its particle.
func (n Name) family() string {
	if n.Particle == "" {
		return n.Family
	}
	return n.Particle + " " + n.Family
}
