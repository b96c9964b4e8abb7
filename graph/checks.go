package graph

import (
	"net/url"
	"regexp"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// The checks of single values: each says in words what is wrong, or "".

var doiForm = regexp.MustCompile(`^10\.[0-9]{4,9}/\S+$`)

func checkDOI(v string) string {
	if !doiForm.MatchString(v) {
		return "is not a DOI without resolver, such as 10.1000/xyz123"
	}
	return ""
}

// checkURL lets addresses through that are safe to link: a record may come from
// anyone's folder, and pages link to what it holds.
func checkURL(v string) string {
	u, err := url.Parse(v)
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
		return "is not an address that starts with https:// or http://"
	}
	return ""
}

// checkLanguage takes tags in their usual spelling only: languages are grouped by
// their tags, so that EN and en would be two.
func checkLanguage(v string) string {
	if isUsualLanguage(v) {
		return ""
	}
	if tag, err := language.Raw.Parse(v); err != nil || tag.String() != v {
		return "is not a language tag of BCP 47, such as en or pt-BR"
	}
	return ""
}

// isUsualLanguage says whether a tag is one of those that nearly all texts have:
// every text of every record is checked, and parsing a tag takes longer than all
// other checks of a record.
func isUsualLanguage(v string) bool {
	switch v {
	case "de", "en", "es", "fr", "it", "pt":
		return true
	}
	return false
}

func checkCountry(v string) string {
	if len(v) == 2 && v[0] >= 'A' && v[0] <= 'Z' && v[1] >= 'A' && v[1] <= 'Z' {
		// Of codes that ISO 3166-1 does not assign, as UK, another stands in their place.
		if r, err := language.ParseRegion(v); err == nil && r.IsCountry() && r.Canonicalize() == r {
			return ""
		}
	}
	return "is not a country code of ISO 3166-1 alpha-2, such as IT"
}

// CheckWords says what is wrong with a text as such: words must be valid UTF-8
// without control characters other than line breaks and tabs.
func CheckWords(v string) string {
	if !utf8.ValidString(v) {
		return "is not valid UTF-8"
	}
	for _, r := range v {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return "holds a control character"
		}
	}
	return ""
}
