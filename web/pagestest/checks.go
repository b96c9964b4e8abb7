package pagestest

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/web/words"
)

// In gives an address of the site in each language.
func In(path string) []string {
	var list []string
	for _, lang := range words.Languages {
		list = append(list, "/"+lang+"/"+path)
	}
	return list
}

// Rows downloads an address as CSV: the names of its columns, and its rows.
func (s *Site) Rows(t testing.TB, address string) (columns []string, rows [][]string) {
	t.Helper()
	p := s.Get(t, as(address, "csv"))
	lines, err := csv.NewReader(strings.NewReader(p.Body)).ReadAll()
	if err != nil || p.Status != http.StatusOK || len(lines) == 0 {
		t.Fatalf("%s as CSV: status %d, %v", address, p.Status, err)
	}
	return lines[0], lines[1:]
}

// AllRows follows a list from page to page, and gives the rows of all its downloads.
func (s *Site) AllRows(t testing.TB, address string) [][]string {
	t.Helper()
	var all [][]string
	for address != "" {
		_, rows := s.Rows(t, address)
		all = append(all, rows...)
		address = s.Open(t, address).Find(`a[rel="next"]`).AttrOr("href", "")
	}
	return all
}

// AllKeys gives the first cell of each of AllRows: the key of the record.
func (s *Site) AllKeys(t testing.TB, address string) []string {
	t.Helper()
	var keys []string
	for _, row := range s.AllRows(t, address) {
		keys = append(keys, row[0])
	}
	return keys
}

// Follow fails the test where something that the elements of a selector link to is not
// there, and where they link to nothing. Addresses of citations are not the pages' own
// and are left out; SameAnswer looks at documents that stand ready to be asked.
func (s *Site) Follow(t testing.TB, p *Page, selector string) {
	t.Helper()
	links := p.Links(selector)
	if len(links) == 0 {
		t.Errorf("%s: %q finds no link", p.Address, selector)
	}
	for _, link := range links {
		if strings.HasPrefix(link, "/cite/") || strings.Contains(link, "/api?") {
			continue
		}
		if found := s.Get(t, link); found.Status != http.StatusOK {
			t.Errorf("%s links to %s, which is answered %d", p.Address, link, found.Status)
		}
	}
}

// SameAnswer fails the test where the JSON of a page is not, byte by byte, what the engine
// answers to the document and the variables that the page names as its own.
func (s *Site) SameAnswer(t testing.TB, address string) {
	t.Helper()
	for _, link := range s.Open(t, address).Find("#tools a").EachIter() {
		asked, err := url.Parse(link.AttrOr("href", ""))
		if err != nil || !asked.Query().Has("query") {
			continue
		}
		var variables map[string]any
		in := json.NewDecoder(strings.NewReader(asked.Query().Get("variables")))
		in.UseNumber()
		if err := in.Decode(&variables); err != nil {
			t.Fatalf("%s: the variables are no JSON: %v", address, err)
		}
		if s.Get(t, as(address, "json")).Body != s.JSON(t, asked.Query().Get("query"), variables) {
			t.Errorf("%s as JSON is not what the engine answers to what the page asks", address)
		}
		return
	}
	t.Errorf("%s does not say what it asked", address)
}

// as gives the address of a page in a form of download.
func as(address, form string) string {
	separator := "?"
	if strings.Contains(address, "?") {
		separator = "&"
	}
	return address + separator + "format=" + form
}
