package parts_test

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/parts"
	"github.com/exitgraph/exitgraph/web/words"
)

// hostile is text that tries to leave each place where text stands: an element, an
// attribute, an address, a field, a title; and one that turns the direction around.
const hostile = "javascript:x()//\"' onmouseover=x() ><script>x()</script></textarea></title><b style=\"x\">\u202e{{.}}"

var tag = regexp.MustCompile(`</?[a-z][a-z0-9]*`)

func TestTextOfTheDataNeverBecomesMarkup(t *testing.T) {
	plain, attacked := book(t, filled("plain")), book(t, filled(hostile))
	for name, path := range bookPages {
		calm, text := get(t, plain, bookAddress("en", path)), get(t, attacked, bookAddress("en", path))
		if name != "home" && !strings.Contains(text, "&lt;script&gt;x()") {
			t.Errorf("%s does not show the text that was given", name)
		}
		if want, got := tag.FindAllString(calm, -1), tag.FindAllString(text, -1); !slices.Equal(got, want) {
			t.Errorf("%s has %d tags with hostile text and %d with plain text", name, len(got), len(want))
		}
		if found := regexp.MustCompile(`(?i)(href|action|src)="\s*javascript:`).FindString(text); found != "" {
			t.Errorf("%s holds an address that runs: %s", name, found)
		}
	}
}

func TestPartsShowRecordsThatHoldNothing(t *testing.T) {
	nothing := bookContent{
		For: []answer.Finding{{}}, Facts: []parts.Fact{{}}, Stations: []station{{}}, Small: []row{{Cells: make([]cell, 4)}},
		Pieces: []words.Piece{{}}, Links: []parts.Link{{}}, Numbers: []parts.Number{{}}, Gaps: []string{""},
	}
	for _, content := range []bookContent{{}, nothing} {
		mux := book(t, onEveryPage(content))
		for _, path := range bookPages {
			if text := get(t, mux, bookAddress("en", path)); !strings.HasSuffix(strings.TrimSpace(text), "</html>") {
				t.Errorf("the page at %q is not whole", path)
			}
		}
	}
}

func TestPagesHoldNoStyleAndNoScriptOfTheirOwn(t *testing.T) {
	mux := book(t, calm())
	for name, path := range bookPages {
		text := get(t, mux, bookAddress("it", path))
		for what, pattern := range map[string]string{
			"an attribute with style":   `<[^>]* style=`,
			"an attribute with script":  `<[^>]* on[a-z]+=`,
			"a style sheet in its text": `<style`,
			"a script in its text":      `<script>|<script [^>]*>[^<]`,
		} {
			if found := regexp.MustCompile(pattern).FindString(text); found != "" {
				t.Errorf("%s has %s: %s", name, what, found)
			}
		}
		ids := regexp.MustCompile(` id="([^"]*)"`).FindAllString(text, -1)
		slices.Sort(ids)
		if once := slices.Compact(slices.Clone(ids)); len(once) != len(ids) {
			t.Errorf("%s has an id twice among %v", name, ids)
		}
	}
}

func TestShapeAndWordsStandWithEveryColourOfValence(t *testing.T) {
	text := get(t, book(t, calm()), bookAddress("en", "map"))
	cells := regexp.MustCompile(`(?s)<a class="cell".*?</a>`).FindAllString(text, -1)
	if len(cells) == 0 {
		t.Fatal("the map has no cells")
	}
	said := regexp.MustCompile(`stud(y|ies) (says?|gives?)|rests? on no study`)
	for _, cell := range cells {
		signs := strings.Count(cell, `<svg class="sign `)
		if signs == 0 || signs != len(said.FindAllString(cell, -1)) {
			t.Errorf("a cell has %d shapes and other words: %s", signs, cell)
		}
	}
}

// filled is the content of the book with one text in place of all texts.
func filled(text string) map[string]any {
	content := calm()["map"].(bookContent)
	fill(reflect.ValueOf(&content).Elem(), text)
	return onEveryPage(content)
}

func onEveryPage(content bookContent) map[string]any {
	pages := map[string]any{}
	for name := range bookPages {
		pages[name] = content
	}
	return pages
}

func fill(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), text)
		}
	case reflect.Slice:
		v.Set(reflect.AppendSlice(reflect.MakeSlice(v.Type(), 0, v.Len()), v))
		for i := range v.Len() {
			fill(v.Index(i), text)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			changed := reflect.New(v.Type().Elem())
			changed.Elem().Set(v.Elem())
			fill(changed.Elem(), text)
			v.Set(changed)
		}
	case reflect.Interface:
		if local, ok := v.Interface().(answer.LocalText); ok {
			local.Value, local.Lang = text, text
			v.Set(reflect.ValueOf(local))
		}
	}
}
