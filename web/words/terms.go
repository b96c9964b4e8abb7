package words

import (
	"fmt"
	"maps"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// termSet holds the words for the values of one enum.
type termSet struct {
	order []string // as in the file, which keeps the contract's order
	words map[string]term
}

type term struct{ word, about string }

// readTerms takes the messages Enum.VALUE.word and Enum.VALUE.about, in the order of
// the file's keys.
func (t *tongue) readTerms(order toml.MetaData, messages []*i18n.Message) []error {
	texts := make(map[string]string, len(messages))
	for _, message := range messages {
		texts[message.ID] = message.Other
	}
	var faults []error
	for _, key := range order.Keys() {
		if len(key) != 2 {
			continue
		}
		enum, value := key[0], key[1]
		read := term{word: texts[key.String()+".word"], about: texts[key.String()+".about"]}
		if read.word == "" || read.about == "" {
			faults = append(faults, fmt.Errorf("terms of %s: %s has no word or no about", t.lang, key))
		}
		if t.terms[enum] == nil {
			t.terms[enum] = &termSet{words: map[string]term{}}
		}
		t.terms[enum].order = append(t.terms[enum].order, value)
		t.terms[enum].words[value] = read
	}
	return faults
}

func termDifferences(first, other *tongue) []error {
	var faults []error
	one, two := termNames(first), termNames(other)
	for _, pair := range []struct {
		have, lack []string
		lang       string
	}{{one, two, other.lang}, {two, one, first.lang}} {
		for _, name := range pair.have {
			if !slices.Contains(pair.lack, name) {
				faults = append(faults, fmt.Errorf("terms: %s is missing in %s", name, pair.lang))
			}
		}
	}
	return faults
}

func termNames(spoken *tongue) []string {
	var named []string
	for enum, set := range spoken.terms {
		for _, value := range set.order {
			named = append(named, enum+"."+value)
		}
	}
	slices.Sort(named)
	return named
}

// term gives the words of a value, empty where there is none.
func (s *Speaker) term(enum, value string) (term, bool) {
	set := s.tongue.terms[enum]
	if set == nil {
		return term{}, false
	}
	found, ok := set.words[value]
	return found, ok
}

// Term gives the word for a value of an enum of the contract:
// Term("Valence", "HINDERING") is "hinders". Values without a word are given between
// ⟦ ⟧; a test holds that the contract has none.
func (s *Speaker) Term(enum, value string) string {
	if found, ok := s.term(enum, value); ok {
		return found.word
	}
	return missing(enum + "." + value)
}

// About gives one plain sentence that explains a value of an enum, and like Term
// where there is none.
func (s *Speaker) About(enum, value string) string {
	if found, ok := s.term(enum, value); ok {
		return found.about
	}
	return missing(enum + "." + value)
}

// Terms gives the values of an enum, in the contract's order; nil for other enums. The
// caller owns the slice.
func (s *Speaker) Terms(enum string) []string {
	set := s.tongue.terms[enum]
	if set == nil {
		return nil
	}
	return slices.Clone(set.order)
}

// Dimension gives the word for a value of EvidenceDimension.
func (s *Speaker) Dimension(name string) string {
	return s.Term("EvidenceDimension", name)
}

// Enums gives the names of all enums that have words, in alphabetical order. The
// caller owns the slice.
func (c *Catalogue) Enums() []string {
	return slices.Sorted(maps.Keys(c.tongues[Languages[0]].terms))
}

// Capital gives a text with a capital first letter, for a word that begins a heading or
// a row. Words of terms are written as in the middle of a sentence.
func Capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 || first == utf8.RuneError {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
