package literature

import (
	"slices"
	"strings"
	"unicode"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
)

// Sought is a value as a search for literature knows it.
type Sought struct {
	Value evidence.Value
	// Name is the name of the node that the value is, in as many languages as there
	// are; nil for other values, which are named by themselves.
	Name graph.Text
}

// Words are the search terms of a value as a search has them; "" for none.
type Words string

// Search writes a search for studies that could fill the cell of two
// values, for the search fields of literature databases: groups of words joined by
// AND, in each group English and Italian words joined by OR, phrases in double
// quotes. It is the form that PubMed, Scopus and Web of Science take.
//
// The first group is the subject in the terms of the databases, which are not all
// those that this project uses of people; the second says that it is about leaving.
// Then come the words of the two values. The same values give the same search.
func Search(row, column Words) string {
	groups := append(make([]string, 0, 3), aboutLeaving)
	for _, words := range []Words{row, column} {
		if words != "" {
			groups = append(groups, string(words))
		}
	}
	return strings.Join(groups, " AND ")
}

// WordsOf gives the search terms of a value: its name in both languages, cut into
// parts that occur as such in titles and abstracts, and synonyms. There are none for a
// language or a year: the word "German" finds what is about Germans, and not what is
// written in German. Databases have filters for these.
func WordsOf(s Sought) Words {
	if terms := termsFor(s); len(terms) > 0 {
		return Words(anyOf(terms))
	}
	return ""
}

// aboutLeaving is the part that all searches share.
var aboutLeaving = anyOf(subjectWords) + " AND " + anyOf(leavingWords)

func anyOf(terms []string) string {
	if len(terms) == 1 {
		return terms[0]
	}
	return "(" + strings.Join(terms, " OR ") + ")"
}

// termsFor gives the search terms of a value, distinct.
func termsFor(s Sought) []string {
	if s.Value.Dimension == graph.DimLanguage || s.Value.Dimension == graph.DimYear {
		return nil
	}
	if terms := valueWords[s.Value.Dimension][s.Value.Key]; terms != nil {
		return terms
	}
	var out []string
	add := func(terms ...string) {
		for _, t := range terms {
			if !slices.Contains(out, t) {
				out = append(out, t)
			}
		}
	}
	en, it := strings.ReplaceAll(s.Value.Label([]string{"en"}), "&", "and"), s.Value.Label([]string{"it"})
	if s.Value.Node() != 0 {
		en, it = nameOf(s.Name, "en"), nameOf(s.Name, "it")
		for _, t := range termsOf(en) {
			add(t, american.Replace(t))
		}
		add(synonymsOf(s.Value.Dimension, en)...)
		add(termsOf(it)...)
		return out
	}
	add(term(strings.Fields(en)), term(strings.Fields(it)))
	return out
}

func nameOf(t graph.Text, lang string) string {
	for _, tr := range t {
		if tr.Lang == lang {
			return tr.Value
		}
	}
	return ""
}

// termsOf cuts a name into search terms. Parts joined by "and", "or" or a comma are
// alternatives; what follows "after", "during" and the like only narrows them and is
// left out. A part of words that say little by themselves is left out where another
// part says more.
func termsOf(name string) []string {
	var parts [][]string
	var part []string
	open := true // until the next alternative, words are left out when false
	end := func() {
		if len(part) > 0 {
			parts = append(parts, part)
		}
		part, open = nil, true
	}
	for _, word := range wordsIn(name) {
		switch {
		case word == ",", slices.Contains(joiningWords, word):
			end()
		case slices.Contains(narrowingWords, word):
			open = false
		case open:
			part = append(part, word)
		}
	}
	end()
	var terms, weak []string
	for _, p := range parts {
		if telling := slices.ContainsFunc(p, func(w string) bool { return !slices.Contains(generalWords, w) && !slices.Contains(smallWords, w) }); telling {
			terms = append(terms, term(p))
		} else {
			weak = append(weak, term(p))
		}
	}
	if len(terms) == 0 {
		return weak
	}
	return terms
}

// wordsIn gives the words of a name in lower case, and its commas. All else that
// means something to a database is dropped.
func wordsIn(name string) []string {
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '\'', r == '’':
			return unicode.ToLower(r)
		case r == ',', r == ';', r == '/':
			return ','
		default:
			return ' '
		}
	}, name)
	words := strings.Fields(strings.ReplaceAll(name, ",", " , "))
	return slices.DeleteFunc(words, func(w string) bool { return strings.Trim(w, "-'’") == "" })
}

// term writes up to three words as they stand, more of them as words that must all
// occur: longer phrases hardly ever occur literally.
func term(words []string) string {
	const longest = 3
	if len(words) <= longest {
		return quoted(strings.Join(words, " "))
	}
	var telling []string
	for _, w := range words {
		if !slices.Contains(smallWords, w) && !slices.Contains(generalWords, w) {
			telling = append(telling, quoted(w))
		}
	}
	switch len(telling) {
	case 0:
		return quoted(strings.Join(words, " "))
	case 1:
		return telling[0]
	}
	return "(" + strings.Join(telling, " AND ") + ")"
}

// quoted puts in quotes what is more than one plain word.
func quoted(phrase string) string {
	phrase = strings.ReplaceAll(phrase, `"`, "")
	plain := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	if phrase != "" && strings.IndexFunc(phrase, func(r rune) bool { return !plain(r) }) < 0 && !slices.Contains(operators, strings.ToLower(phrase)) {
		return phrase
	}
	return `"` + phrase + `"`
}

// synonymsOf gives other words for what the English name of a factor or a phase
// speaks of.
func synonymsOf(d graph.Dimension, name string) []string {
	synonyms := factorSynonyms
	if d == graph.DimPhase {
		synonyms = phaseSynonyms
	}
	var out []string
	for _, word := range wordsIn(name) {
		for _, s := range synonyms {
			if strings.HasPrefix(word, s.begins) {
				out = append(out, s.terms...)
			}
		}
	}
	return out
}
