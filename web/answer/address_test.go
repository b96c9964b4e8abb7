package answer_test

import (
	"testing"

	"github.com/exitgraph/exitgraph/web/answer"
)

func TestOnlyAddressesOfTheWebAreSafeToLink(t *testing.T) {
	for text, want := range map[string]string{
		"https://example.org/a?b=c#d":       "https://example.org/a?b=c#d",
		"http://example.org/":               "http://example.org/",
		"":                                  "",
		"javascript:alert(1)":               "",
		"JavaScript:alert(1)":               "",
		"javascript://example.org/%0Aalert": "",
		"\thttps://example.org/":            "",
		"//example.org/":                    "",
		"/etc/passwd":                       "",
		"data:text/html,x":                  "",
		"https://user:pass@example.org/":    "",
		"https://":                          "",
		"ftp://example.org/":                "",
	} {
		if got := answer.WebAddress(text); got != want {
			t.Errorf("WebAddress(%q) is %q, want %q", text, got, want)
		}
	}
}

func TestADOILeadsToItsResolver(t *testing.T) {
	for doi, want := range map[string]string{
		"10.1007/s12147-017-9201-1": "https://doi.org/10.1007/s12147-017-9201-1",
		"10.1000/a<b>?c#d":          "https://doi.org/10.1000/a%3Cb%3E%3Fc%23d",
		"":                          "",
		"javascript:alert(1)":       "",
		"10.1000":                   "",
		"11.1000/x":                 "",
	} {
		if got := answer.DOIAddress(doi); got != want {
			t.Errorf("DOIAddress(%q) is %q, want %q", doi, got, want)
		}
	}
}
