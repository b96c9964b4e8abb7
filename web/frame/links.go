package frame

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

var wildcard = regexp.MustCompile(`\{([a-z]+)\}`)

// wildcards gives the names that stand in braces in a path.
func wildcards(path string) []string {
	var names []string
	for _, found := range wildcard.FindAllStringSubmatch(path, -1) {
		names = append(names, found[1])
	}
	return names
}

// path gives the address of a page, from its name and pairs of names and values. A name
// that is none of a page, and a page whose path lacks a value, are our faults: they
// panic, and tests visit every page.
func (s *Site) path(lang, page string, pairs ...any) string {
	p, ok := s.byName[page]
	if !ok {
		panic(fmt.Sprintf("there is no page %q", page))
	}
	if len(pairs)%2 != 0 {
		panic(fmt.Sprintf("a link to page %q has a name without a value", page))
	}
	path, query := p.Path, url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		name := fmt.Sprint(pairs[i])
		for _, value := range texts(pairs[i+1]) {
			hole := "{" + name + "}"
			switch {
			case strings.Contains(path, hole):
				path = strings.Replace(path, hole, url.PathEscape(value), 1)
			case value != "":
				query.Add(name, value)
			}
		}
	}
	if hole := wildcard.FindString(path); hole != "" {
		panic(fmt.Sprintf("a link to page %q has no value for %s", page, hole))
	}
	return s.address(lang, path, query)
}

func texts(value any) []string {
	switch value := value.(type) {
	case []string:
		return value
	case nil:
		return nil
	default:
		return []string{fmt.Sprint(value)}
	}
}

func (s *Site) address(lang, path string, query url.Values) string {
	address := s.Base + "/" + lang + "/" + path
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	return address
}

// askPath gives the address of the page on which a document stands ready to be asked.
func (s *Site) askPath(lang, document string, variables map[string]any) string {
	if _, ok := s.byName[apiPage]; !ok || document == "" {
		return ""
	}
	text := ""
	if len(variables) > 0 {
		if b, err := json.Marshal(variables); err == nil {
			text = string(b)
		}
	}
	return s.path(lang, apiPage, "query", document, "variables", text)
}

// apiPage is the name of the page on which documents are asked.
const apiPage = "api"

// self gives the address of what a visit shows, in a language.
func (s *Site) self(a *Address, lang string, more url.Values) string {
	path := a.page.Path
	for name, value := range a.parts {
		path = strings.Replace(path, "{"+name+"}", url.PathEscape(value), 1)
	}
	query := a.Values()
	for name, values := range more {
		query[name] = values
	}
	return s.address(lang, path, query)
}
