package graph

import "strings"

// Text is one text in several languages, the source's own wording first (English
// in the built-in data). Empty when there is none.
type Text []Translation

// Translation is a text in one language, named by its BCP 47 tag.
type Translation struct {
	Lang, Value string
}

// In gives the text in exactly the language lang, or "".
func (t Text) In(lang string) string {
	for _, tr := range t {
		if tr.Lang == lang {
			return tr.Value
		}
	}
	return ""
}

// Pick serves the text in the first of the wanted languages that it has. A
// regional tag falls back to its language (it-CH to it); where none of the wanted
// languages is there, the first text is served. Asked says whether the language
// served is one of the wanted ones, in full or by its language. ok is false only
// when there is no text at all.
func (t Text) Pick(langs []string) (tr Translation, asked, ok bool) {
	if len(t) == 0 {
		return Translation{}, false, false
	}
	for _, want := range langs {
		for want != "" {
			for _, tr := range t {
				if strings.EqualFold(tr.Lang, want) {
					return tr, true, true
				}
			}
			cut := strings.LastIndexAny(want, "-_")
			if cut < 0 {
				break
			}
			want = want[:cut]
		}
	}
	return t[0], false, true
}

// Screaming turns a camelCase or PascalCase name into SCREAMING_SNAKE_CASE, the
// form of enum values: dataCollectedFrom becomes DATA_COLLECTED_FROM.
func Screaming(name string) string {
	var b strings.Builder
	for i, r := range name {
		if r >= 'A' && r <= 'Z' && i > 0 {
			b.WriteByte('_')
		}
		b.WriteRune(r)
	}
	return strings.ToUpper(b.String())
}
