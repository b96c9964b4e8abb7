package words

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
)

// text is one message of a catalogue in one language.
type text struct {
	key          string   // in the bundle: namespace and id
	plain        string   // the text itself, where it is fixed
	fixed        bool     // no placeholder and no plural form
	plural       bool     // has a form for one
	placeholders []string // sorted
	pieces       []Piece  // of a fixed text; Href is not set, links tells which are links
	links        []int    // indices in pieces of the words in brackets
}

func newText(name string, message *i18n.Message) (*text, error) {
	read := &text{key: name + "/" + message.ID, plain: message.Other, plural: message.One != ""}
	if message.Other == "" {
		return nil, errors.New("it has no text")
	}
	if message.Zero+message.Two+message.Few+message.Many != "" {
		return nil, errors.New("it has plural forms besides one and other, which these languages do not need")
	}
	forms := []string{message.Other}
	if read.plural {
		message.Many = message.Other // of whole millions in Italian, which figures write alike
		forms = append(forms, message.One)
	}
	for _, form := range forms {
		parts, err := split(form)
		if err != nil {
			return nil, err
		}
		for _, part := range parts {
			if part.name != "" && !slices.Contains(read.placeholders, part.name) {
				read.placeholders = append(read.placeholders, part.name)
			}
		}
	}
	slices.Sort(read.placeholders)
	if read.plural && !slices.Contains(read.placeholders, countName) {
		return nil, errors.New("it has plural forms and nothing to count: one of them must hold {{.count}}")
	}
	read.fixed = !read.plural && len(read.placeholders) == 0
	read.pieces, read.links = cutLinks(message.Other)
	return read, nil
}

// differs tells what keeps two languages of one id from standing for each other.
func (t *text) differs(other *text) error {
	switch {
	case !slices.Equal(t.placeholders, other.placeholders):
		return fmt.Errorf("the placeholders differ: %v and %v", t.placeholders, other.placeholders)
	case t.plural != other.plural:
		return errors.New("one of them has plural forms")
	case len(t.links) != len(other.links):
		return fmt.Errorf("they have %d and %d words in brackets", len(t.links), len(other.links))
	}
	return nil
}

// part of a text: either fixed words or the name of a placeholder.
type part struct{ words, name string }

// split cuts a text at its placeholders.
func split(source string) ([]part, error) {
	var parts []part
	for source != "" {
		before, rest, found := strings.Cut(source, "{{")
		if strings.Contains(before, "}}") {
			return nil, errors.New("braces close that were not opened")
		}
		if before != "" {
			parts = append(parts, part{words: before})
		}
		if !found {
			break
		}
		inside, after, closed := strings.Cut(rest, "}}")
		name, dotted := strings.CutPrefix(strings.TrimSpace(inside), ".")
		if !closed || !dotted || !isName(name) {
			return nil, fmt.Errorf("{{%s is no placeholder like {{.name}}", inside)
		}
		parts = append(parts, part{name: name})
		source = after
	}
	return parts, nil
}

func isName(name string) bool {
	for _, r := range name {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') {
			return false
		}
	}
	return name != ""
}

// placeholderParser fills placeholders for go-i18n. It is used in place of
// text/template because it is quicker and cannot run anything: an argument is text,
// whatever it is.
type placeholderParser struct{}

func (placeholderParser) Cacheable() bool { return true }

func (placeholderParser) Parse(source, _, _ string) (template.ParsedTemplate, error) {
	parts, err := split(source)
	return parsedText(parts), err
}

type parsedText []part

func (p parsedText) Execute(data any) (string, error) {
	given, ok := data.(*arguments)
	if !ok {
		return "", fmt.Errorf("arguments are %T", data)
	}
	var filled strings.Builder
	for _, part := range p {
		if part.name == "" {
			filled.WriteString(part.words)
			continue
		}
		given.write(&filled, part.name)
	}
	return filled.String(), nil
}
