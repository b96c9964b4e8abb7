package words_test

import (
	"slices"
	"testing"

	"github.com/exitgraph/exitgraph/web/words"
)

func TestWordsInBracketsAreLinksInOrder(t *testing.T) {
	s := speaker(t, "en")
	plain := func(text string) words.Piece { return words.Piece{Text: text} }
	for _, test := range []struct {
		hrefs []string
		want  []words.Piece
	}{
		{[]string{"/f", "/p"}, []words.Piece{plain("See "), {Text: "the factors", Href: "/f"}, plain(" and "), {Text: "the phases", Href: "/p"}, plain(".")}},
		{[]string{"/f"}, []words.Piece{plain("See "), {Text: "the factors", Href: "/f"}, plain(" and "), plain("the phases"), plain(".")}},
		{[]string{"/f", "/p", "/x"}, []words.Piece{plain("See "), {Text: "the factors", Href: "/f"}, plain(" and "), {Text: "the phases", Href: "/p"}, plain(".")}},
	} {
		if got := s.Linked("see", test.hrefs...); !slices.Equal(got, test.want) {
			t.Errorf("%v: got %v, want %v", test.hrefs, got, test.want)
		}
	}
	if got := s.Linked("no-such", "/x"); !slices.Equal(got, []words.Piece{plain("⟦no-such⟧")}) {
		t.Errorf("an id that is not there is %v", got)
	}
	s.Linked("see", "/changed")[0].Text = "changed"
	if got := s.Linked("see")[0].Text; got != "See " {
		t.Errorf("who is given pieces can change the catalogue: %q", got)
	}
}

// FuzzArgumentsAreText holds that arguments are shown as they are, once, and links go
// where they are told, whatever they hold.
func FuzzArgumentsAreText(f *testing.F) {
	s := speaker(f, "it")
	f.Add("{{.count}}", "javascript:alert(1)")
	f.Add("[x](y)", "")
	f.Add("<script>\u202e⟦", "]")
	f.Fuzz(func(t *testing.T, name, href string) {
		if got, want := s.T("hello", "name", name), "Ciao, "+name; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		if got, want := s.T("found", "count", 2, "name", name), "2 studi di "+name; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		if got, want := s.T(name, name, name), "⟦"+name+"⟧"; !s.Has(name) && got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		pieces := s.Linked("see", href, name)
		if pieces[1].Href != href || pieces[3].Href != name || pieces[1].Text != "i fattori" {
			t.Errorf("got %v", pieces)
		}
	})
}
