package graph

import (
	"testing"

	"golang.org/x/text/language"
)

func TestUsualLanguagesAreTagsInTheirUsualSpelling(t *testing.T) {
	usual := 0
	for a := 'a'; a <= 'z'; a++ {
		for b := 'a'; b <= 'z'; b++ {
			if v := string([]rune{a, b}); isUsualLanguage(v) {
				usual++
				if tag, err := language.Raw.Parse(v); err != nil || tag.String() != v {
					t.Errorf("%s: %v, %v", v, tag, err)
				}
			}
		}
	}
	if usual == 0 {
		t.Error("no language is usual")
	}
}
