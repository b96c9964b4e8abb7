package words

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// countName is the argument that chooses the plural form.
const countName = "count"

// Speaker says things in one language, with the ids of one namespace and the shared
// ones. It is safe for many goroutines.
type Speaker struct {
	tongue *tongue
	own    map[string]*text
}

// Lang gives the language as BCP 47 tag, one of Languages.
func (s *Speaker) Lang() string { return s.tongue.lang }

// find gives the text of an id, or nil.
func (s *Speaker) find(id string) *text {
	if found := s.own[id]; found != nil {
		return found
	}
	return s.tongue.texts[""][id]
}

// Has tells whether T knows an id.
func (s *Speaker) Has(id string) bool { return s.find(id) != nil }

// T gives the text of an id. The arguments are pairs of a placeholder's name and its
// value. The argument "count", an integer, chooses the plural form. Integers are
// amounts and are shown in the language's way, as by N; one named "year" or ending in
// "Year" is shown as it is. Other values are shown as text, whatever they hold:
// nothing in them is escaped or read as a placeholder.
//
// It never fails: an id that is not there is given between ⟦ ⟧, and so is the name of
// a placeholder that has no argument. Check finds both before readers do. A text
// without placeholders costs one or two look-ups and no allocation.
func (s *Speaker) T(id string, args ...any) string {
	found := s.find(id)
	if found == nil {
		return missing(id)
	}
	if found.fixed {
		return found.plain
	}
	given := &arguments{tongue: s.tongue, pairs: args}
	config := i18n.LocalizeConfig{MessageID: found.key, TemplateData: given, TemplateParser: placeholderParser{}}
	if found.plural {
		config.PluralCount = given.count()
	}
	said, err := s.tongue.localizer.Localize(&config)
	if err != nil {
		return missing(id)
	}
	return said
}

func missing(id string) string { return "⟦" + id + "⟧" }

// arguments of T: names and values in turn.
type arguments struct {
	tongue *tongue
	pairs  []any
}

func (a *arguments) get(name string) (any, bool) {
	for i := 0; i+1 < len(a.pairs); i += 2 {
		if a.pairs[i] == name {
			return a.pairs[i+1], true
		}
	}
	return nil, false
}

// count gives the number that chooses the plural form. Without one it is that of many.
func (a *arguments) count() any {
	value, _ := a.get(countName)
	if n, ok := integer(value); ok {
		return n
	}
	return 0
}

func (a *arguments) write(to *strings.Builder, name string) {
	value, ok := a.get(name)
	if !ok {
		to.WriteString(missing(name))
		return
	}
	switch value := value.(type) {
	case string:
		to.WriteString(value)
	case float64:
		to.WriteString(a.tongue.figures.decimal(value, -1))
	case nil:
	default:
		n, isInteger := integer(value)
		switch {
		case isInteger && (name == "year" || strings.HasSuffix(name, "Year")):
			to.WriteString(strconv.FormatInt(n, 10))
		case isInteger:
			to.WriteString(a.tongue.figures.whole(n))
		default:
			_, _ = fmt.Fprint(to, value)
		}
	}
}

func integer(value any) (int64, bool) {
	switch value := value.(type) {
	case int:
		return int64(value), true
	case int32:
		return int64(value), true
	case int64:
		return value, true
	}
	return 0, false
}
