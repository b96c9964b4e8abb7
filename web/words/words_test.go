package words_test

import (
	"testing"
	"testing/fstest"

	"github.com/exitgraph/exitgraph/web/words"
)

// page is a small catalogue with all that one can hold.
func page(t testing.TB) words.Source {
	t.Helper()
	return words.Source{Name: "page", Files: fstest.MapFS{
		"en.toml": {Data: []byte(`
title = "Title"
hello = "Hello, {{.name}}"
see = "See [the factors] and [the phases]."
[found]
one = "{{.count}} study of {{.name}}"
other = "{{.count}} studies of {{.name}}"
`)},
		"it.toml": {Data: []byte(`
title = "Titolo"
hello = "Ciao, {{.name}}"
see = "Vedi [i fattori] e [le fasi]."
[found]
one = "{{.count}} studio di {{.name}}"
other = "{{.count}} studi di {{.name}}"
`)},
	}}
}

func speaker(t testing.TB, lang string) *words.Speaker {
	t.Helper()
	catalogue, err := words.New(page(t))
	if err != nil {
		t.Fatal(err)
	}
	return catalogue.In(lang, "page")
}

func TestTextsAreSaidInTheLanguageWithThePluralOfTheCount(t *testing.T) {
	for _, test := range []struct {
		lang, id string
		args     []any
		want     string
	}{
		{"en", "title", nil, "Title"},
		{"it", "title", nil, "Titolo"},
		{"en", "hello", []any{"name", "you"}, "Hello, you"},
		{"en", "hello", nil, "Hello, ⟦name⟧"},
		{"en", "found", []any{"count", 1, "name", "x"}, "1 study of x"},
		{"en", "found", []any{"count", 0, "name", "x"}, "0 studies of x"},
		{"it", "found", []any{"count", 1, "name", "x"}, "1 studio di x"},
		{"it", "found", []any{"name", "x", "count", 1234}, "1.234 studi di x"},
		{"en", "found", []any{"count", 1234, "name", "{{.count}}"}, "1,234 studies of {{.count}}"},
		{"it", "found", []any{"count", 1000000, "name", "x"}, "1.000.000 studi di x"},
		{"en", "no-such", nil, "⟦no-such⟧"},
		{"it", "site.name", nil, "exitgraph"},
	} {
		if got := speaker(t, test.lang).T(test.id, test.args...); got != test.want {
			t.Errorf("%s %s %v: got %q, want %q", test.lang, test.id, test.args, got, test.want)
		}
	}
}
