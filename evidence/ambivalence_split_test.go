package evidence

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// at makes a level where no study is on several sides.
func at(key string, facilitating, hindering, ambivalent int32) level {
	return level{key: key, sides: [len(signed)]int32{facilitating, hindering, ambivalent}, studies: facilitating + hindering + ambivalent}
}

func TestSplitNeedsTwoLeadsAndFourFifthsOfTheStudies(t *testing.T) {
	for name, c := range map[string]struct {
		levels  []level
		studies int32
		want    split
	}{
		"nothing":                   {nil, 0, split{}},
		"one level":                 {[]level{at("a", 3, 0, 0)}, 3, split{along: 3}},
		"one lead":                  {[]level{at("a", 3, 0, 0), at("b", 2, 1, 0)}, 6, split{along: 5}},
		"complete":                  {[]level{at("a", 3, 0, 0), at("b", 0, 2, 0)}, 5, split{is: true, completely: true, along: 5}},
		"complete with ambivalent":  {[]level{at("a", 1, 0, 0), at("b", 0, 0, 1)}, 2, split{is: true, completely: true, along: 2}},
		"three leads":               {[]level{at("a", 1, 0, 0), at("b", 0, 1, 0), at("c", 0, 0, 1)}, 3, split{is: true, completely: true, along: 3}},
		"at the threshold":          {[]level{at("a", 3, 1, 0), at("b", 0, 1, 0)}, 5, split{is: true, along: 4}},
		"below the threshold":       {[]level{at("a", 2, 1, 0), at("b", 0, 1, 0)}, 4, split{along: 3}},
		"a tie leads nowhere":       {[]level{at("a", 1, 1, 0), at("b", 0, 1, 0)}, 3, split{along: 1}},
		"a tie beside two leads":    {[]level{at("a", 4, 0, 0), at("b", 0, 4, 0), at("c", 1, 1, 0)}, 10, split{is: true, along: 8}},
		"mixed cannot lead":         {[]level{at("a", 3, 0, 0), at("MIXED", 0, 3, 0)}, 3, split{along: 3}},
		"mixed methods can":         {[]level{at("a", 3, 0, 0), at("MIXED_METHODS", 0, 3, 0)}, 6, split{is: true, completely: true, along: 6}},
		"one study at many levels":  {[]level{at("a", 1, 0, 0), at("b", 1, 0, 0), at("c", 1, 0, 0), at("d", 1, 1, 0), at("e", 0, 1, 0)}, 4, split{along: 2}},
		"a study on several sides":  {[]level{{"a", [3]int32{5, 1, 0}, 5}, at("b", 0, 5, 0)}, 10, split{is: true, along: 9}},
		"more aside than there are": {[]level{{"a", [3]int32{1, 1, 1}, 1}, {"b", [3]int32{1, 1, 1}, 1}}, 1, split{}},
	} {
		if got := splitOf(c.levels, c.studies); got != c.want {
			t.Errorf("%s: got %+v, want %+v", name, got, c.want)
		}
	}
}

// anyLevels draws levels, some of which cannot decide, and how many studies stand at
// the others.
func anyLevels(t *rapid.T) ([]level, int32) {
	levels := rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) level {
		n := rapid.SampledFrom([]int32{0, 0, 0, 1, 2, 5})
		return at(rapid.SampledFrom([]string{"a", "b", "c", "d", "MIXED", "NOT_REPORTED"}).Draw(t, "key"), n.Draw(t, "facilitating"), n.Draw(t, "hindering"), n.Draw(t, "ambivalent"))
	}), 0, 6, func(l level) string { return l.key }).Draw(t, "levels")
	studies := int32(0)
	for _, l := range levels {
		if l.speaks() {
			studies += l.studies
		}
	}
	return levels, studies
}

func TestSplitIsTheSameInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		levels, studies := anyLevels(t)
		shuffled := rapid.Permutation(levels).Draw(t, "shuffled")
		if a, b := splitOf(levels, studies), splitOf(shuffled, studies); a != b {
			t.Fatalf("%+v in one order, %+v in another", a, b)
		}
	})
}

func TestCompleteSplitIsASplitOfAllStudies(t *testing.T) {
	complete := 0
	rapid.Check(t, func(t *rapid.T) {
		levels, studies := anyLevels(t)
		s := splitOf(levels, studies)
		if s.completely && (!s.is || s.along != studies) {
			t.Fatalf("%+v of %d studies", s, studies)
		}
		if s.completely {
			complete++
		}
	})
	if complete == 0 {
		t.Error("no split was complete")
	}
}

func TestStudiesOfWhichNothingIsKnownNeverChangeTheVerdict(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		levels, studies := anyLevels(t)
		n := rapid.Int32Range(0, 50)
		more := at("NOT_EXTRACTED", n.Draw(t, "facilitating"), n.Draw(t, "hindering"), n.Draw(t, "ambivalent"))
		if a, b := splitOf(levels, studies), splitOf(append(slices.Clone(levels), more), studies); a != b {
			t.Fatalf("%+v, and %+v with more studies of which nothing is known", a, b)
		}
	})
}
