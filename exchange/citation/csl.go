package citation

import (
	"bytes"
	"encoding/json"
)

// cslTypes are the types of the Citation Style Language.
var cslTypes = map[Type]string{
	Document: "document", Article: "article-journal", Magazine: "article-magazine", Chapter: "chapter",
	Paper: "paper-conference", Thesis: "thesis", Technical: "report", Dataset: "dataset",
}

// cslItem holds the variables that we write, in the order in which we write them.
type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Authors   []cslName `json:"author,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	Title     string    `json:"title,omitempty"`
	Container string    `json:"container-title,omitempty"`
	Event     string    `json:"event-title,omitempty"`
	Volume    string    `json:"volume,omitempty"`
	Issue     string    `json:"issue,omitempty"`
	Page      string    `json:"page,omitempty"`
	Genre     string    `json:"genre,omitempty"`
	Publisher string    `json:"publisher,omitempty"`
	Version   string    `json:"version,omitempty"`
	DOI       string    `json:"DOI,omitempty"`
	URL       string    `json:"URL,omitempty"`
	Language  string    `json:"language,omitempty"`
	Note      string    `json:"note,omitempty"`
}

type cslName struct {
	Family   string `json:"family,omitempty"`
	Particle string `json:"non-dropping-particle,omitempty"`
	Given    string `json:"given,omitempty"`
	Literal  string `json:"literal,omitempty"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

// cslJSON writes one object; a file for a reference manager is a list of such.
func (i Item) cslJSON() string {
	out := cslItem{
		ID: i.Key, Type: cslTypes[i.Type], Title: i.Title, Container: i.Container,
		Volume: i.Volume, Issue: i.Issue, Page: i.Pages, Genre: i.Genre, Publisher: i.Publisher,
		Version: i.Version, DOI: i.DOI, URL: i.URL, Language: i.Language, Note: i.Note,
	}
	if i.Type == Paper {
		out.Container, out.Event = "", i.Container
	}
	for _, n := range i.Authors {
		out.Authors = append(out.Authors, cslName{n.Family, n.Particle, n.Given, n.Literal})
	}
	if date := i.date(); date != nil {
		out.Issued = &cslDate{[][]int{date}}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(out); err != nil {
		panic(err) // strings and numbers always encode
	}
	return string(bytes.TrimSuffix(b.Bytes(), []byte{'\n'}))
}

// date is year, month and day as far as they are known.
func (i Item) date() []int {
	switch {
	case i.Year == 0:
		return nil
	case i.Month == 0:
		return []int{i.Year}
	case i.Day == 0:
		return []int{i.Year, i.Month}
	}
	return []int{i.Year, i.Month, i.Day}
}
