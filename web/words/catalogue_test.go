package words_test

import (
	"errors"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/exitgraph/exitgraph/web/words"
)

func source(name, en, it string) words.Source {
	return words.Source{Name: name, Files: fstest.MapFS{"en.toml": {Data: []byte(en)}, "it.toml": {Data: []byte(it)}}}
}

func TestCataloguesThatDoNotFitTogetherAreRefused(t *testing.T) {
	for name, test := range map[string]struct {
		sources []words.Source
		want    string
	}{
		"a file that is missing": {
			[]words.Source{{Name: "x", Files: fstest.MapFS{"en.toml": {Data: []byte(`a = "b"`)}}}}, `words of "x": open it.toml`,
		},
		"a file that does not parse":             {[]words.Source{source("x", `a = `, `a = "b"`)}, `words of "x": en.toml: toml:`},
		"a key that is there twice":              {[]words.Source{source("x", "a = \"b\"\na = \"c\"", `a = "b"`)}, "already been defined"},
		"an id of two sources of one name":       {[]words.Source{source("x", `a = "b"`, `a = "b"`), source("x", `a = "b"`, `a = "b"`)}, `the id "a" is there twice`},
		"an id that the second language lacks":   {[]words.Source{source("x", "a = \"b\"\nc = \"d\"", `a = "b"`)}, `"c" is missing in it`},
		"an id that the first language lacks":    {[]words.Source{source("x", `a = "b"`, "a = \"b\"\nc = \"d\"")}, `"c" is missing in en`},
		"placeholders that differ":               {[]words.Source{source("x", `a = "{{.one}}"`, `a = "{{.two}}"`)}, "the placeholders differ: [one] and [two]"},
		"plurals in one language only":           {[]words.Source{source("x", `a = { one = "{{.count}}", other = "{{.count}}" }`, `a = "{{.count}}"`)}, "one of them has plural forms"},
		"links in one language only":             {[]words.Source{source("x", `a = "[b]"`, `a = "b"`)}, "1 and 0 words in brackets"},
		"plurals of nothing":                     {[]words.Source{source("x", `a = { one = "b", other = "c" }`, `a = { one = "b", other = "c" }`)}, "nothing to count"},
		"a plural form that neither has":         {[]words.Source{source("x", `a = { few = "{{.count}}", other = "{{.count}}" }`, `a = "b"`)}, "besides one and other"},
		"a text without words":                   {[]words.Source{source("x", `a = ""`, `a = ""`)}, "it has no text"},
		"braces that hold more than a name":      {[]words.Source{source("x", `a = "{{printf .x}}"`, `a = "b"`)}, "is no placeholder"},
		"braces that are not closed":             {[]words.Source{source("x", `a = "{{.x"`, `a = "b"`)}, "is no placeholder"},
		"braces that were not opened":            {[]words.Source{source("x", `a = "x}}"`, `a = "b"`)}, "braces close"},
		"a fault in each of two, which are told": {[]words.Source{source("x", `a = ""`, `a = "b"`), source("y", `c = "}}"`, `c = "d"`)}, "braces close"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := words.New(test.sources...)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q in it", err, test.want)
			}
		})
	}
	_, err := words.New(words.Source{Name: "x", Files: fstest.MapFS{}})
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file is %v, which is not told by its kind", err)
	}
}

func TestAPagesOwnTextIsSaidBeforeTheSharedOne(t *testing.T) {
	catalogue, err := words.New(
		source("one", `nav.map = "own"`, `nav.map = "proprio"`),
		source("", `more = "more"`, `more = "ancora"`),
	)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, id, want string }{
		{"one", "nav.map", "proprio"},
		{"two", "nav.map", "Mappa"},
		{"", "nav.map", "Mappa"},
		{"one", "more", "ancora"},
	} {
		if got := catalogue.In("it", test.name).T(test.id); got != test.want {
			t.Errorf("%q says %q for %s, want %q", test.name, got, test.id, test.want)
		}
	}
	if s := catalogue.In("it", "two"); s.Lang() != "it" || !s.Has("more") || s.Has("lost") {
		t.Errorf("the speaker of %s knows wrongly what it has", s.Lang())
	}
}

func TestALanguageThatThereIsNotPanics(t *testing.T) {
	catalogue, err := words.New()
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if recover() == nil {
			t.Error("a language that there is not has a speaker")
		}
	}()
	catalogue.In("tlh", "")
}

func TestValuesAreShownByWhatTheyAre(t *testing.T) {
	catalogue, err := words.New(source("x", `a = "{{.value}}"
y = "{{.fromYear}}-{{.year}}"`, `a = "{{.value}}"
y = "{{.fromYear}}-{{.year}}"`))
	if err != nil {
		t.Fatal(err)
	}
	s := catalogue.In("it", "x")
	for _, test := range []struct {
		value any
		want  string
	}{
		{"[x] {{.value}} <b>", "[x] {{.value}} <b>"},
		{1234, "1.234"},
		{int32(-1234), "-1.234"},
		{int64(1234567), "1.234.567"},
		{1234.5, "1.234,5"},
		{true, "true"},
		{nil, ""},
		{errors.New("gone"), "gone"},
	} {
		if got := s.T("a", "value", test.value); got != test.want {
			t.Errorf("%v is shown as %q, want %q", test.value, got, test.want)
		}
	}
	if got := s.T("y", "fromYear", 1998, "year", 2021); got != "1998-2021" {
		t.Errorf("years are shown as %q", got)
	}
	for _, args := range [][]any{{"value"}, {3, 4}, {"other", 1}} {
		if got := s.T("a", args...); got != "⟦value⟧" {
			t.Errorf("%v gives %q", args, got)
		}
	}
}

func TestManyReadersAreSpokenToAtOnce(t *testing.T) {
	s := speaker(t, "it")
	var readers sync.WaitGroup
	for range 8 {
		readers.Go(func() {
			for count := range 50 {
				if got := s.T("found", "count", count+2, "name", "x"); got != s.N(count+2)+" studi di x" {
					t.Errorf("got %q", got)
				}
				if s.Country("IT") != "Italia" || s.Tongue("en") != "inglese" {
					t.Error("names differ")
				}
			}
		})
	}
	readers.Wait()
}

// TestSharedTextsAreWrittenAlike looks at what a check of use cannot see.
func TestSharedTextsAreWrittenAlike(t *testing.T) {
	for _, lang := range words.Languages {
		for _, folder := range []string{"shared", "terms"} {
			content := read(t, folder+"/"+lang+".toml")
			for i, line := range strings.Split(content, "\n") {
				at := folder + "/" + lang + ".toml"
				if strings.Contains(line, "  ") || strings.TrimSpace(line) != line {
					t.Errorf("%s:%d has spaces too many", at, i+1)
				}
				for _, no := range []string{"—", "...", "\u00a0", "<", " ,", "perchè", "è'", "E'"} {
					if strings.Contains(line, no) {
						t.Errorf("%s:%d holds %q", at, i+1, no)
					}
				}
			}
		}
	}
}
