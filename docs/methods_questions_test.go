package docs_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
)

func TestMethodsDefineEveryValueOfTheQuestions(t *testing.T) {
	schema := served(t)
	for heading, name := range map[string]string{
		"## Ambivalence":        "AmbivalenceKind",
		"## Gaps":               "GapKind",
		"## Overlap of reviews": "OverlapBand",
	} {
		var want []string
		for _, v := range schema.Types[name].EnumValues {
			want = append(want, v.Name)
		}
		if got := firstCells(t, heading); !slices.Equal(got, want) {
			t.Errorf("%s, %s, defines %v, and %s has %v", methods, heading, got, name, want)
		}
	}
	for _, v := range schema.Types["ReadinessVerdict"].EnumValues {
		if !strings.Contains(section(t, methods, "## Readiness for a moderator analysis"), "`"+v.Name+"`") {
			t.Errorf("%s does not say when a moderator is %s", methods, v.Name)
		}
	}
}

// says fails unless a section holds a phrase, in which line breaks are blanks.
func says(t *testing.T, heading, phrase string) {
	t.Helper()
	if text := strings.Join(strings.Fields(section(t, methods, heading)), " "); !strings.Contains(text, phrase) {
		t.Errorf("%s, %s, does not say %q", methods, heading, phrase)
	}
}

func TestMethodsHaveTheThresholdsOfTheCode(t *testing.T) {
	says(t, "## Ambivalence", fmt.Sprintf("is at least **%d %%**", evidence.SplitShare))
	says(t, "## Ambivalence", fmt.Sprintf("fewer than **%d** studies", evidence.MinStudies))
	says(t, "## Readiness for a moderator analysis", fmt.Sprintf("`minPerLevel` studies (%d unless asked otherwise, from 1 to %d)", evidence.DefaultPerLevel, evidence.MaxPerLevel))
	asked := served(t).Query.Fields.ForName("readiness").Arguments.ForName("minPerLevel")
	if got := asked.DefaultValue.String(); got != strconv.Itoa(evidence.DefaultPerLevel) {
		t.Errorf("readiness asks for %s studies by default, and the code for %d", got, evidence.DefaultPerLevel)
	}
}

var percentIn = regexp.MustCompile(`(\d+) %`)

// TestMethodsBandTheOverlapAsTheCodeDoes goes through two reviews of a hundred
// studies that share none, one, two and so on, so that the area is that many percent.
func TestMethodsBandTheOverlapAsTheCodeDoes(t *testing.T) {
	const studies = 100
	first := map[int]string{} // the percent from which a band begins
	for line := range strings.Lines(section(t, methods, "## Overlap of reviews")) {
		cells := strings.Split(line, "|")
		if name := code.FindStringSubmatch(line); strings.HasPrefix(line, "| `") && len(cells) == 4 {
			from := 0
			if bounds := percentIn.FindAllStringSubmatch(cells[2], -1); strings.Contains(cells[2], "from") {
				from, _ = strconv.Atoi(bounds[0][1])
			}
			first[from] = name[1]
		}
	}
	band := ""
	for shared := range studies + 1 {
		if name := first[shared]; name != "" {
			band = name
		}
		o := evidence.Overlap{Studies: make([]*graph.Study, studies), Reviews: 2, Inclusions: studies + shared}
		if got := string(o.Band()); got != band {
			t.Errorf("%s calls an area of %d %% %s, and the code %s", methods, shared, band, got)
		}
	}
	if len(first) != 4 {
		t.Errorf("%s has %d bands", methods, len(first))
	}
}

func TestMethodsNameTheModeratorsOfAmbivalence(t *testing.T) {
	row := rows(section(t, methods, "## Ambivalence"))["BY_MODERATOR"]
	if row == nil {
		t.Fatal("the table of causes has no row for BY_MODERATOR")
	}
	seen := map[string]bool{}
	for _, found := range code.FindAllStringSubmatch(row[1], -1) {
		seen[found[1]] = true
	}
	answer := ask(t, `{ factors(first: 1000) { nodes { ambivalence { causes { kind moderator } } } } }`, "")
	used := regexp.MustCompile(`"moderator":"([A-Z_]+)"`).FindAllStringSubmatch(answer.Body.String(), -1)
	for _, found := range used {
		if !seen[found[1]] {
			t.Errorf("%s does not name the moderator %s", methods, found[1])
		}
	}
	if len(used) == 0 || len(seen) != 6 {
		t.Errorf("%d causes and %d moderators were compared", len(used), len(seen))
	}
}
