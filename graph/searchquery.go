package graph

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The limits of a search.
const (
	maxSearchText  = 400 // characters of the text
	maxSearchWords = 32
	maxSearchWord  = 60 // characters of a folded word: an index cuts much longer ones
)

// SearchQuery is a search in its terms.
//
// A node is a hit when each term occurs in one of its searched fields, each in
// whichever; a finding that does not stand is never one. Only texts in the languages
// count, and fields without a language always do. A language takes its regional
// forms too, so that pt takes pt-BR; none takes every language.
//
// Its rank is 0 where the words of all terms, in their order and none of them a
// prefix, are the whole of a name. Else it is 1 and, for each term, 0 where a name
// has it, else 1 where authors or year have it, 2 where a text has it, 3 where it
// stands in remarks only. Hits are ordered by rank, then by kind and key.
type SearchQuery struct {
	Terms []SearchTerm
	Langs []string // lower-case
}

// SearchTerm is one thing that must occur: folded words that follow each other in
// one text. A prefix takes words that begin with the last of them.
type SearchTerm struct {
	Words  []string
	Prefix bool
}

// ParseSearch reads a text as people write it. Words are parted by blanks, and all of
// them must occur; "words in quotes" follow each other, as do the parts of a word
// with a hyphen or an apostrophe in it; a star at the end of a word, or before a
// closing quote, takes all words that begin so. Case, accents and all other signs
// count nothing, so that no text is a fault but one without words and one beyond the
// limits, which is Invalid.
func ParseSearch(text string, langs []string) (SearchQuery, error) {
	if n := utf8.RuneCountInString(text); n > maxSearchText {
		return SearchQuery{}, Errorf("search", Invalid, "A text to search for may have at most %d characters, and this one has %d: leave out some of its words.", maxSearchText, n)
	}
	q := SearchQuery{}
	for i, part := range strings.Split(text, `"`) {
		if i%2 == 1 {
			q.add(part)
			continue
		}
		for _, chunk := range strings.Fields(part) {
			q.add(chunk)
		}
	}
	words := 0
	for _, t := range q.Terms {
		words += len(t.Words)
		for _, w := range t.Words {
			if n := utf8.RuneCountInString(w); n > maxSearchWord {
				return SearchQuery{}, Errorf("search", Invalid, "A word to search for may have at most %d characters, and one here has %d: write its beginning and a star.", maxSearchWord, n)
			}
		}
	}
	switch {
	case words == 0:
		return SearchQuery{}, Errorf("search", Invalid, "There is no word in the text to search for: write one letter or digit at least.")
	case words > maxSearchWords:
		return SearchQuery{}, Errorf("search", Invalid, "A search may have at most %d words, and this one has %d: leave some out.", maxSearchWords, words)
	}
	for _, l := range langs {
		q.Langs = append(q.Langs, strings.ToLower(l))
	}
	slices.Sort(q.Langs)
	q.Langs = slices.Compact(q.Langs)
	return q, nil
}

// add adds a term, unless there is no word in its text.
func (q *SearchQuery) add(text string) {
	t := SearchTerm{Words: SearchWords(text)}
	if len(t.Words) == 0 {
		return
	}
	stem, star := strings.CutSuffix(strings.TrimRightFunc(text, unicode.IsSpace), "*")
	// A star that does not follow a word directly is a sign like any other.
	last, _ := utf8.DecodeLastRuneInString(stem)
	t.Prefix = star && isWordRune(last)
	q.Terms = append(q.Terms, t)
}

// String writes the query in one canonical form: equal queries have equal ones.
func (q SearchQuery) String() string {
	return strings.Join(q.Patterns(), "|") + "/" + strings.Join(q.Langs, ",")
}

// Patterns gives, for each term, what SearchText.Words contains where the term
// occurs.
func (q SearchQuery) Patterns() []string {
	out := make([]string, len(q.Terms))
	for i, t := range q.Terms {
		out[i] = " " + strings.Join(t.Words, " ")
		if !t.Prefix {
			out[i] += " "
		}
	}
	return out
}

// Whole gives what SearchText.Words is where the words are the whole of it; "" for
// a query with a prefix, which never is.
func (q SearchQuery) Whole() string {
	whole := " "
	for _, t := range q.Terms {
		if t.Prefix {
			return ""
		}
		whole += strings.Join(t.Words, " ") + " "
	}
	return whole
}

// Takes says whether texts in a language count; "" is a field without one.
func (q SearchQuery) Takes(lang string) bool {
	if lang == "" || len(q.Langs) == 0 {
		return true
	}
	lang = strings.ToLower(lang)
	return slices.ContainsFunc(q.Langs, func(l string) bool {
		return lang == l || strings.HasPrefix(lang, l) && lang[len(l)] == '-'
	})
}

// Ranker ranks many records for one query.
type Ranker struct {
	query    SearchQuery
	patterns []string
	whole    string
}

// Ranker prepares the query.
func (q SearchQuery) Ranker() Ranker { return Ranker{q, q.Patterns(), q.Whole()} }

// Rank gives the rank of the record that has the texts, which SearchTexts made. ok is
// false where it is no hit.
func (r Ranker) Rank(texts []SearchText) (rank int, ok bool) {
	rank = 1
	for i, p := range r.patterns {
		best := NotSearched
		for _, t := range texts {
			if !strings.Contains(t.Words, p) || !r.query.Takes(t.Lang) {
				continue
			}
			if i == 0 && t.Weight == SearchedName && t.Words == r.whole {
				return 0, true
			}
			if best == NotSearched {
				best = t.Weight
			}
			if i > 0 || t.Weight != SearchedName {
				break // texts come by weight
			}
		}
		if best == NotSearched {
			return 0, false
		}
		rank += int(best - SearchedName)
	}
	return rank, true
}
