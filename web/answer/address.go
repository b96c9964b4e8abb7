package answer

import (
	"net/url"
	"strings"
)

// DOIAddress gives the address of a publication by its DOI; empty where there is none,
// or where what stands there is no DOI.
func DOIAddress(doi string) string {
	if !strings.HasPrefix(doi, "10.") || !strings.Contains(doi, "/") {
		return ""
	}
	return (&url.URL{Scheme: "https", Host: "doi.org", Path: "/" + doi}).String()
}

// WebAddress gives an address that is safe to link: one of the web. Empty for others,
// which pages show as the text that they are.
func WebAddress(text string) string {
	address, err := url.Parse(text)
	if err != nil || address.Host == "" || address.User != nil || address.Scheme != "https" && address.Scheme != "http" {
		return ""
	}
	return address.String()
}
