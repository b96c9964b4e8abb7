package words

import (
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// names is how a language calls countries and languages, after CLDR.
type names struct {
	regions, languages display.Namer
}

func namesOf(tag language.Tag) names {
	return names{regions: display.Regions(tag), languages: display.Languages(tag)}
}

// Country gives the name of a country by its ISO 3166-1 code. Unknown codes are given
// back as they are.
func (s *Speaker) Country(code string) string {
	region, err := language.ParseRegion(code)
	if err != nil || !region.IsCountry() {
		return code
	}
	if name := s.tongue.names.regions.Name(region); name != "" {
		return name
	}
	return code
}

// Tongue gives the name of a language by its BCP 47 tag. Unknown tags are given back
// as they are.
func (s *Speaker) Tongue(tag string) string {
	parsed, err := language.Parse(tag)
	if err != nil || parsed == language.Und {
		return tag
	}
	if name := s.tongue.names.languages.Name(parsed); name != "" {
		return name
	}
	return tag
}

// CountryCode gives the code by which the data name a country that readers write in
// another way: in small letters, with three letters, by a code that ISO 3166-1 does not
// assign (UK for GB), or by its name in this language. A code of the data is given back
// as it is; empty for what names no country.
func (s *Speaker) CountryCode(text string) string {
	region, err := language.ParseRegion(text)
	if err != nil || !region.IsCountry() {
		region, err = language.ParseRegion(called(text, 'A', s.Country))
	}
	if err != nil {
		return ""
	}
	return region.Canonicalize().String()
}

// LanguageTag is the same for a language.
func (s *Speaker) LanguageTag(text string) string {
	if tag, err := language.Raw.Parse(text); err == nil && tag != language.Und {
		return tag.String()
	}
	return called(text, 'a', s.Tongue)
}

// called gives the code of two letters, from the first letter on, that has a name; empty
// where none has it.
func called(name string, first byte, nameOf func(code string) string) string {
	const letters = 26
	for i := range byte(letters) {
		for j := range byte(letters) {
			code := string([]byte{first + i, first + j})
			if known := nameOf(code); known != code && strings.EqualFold(known, name) {
				return code
			}
		}
	}
	return ""
}

// Date writes a full date in ISO 8601, "2026-01-31", as "31 January 2026". What is no
// such date is given back as it is.
func (s *Speaker) Date(iso string) string {
	date, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	id := "date.full"
	if date.Day() == 1 {
		id = "date.first" // Italian counts the first day and numbers the others
	}
	month := s.shared("month." + strconv.Itoa(int(date.Month())))
	return s.shared(id, "day", date.Day(), "month", month, "year", date.Year())
}

// List joins items: "a, b and c". Without items it is empty.
func (s *Speaker) List(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], s.shared("list.comma")) + s.shared("list.and") + items[last]
}

// shared gives a text of this package, whatever a namespace has of the same id.
func (s *Speaker) shared(id string, args ...any) string {
	return (&Speaker{tongue: s.tongue}).T(id, args...)
}
