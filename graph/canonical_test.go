package graph_test

import (
	"errors"
	"iter"
	"slices"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// scanned hands records over as a store's Scan does.
func scanned(records ...graph.Record) iter.Seq2[graph.Record, error] {
	return func(yield func(graph.Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func hashOf(t *testing.T, records ...graph.Record) string {
	t.Helper()
	h, err := graph.ContentHash(scanned(records...))
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestEveryStoredFieldMattersToTheHashAndNoDerivedOne(t *testing.T) {
	eachField(t, func(t *testing.T, m *graph.Model, f *graph.Field) {
		if graph.Computed(f) {
			return
		}
		absent, one, two := hashOf(t, m.New()), hashOf(t, filled(f, 1)), hashOf(t, filled(f, 2))
		if f.Derived {
			if absent != one || one != two {
				t.Error("a derived field changes the hash")
			}
			return
		}
		if one == two || absent == one {
			t.Error("two values, or a value and none, have the same hash")
		}
		if one != hashOf(t, filled(f, 1)) {
			t.Error("the same value has two hashes")
		}
	})
}

func TestTheSameWordsInTwoFieldsOrKindsHaveDifferentHashes(t *testing.T) {
	seen := map[string]string{}
	eachField(t, func(t *testing.T, _ *graph.Model, f *graph.Field) {
		if f.Derived {
			return
		}
		h := hashOf(t, filled(f, 1))
		if other, ok := seen[h]; ok {
			t.Errorf("it has the hash of %s", other)
		}
		seen[h] = f.String()
	})
}

func TestListsOfReferencesAreSetsAndOtherListsAreNot(t *testing.T) {
	eachField(t, func(t *testing.T, m *graph.Model, f *graph.Field) {
		if f.Type != graph.TypeRefs && f.Type != graph.TypeStrings {
			return
		}
		up, down := m.New(), m.New()
		f.SetList(up, list("a b"))
		f.SetList(down, list("b a"))
		if alike := hashOf(t, up) == hashOf(t, down); alike != (f.Type == graph.TypeRefs) {
			t.Errorf("two orders of one list have the same hash: %v", alike)
		}
		joined := m.New()
		f.SetList(joined, []string{"a\" \"b"})
		if hashOf(t, up) == hashOf(t, joined) {
			t.Error("two values have the hash of one that holds both")
		}
	})
}

func TestHashingLeavesTheRecordAsItIs(t *testing.T) {
	s := aSample("women", "two one", 3)
	hashOf(t, s)
	if !slices.Equal(s.Studies, list("two one")) {
		t.Errorf("the list became %v", s.Studies)
	}
}

func TestTheLanguageOfATextAndItsPlaceMatter(t *testing.T) {
	en, it := graph.Translation{Lang: "en", Value: "same"}, graph.Translation{Lang: "it", Value: "same"}
	seen := map[string]bool{}
	for _, label := range []graph.Text{{en}, {it}, {en, it}, {it, en}} {
		h := hashOf(t, &graph.Factor{Label: label})
		if seen[h] {
			t.Errorf("%v has the hash of another text", label)
		}
		seen[h] = true
	}
}

func TestTheOrderAndNumberOfRecordsMatter(t *testing.T) {
	a, b := aStudy("a"), aStudy("b")
	hashes := []string{hashOf(t), hashOf(t, a), hashOf(t, a, b), hashOf(t, b, a), hashOf(t, a, a)}
	slices.Sort(hashes)
	if len(slices.Compact(hashes)) != 5 {
		t.Error("two of these have the same hash")
	}
	if got, want := hashOf(t), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"; got != want {
		t.Errorf("nothing has the hash %s, not that of no bytes", got)
	}
}

func TestTheRevisionIsTheBeginningOfTheHash(t *testing.T) {
	h := hashOf(t, aStudy("a"))
	if got := graph.Revision(h); got != h[:12] {
		t.Errorf("the revision of %s is %s", h, got)
	}
}

func TestAScanThatFailsHasNoHash(t *testing.T) {
	away := errors.New("away")
	h, err := graph.ContentHash(func(yield func(graph.Record, error) bool) {
		if yield(aStudy("a"), nil) {
			yield(nil, away)
		}
	})
	if h != "" || !errors.Is(err, away) {
		t.Errorf("the hash is %q, the error %v", h, err)
	}
}

func TestAStudyIsAsOldAsItsEarliestPrimaryReport(t *testing.T) {
	for _, c := range []struct {
		years []int
		want  int
	}{
		{nil, 0}, {[]int{0}, 0}, {[]int{2010}, 2010}, {[]int{2012, 0, 2010, 2011}, 2010}, {[]int{0, 2012}, 2012},
	} {
		var reports []*graph.Report
		for _, y := range c.years {
			reports = append(reports, &graph.Report{Year: y})
		}
		if got := graph.DeriveStudyYear(reports); got != c.want {
			t.Errorf("of %v the study has the year %d, not %d", c.years, got, c.want)
		}
	}
}
