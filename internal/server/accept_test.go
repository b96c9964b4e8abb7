package server

import "testing"

func TestAcceptIsWeighed(t *testing.T) {
	const modern, plain, legacy, none = "modern", "plain", "legacy", "none"
	for _, c := range []struct{ accept, want string }{
		{"", plain},
		{"*/*", plain},
		{"application/*", plain},
		{"application/graphql-response+json", modern},
		{"application/graphql-response+json; charset=utf-8", modern},
		{"APPLICATION/GraphQL-Response+JSON;Q=0.5", modern},
		{"application/json", legacy},
		{"application/json; charset=UTF-8", legacy},
		{"application/json, application/graphql-response+json;q=0", legacy},
		{"application/json, */*;q=0", legacy},
		{"application/graphql-response+json, application/json;q=0.9", modern},
		{"application/json, application/graphql-response+json", modern},
		{"application/json, application/graphql-response+json;q=0.9", plain},
		{"application/json;q=0.2, application/graphql-response+json;q=0.3", modern},
		{"application/json, text/plain, */*", plain},
		{"application/graphql-response+json, */*", modern},
		{"*/*, application/json;q=0", modern},
		{"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", plain},
		{"text/html", none},
		{"application/json;q=0", none},
		{"*/*;q=0", none},
		{"application/json;q=2", none},
		{"application/json;q=NaN", none},
		{"application/json;charset=latin1", none},
		{"nonsense", none},
		{",;,/,", none},
	} {
		f, ok := negotiate([]string{c.accept})
		got := none
		switch {
		case ok && f.mediaType == graphqlType && !f.legacy:
			got = modern
		case ok && f.mediaType == jsonType && f.legacy:
			got = legacy
		case ok && f.mediaType == jsonType:
			got = plain
		}
		if got != c.want {
			t.Errorf("Accept %q: %s, want %s", c.accept, got, c.want)
		}
	}
	if f, ok := negotiate([]string{"text/html", "application/graphql-response+json"}); !ok || f.mediaType != graphqlType {
		t.Error("a second Accept header was not read")
	}
}

func TestOnlyWhoPutsHTMLFirstGetsPages(t *testing.T) {
	for accept, want := range map[string]bool{
		"": false, "*/*": false, "text/*": false, "application/json": false,
		"text/html": true,
		"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8": true,
		"application/json, text/html;q=0.9":                               false,
		"text/html;q=0":                                                   false,
	} {
		if got := wantsPage([]string{accept}); got != want {
			t.Errorf("Accept %q: page %t, want %t", accept, got, want)
		}
	}
}
