package words

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Check compares uses with what a namespace and the shared texts have, and tells each
// use that a reader would see fail: an id that is missing or made at run time,
// arguments that are not the placeholders of the text, a text with links that is asked
// for without them or the other way round, an enum or value without a word. Of an id
// with a literal beginning it checks that a text begins so and fits; that each end that
// comes up at run time has one is for the tests of pages, which find ⟦ where not. Languages
// need no comparing, because New did.
func (c *Catalogue) Check(name string, uses []Use) []error {
	speaker := c.In(Languages[0], name)
	var faults []error
	for _, use := range uses {
		if err := speaker.check(use); err != nil {
			faults = append(faults, fmt.Errorf("%s: %s %q: %w", use.At, use.Func, use.ID, err))
		}
	}
	return faults
}

func (s *Speaker) check(use Use) error {
	if use.Func == "Term" || use.Func == "About" {
		return s.checkTerm(use.ID)
	}
	if use.ID == "" {
		return errors.New("the id is made at run time, so nothing can check it: write it as a literal")
	}
	texts := s.asked(use.ID)
	if len(texts) == 0 {
		return errors.New("there is no such text")
	}
	var err error
	for _, found := range texts {
		if err = found.fits(use); err == nil {
			return nil // a group may also hold texts that are asked for in another way
		}
	}
	return err
}

// asked gives the texts that an id of a use stands for.
func (s *Speaker) asked(id string) []*text {
	begin, many := strings.CutSuffix(id, anyEnd)
	if !many {
		if found := s.find(id); found != nil {
			return []*text{found}
		}
		return nil
	}
	var texts []*text
	for _, ids := range []map[string]*text{s.own, s.tongue.texts[""]} {
		for id, found := range ids {
			if strings.HasPrefix(id, begin) {
				texts = append(texts, found)
			}
		}
		if len(texts) > 0 {
			break // a page's own group stands before a shared one
		}
	}
	return texts
}

// Asked tells whether there is a text that a use asks for, whatever its arguments.
func (s *Speaker) Asked(use Use) bool { return len(s.asked(use.ID)) > 0 }

// fits tells what keeps a text from being said as it is asked for.
func (t *text) fits(use Use) error {
	switch use.Func {
	case "T":
		given := slices.Sorted(slices.Values(use.Args))
		switch {
		case len(t.links) > 0:
			return errors.New("the text has links: ask with Linked")
		case !slices.Equal(given, t.placeholders):
			return fmt.Errorf("it is given %v, but its placeholders are %v", given, t.placeholders)
		}
	case "Linked":
		switch {
		case !t.fixed:
			return errors.New("a text with links cannot have placeholders")
		case len(t.links) == 0:
			return errors.New("the text has no links: ask with T")
		case use.Hrefs >= 0 && use.Hrefs != len(t.links):
			return fmt.Errorf("it is given %d addresses for %d links", use.Hrefs, len(t.links))
		}
	}
	return nil
}

// checkTerm knows "Enum.VALUE" and, where the value is made at run time, "Enum". Where
// both are, a test over the whole contract vouches for the words.
func (s *Speaker) checkTerm(id string) error {
	enum, value, both := strings.Cut(id, ".")
	if enum == "" {
		return nil
	}
	set := s.tongue.terms[enum]
	if set == nil {
		return errors.New("there is no such enum")
	}
	if _, ok := set.words[value]; both && !ok {
		return errors.New("the enum has no such value")
	}
	return nil
}

// Unused gives the ids of a namespace, "" for the shared ones, that are in no use, in
// alphabetical order. Ids that this package asks for itself count as used.
func (c *Catalogue) Unused(name string, uses []Use) []string {
	used := map[string]bool{}
	var groups []Use
	for _, use := range uses {
		if strings.HasSuffix(use.ID, anyEnd) {
			groups = append(groups, use)
		}
		used[use.ID] = true
	}
	var unused []string
	texts := c.tongues[Languages[0]].texts[name]
	for _, id := range slices.Sorted(maps.Keys(texts)) {
		group, _, _ := strings.Cut(id, ".")
		if used[id] || name == "" && slices.Contains(ownGroups, group) {
			continue
		}
		if !slices.ContainsFunc(groups, func(use Use) bool {
			return strings.HasPrefix(id, strings.TrimSuffix(use.ID, anyEnd)) && texts[id].fits(use) == nil
		}) {
			unused = append(unused, id)
		}
	}
	return unused
}

// ownGroups are the groups of shared ids that dates and lists are made of.
var ownGroups = []string{"month", "date", "list"}
