package graph_test

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/graph"
)

// words draws texts with many of the characters that folding is about.
func words() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.String(),
		rapid.StringOf(rapid.SampledFrom([]rune("aAéÉe\u0301ßẞςσΣıİIiñﬁ\u0345ᾳÅÅ한ㅎガｶﾞ𐐀𝔸\u0327\u0323 -"))),
		rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
	)
}

func TestFoldingMakesAlikeWhatReadersTakeForTheSameWord(t *testing.T) {
	for _, c := range []struct{ rule, from, want string }{
		{"nothing stays nothing", "", ""},
		{"plain words stay", "peer support", "peer support"},
		{"capitals fall", "Peer SUPPORT", "peer support"},
		{"accents fall", "Età, perché, piñata, façade", "eta, perche, pinata, facade"},
		{"composed and decomposed are the same", "caf\u00e9 cafe\u0301", "cafe cafe"},
		{"sharp s is two s", "Straße STRASSE ẞ", "strasse strasse ss"},
		{"a final sigma is a sigma", "ΟΔΟΣ οδος", "οδοσ οδοσ"},
		{"a dotted capital I is an i", "İstanbul", "istanbul"},
		{"a dotless i stays one, as in no language but Turkish does it stand for i", "ısı ISI", "ısı isi"},
		{"ligatures and wide letters are their letters", "ﬁnd ＡＢ", "find ab"},
		{"letters beyond the basic plane fold too", "𐐀𝔸", "𐐨a"},
		{"a slashed o is a letter of its own", "Ø", "ø"},
		{"digits and marks stay", "10–12 (n=3)", "10–12 (n=3)"},
		{"Hangul stays composed", "한국", "한국"},
	} {
		if got := graph.Fold(c.from); got != c.want {
			t.Errorf("%s: %q folds to %q, not %q", c.rule, c.from, got, c.want)
		}
	}
}

func TestFoldingTwiceIsFoldingOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once := graph.Fold(words().Draw(t, "text"))
		if twice := graph.Fold(once); twice != once {
			t.Fatalf("%q folds to %q", once, twice)
		}
	})
}

func TestFoldingDoesNotSeeCaseInAnyScript(t *testing.T) {
	for _, letters := range []*unicode.RangeTable{unicode.Lu, unicode.Ll, unicode.Lt} {
		for _, span := range letters.R32 {
			checkCases(t, rune(span.Lo), rune(span.Hi), rune(span.Stride))
		}
		for _, span := range letters.R16 {
			checkCases(t, rune(span.Lo), rune(span.Hi), rune(span.Stride))
		}
	}
}

func checkCases(t *testing.T, from, to, stride rune) {
	t.Helper()
	for r := from; r <= to; r += stride {
		folded := graph.Fold(string(r))
		if graph.Fold(folded) != folded {
			t.Errorf("%c: %q folds on to %q", r, folded, graph.Fold(folded))
		}
		if other := unicode.SimpleFold(r); graph.Fold(string(other)) != folded {
			t.Errorf("%c folds to %q and %c to %q", r, folded, other, graph.Fold(string(other)))
		}
	}
}

func TestFoldingDoesNotSeeHowATextWasComposed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := words().Draw(t, "text")
		if a, b := graph.Fold(norm.NFC.String(text)), graph.Fold(norm.NFD.String(text)); a != b {
			t.Fatalf("composed it folds to %q, decomposed to %q", a, b)
		}
	})
}

func TestFoldingDoesNotSeeCaseInASCII(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom(nil, ascii)).Draw(t, "text")
		if a, b := graph.Fold(strings.ToUpper(text)), graph.Fold(strings.ToLower(text)); a != b {
			t.Fatalf("in capitals it folds to %q, else to %q", a, b)
		}
	})
}

func TestTheShortWayForASCIIFoldsAsTheLongOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom(nil, ascii)).Draw(t, "text")
		// One letter that is not ASCII sends the text the long way.
		if short, long := graph.Fold(text)+" o", graph.Fold(text+" ö"); short != long {
			t.Fatalf("the short way gives %q, the long one %q", short, long)
		}
	})
}
