package evidence_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
)

// levelsWith gives levels INDOOR, OUTDOOR and so on with studies and effects.
func levelsWith(counts ...[2]int) []evidence.Level {
	var out []evidence.Level
	for i, c := range counts {
		key := graph.VocabExploitationSetting.Values[i].Name
		out = append(out, evidence.Level{Value: evidence.Value{Dimension: graph.DimSetting, Key: key}, Studies: c[0], Effects: c[1]})
	}
	return out
}

func TestLevelsAreReadyWhenNothingStandsInTheWay(t *testing.T) {
	confounded := []evidence.Confounding{{With: graph.DimDesign, Pairs: []evidence.Pair{{Level: "INDOOR", Other: "QUALITATIVE", Studies: 10}, {Level: "OUTDOOR", Other: "QUANTITATIVE", Studies: 11}}}}
	for _, tt := range []struct {
		name string
		r    evidence.Readiness
		want bool
		says []string // all shortfalls
	}{
		{"enough of all", evidence.Readiness{Studies: 21, Levels: levelsWith([2]int{10, 10}, [2]int{11, 30})}, true, nil},
		{"a level without a study does not stand in the way", evidence.Readiness{Studies: 20, Levels: levelsWith([2]int{10, 10}, [2]int{10, 10}, [2]int{0, 0})}, true, []string{"Without any study: MIXED. A level cannot be compared before it has 10 studies."}},
		{"not applicable is not missing", evidence.Readiness{Studies: 25, NotApplicable: 5, Levels: levelsWith([2]int{10, 10}, [2]int{10, 10})}, true, nil},
		{"dependence calls for another analysis", evidence.Readiness{Studies: 20, Levels: levelsWith([2]int{10, 10}, [2]int{10, 10}), Dependence: evidence.Dependence{Studies: 2, Groups: [][]string{{"a", "b"}}}}, true, []string{"2 of 20 studies share people with another, or may: a with b. An analysis must allow for that: the 20 make 19 groups that are independent of each other, as far as recorded."}},
		{"one study short", evidence.Readiness{Studies: 19, Levels: levelsWith([2]int{10, 10}, [2]int{9, 10})}, false, []string{"Fewer than 10 studies at 1 of 2 levels: OUTDOOR has 9 (1 missing)."}},
		{"one effect size short", evidence.Readiness{Studies: 20, Levels: levelsWith([2]int{10, 10}, [2]int{10, 9})}, false, []string{"Fewer than 10 effect sizes at 1 of 2 levels: OUTDOOR has 9 (1 missing)."}},
		{"no effect sizes", evidence.Readiness{Studies: 20, Levels: levelsWith([2]int{10, 0}, [2]int{10, 0})}, false, []string{"No effect size is recorded: this release of the data model holds directions of findings, not their size. Comparing 2 levels would need at least 10 for each, 20 in all."}},
		{"one level", evidence.Readiness{Studies: 20, Levels: levelsWith([2]int{20, 20})}, false, []string{"Only INDOOR has a study: a comparison needs a second level with 10 studies."}},
		{"one study not reported", evidence.Readiness{Studies: 300, NotReported: 1, Levels: levelsWith([2]int{150, 150}, [2]int{149, 149})}, false, []string{"Not reported in 1 of 300 studies (under 1 %): the sources do not say, and only their authors could."}},
		{"one study not extracted", evidence.Readiness{Studies: 21, NotExtracted: 1, Levels: levelsWith([2]int{10, 10}, [2]int{10, 10})}, false, []string{"Not extracted in 1 of 21 studies (5 %): what was read so far does not say, and the full texts may."}},
		{"confounded", evidence.Readiness{Studies: 21, Levels: levelsWith([2]int{10, 10}, [2]int{11, 11}), Confounded: confounded}, false, []string{"Cannot be told apart from DESIGN where both are recorded: INDOOR goes only with QUALITATIVE (10 studies), OUTDOOR only with QUANTITATIVE (11 studies)."}},
	} {
		tt.r.Moderator, tt.r.MinPerLevel = graph.DimSetting, 10
		if got := tt.r.Ready(); got != tt.want {
			t.Errorf("%s: ready is %t", tt.name, got)
		}
		if got := tt.r.Shortfalls(); !slices.Equal(got, tt.says) {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.says)
		}
	}
}

func TestSharesAreNeverRoundedToNoneOrAll(t *testing.T) {
	for _, tt := range []struct {
		part, whole int
		want        string
	}{{1, 1000, "(under 1 %)"}, {999, 1000, "(over 99 %)"}, {1000, 1000, "(100 %)"}, {1, 3, "(33 %)"}, {2, 3, "(67 %)"}, {1, 200, "(1 %)"}} {
		r := evidence.Readiness{Moderator: graph.DimSetting, MinPerLevel: 1, Studies: tt.whole, NotReported: tt.part}
		if all := fmt.Sprint(r.Shortfalls()); !strings.Contains(all, tt.want) {
			t.Errorf("%d of %d: %s", tt.part, tt.whole, all)
		}
	}
}

func TestSentencesNameTwentyItemsAndCountTheRest(t *testing.T) {
	r := evidence.Readiness{Moderator: graph.DimCountry, MinPerLevel: 2}
	for i := range 23 {
		r.Levels = append(r.Levels, evidence.Level{Value: evidence.Value{Dimension: graph.DimCountry, Key: fmt.Sprintf("%c%c", 'A', 'A'+i)}, Studies: 1})
	}
	r.Studies = 23
	if got := r.Shortfalls()[0]; !strings.HasSuffix(got, "AT has 1 (1 missing), and 3 more.") {
		t.Error(got)
	}
}

func TestReadinessCitesBothSidesOfTheThreshold(t *testing.T) {
	for _, r := range []evidence.Readiness{{Moderator: graph.DimSetting, MinPerLevel: 10}, {Moderator: graph.DimYear, MinPerLevel: 1}} {
		for _, part := range []string{"Cochrane Handbook (section 10.11.5.1)", "Viechtbauer", "no empirical support"} {
			if note := r.Note(); !strings.Contains(note, part) {
				t.Errorf("%q does not say %q", note, part)
			}
		}
		if years := strings.Contains(r.Note(), "trend over years"); years != (r.Moderator == graph.DimYear) {
			t.Errorf("%v: %s", r.Moderator, r.Note())
		}
	}
}

func TestReadinessRefusesWhatIsNoModerator(t *testing.T) {
	g := builtin(t)
	ask := func(d graph.Dimension, least int) error {
		_, err := evidence.NewReadiness(context.Background(), g, evidence.ReadinessQuery{Moderator: d, MinPerLevel: least})
		return err
	}
	refused := []graph.Dimension{graph.DimFactor, graph.DimValence, graph.DimValenceAsReported, graph.DimStudy, graph.DimReport}
	for _, dim := range graph.Dimensions() {
		err := ask(dim.Dimension, 10)
		if !slices.Contains(refused, dim.Dimension) {
			if err != nil {
				t.Errorf("%s: %v", dim.Name, err)
			}
			continue
		}
		if graph.KindOf(err) != graph.Invalid || !strings.Contains(fmt.Sprint(err), dim.Name+" is no moderator") || !strings.Contains(fmt.Sprint(err), "such as TRAFFICKING_SCOPE") {
			t.Errorf("%s: got %v", dim.Name, err)
		}
	}
	for least, good := range map[int]bool{-1: false, 0: false, 1: true, 1000: true, 1001: false} {
		if err := ask(graph.DimSetting, least); (err == nil) != good || err != nil && (graph.KindOf(err) != graph.Invalid || !strings.Contains(err.Error(), "from 1 to 1000")) {
			t.Errorf("minPerLevel %d: got %v", least, err)
		}
	}
}
