package storetest

import "math/rand/v2"

// words are texts that stores like to get wrong: letters that fold in unexpected
// ways, composed and decomposed accents, letters outside the first plane, quotes,
// separators of cursors and link keys, and fragments of query languages as data.
var words = []string{
	"Support", "support", "SUPPORT", "of", "family", "friends", "Work", "housing", "trust", "a",
	"café", "cafe\u0301", "CAFÉ", "naïve", "Ångström", "\u212Bngström",
	"İstanbul", "ISPARTA", "ısparta", "isparta",
	"Straße", "STRASSE", "Οδυσσεύς", "ΟΔΥΣΣΕΥΣ", "ὀδύσσευς",
	"ﬁnding", "finding", "Ⅷ", "𝔊raph", "😀 smile", "𐐀𐐨", "日本語", "мир", "МИР",
	`"quoted"`, `it's`, "`tick`", "$param", "$$", "{curly}", "a/b", "a|b", "a,b;c", `back\slash`, "eg_QUJD",
	"\u0301", // folds to nothing, and is not absent
	"MATCH (n) DETACH DELETE n", "}) RETURN 1 //", "line\nbreak", "tab\there", "100%", "_", "..", ".*", "[x]",
}

// anyWord picks a word.
func anyWord(r *rand.Rand) string { return words[r.IntN(len(words))] }

// phrase makes a text of one to four words.
func phrase(r *rand.Rand) string {
	s := anyWord(r)
	for range r.IntN(4) {
		s += " " + anyWord(r)
	}
	return s
}
