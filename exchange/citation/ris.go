package citation

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// risTypes are the types of RIS.
var risTypes = map[Type]string{
	Document: "GEN", Article: "JOUR", Magazine: "MGZN", Chapter: "CHAP",
	Paper: "CPAPER", Thesis: "THES", Technical: "RPRT", Dataset: "DATA",
}

// span is a range of pages. Anything else is the number of an article.
var span = regexp.MustCompile(`^(\w+)\s*[-–]\s*(\w+)$`)

// ris writes one record. RIS has no escapes: a value ends with its line, so every
// value is one line (line made it so), and a name's first comma ends the family
// name.
func (i Item) ris() string {
	var b strings.Builder
	put := func(tag, value string) {
		if value != "" {
			b.WriteString(tag + "  - " + value + "\r\n")
		}
	}
	put("TY", risTypes[i.Type]) // first, and once
	put("ID", i.Key)
	for _, n := range i.Authors {
		if n.Literal != "" {
			put("AU", withoutCommas(n.Literal))
		} else {
			put("AU", withoutCommas(n.family())+", "+n.Given)
		}
	}
	if i.Year > 0 {
		put("PY", strconv.Itoa(i.Year))
	}
	if i.Day > 0 {
		put("DA", fmt.Sprintf("%04d/%02d/%02d", i.Year, i.Month, i.Day))
	}
	put("TI", i.Title)
	put("T2", i.Container)
	if i.Type == Article || i.Type == Magazine {
		put("JO", i.Container) // older readers look for a journal here
	}
	put("VL", i.Volume)
	put("IS", i.Issue)
	if pages := span.FindStringSubmatch(i.Pages); pages != nil {
		put("SP", pages[1])
		put("EP", pages[2])
	} else {
		put("SP", i.Pages)
	}
	put("M3", i.Genre)
	put("PB", i.Publisher)
	put("ET", i.Version)
	put("DO", i.DOI)
	put("UR", i.URL)
	put("LA", i.Language)
	put("N1", i.Note)
	b.WriteString("ER  - \r\n")
	return b.String()
}

func withoutCommas(name string) string { return line(strings.ReplaceAll(name, ",", " ")) }
