package evidence_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

var allParts = evidence.AmbivalenceParts{Groups: true, Units: graph.CountAll, Notes: true, Findings: true}

func ptr[T any](v T) *T { return &v }

func contradictionsOf(t testing.TB, g *graph.Graph, q evidence.ContradictionQuery) *evidence.Contradictions {
	t.Helper()
	q.Turning = true
	q.Page.Default, q.Page.Max = 25, 1000
	found, err := evidence.FindContradictions(context.Background(), g, q)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// told writes contradictions down as the naive rules do.
func told(page *evidence.Contradictions) []string {
	var out []string
	for _, c := range page.Shown {
		phase := ""
		if c.Phase != nil {
			phase = c.Phase.Key
		}
		text := fmt.Sprintf("%s %s: %d studies, turned %t", c.Factor.Key, phase, c.Studies, c.OnlyThroughTurning)
		for _, s := range c.Sides {
			text += fmt.Sprintf(", %s %d of %d", s.Valence, s.Studies, s.Findings)
		}
		out = append(out, text)
	}
	return out
}

var howAndMany = regexp.MustCompile(` (completely|nearly), in (?:both|all (\d+)|(?:at least )?\d+ of (\d+)) stud`)

// explained writes causes down as the naive rules do.
func explained(t testing.TB, g *graph.Graph, a *evidence.Ambivalence) []string {
	t.Helper()
	var causes []*evidence.Cause
	for i := range a.Causes {
		causes = append(causes, &a.Causes[i])
	}
	deciding, err := evidence.Deciding(context.Background(), g, causes)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i, c := range causes {
		text := fmt.Sprintf("%s %d", c.Kind, c.Moderator)
		for _, group := range c.Groups {
			text += fmt.Sprintf(" %s %d", group.Keys[0].Key, group.Counts.Findings)
		}
		text += ":"
		for _, f := range deciding[i].Findings {
			text += " " + f.RecordKey()
		}
		if deciding[i].Total != len(deciding[i].Findings) {
			t.Errorf("%s: %d findings in all, %d shown", c.Kind, deciding[i].Total, len(deciding[i].Findings))
		}
		if c.Kind != evidence.WithinOneAccount && c.Kind != evidence.BetweenStudies {
			said := howAndMany.FindStringSubmatch(c.Note)
			if said == nil {
				t.Fatalf("the note says no numbers: %s", c.Note)
			}
			studies := said[2] + said[3]
			if studies == "" {
				studies = "2"
			}
			text += " " + said[1] + " " + studies
		}
		out = append(out, text)
	}
	return out
}

func sameLines(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Fatalf("%s:\n got %s\nwant %s", what, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

// plainOf makes a naive world with all its values.
func plainOf(t testing.TB, g *graph.Graph, records []graph.Record) plain {
	t.Helper()
	frame, err := g.Frame(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	p := plain{storetest.NewNaive(records), map[graph.Dimension]graph.Axis{}}
	for _, d := range graph.Dimensions() {
		if p.axes[d.Dimension], err = frame.Axis(context.Background(), d.Dimension); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

// agree compares everything that is said of a graph with the naive rules, and counts
// what was said, by kind of cause or "contradiction".
func agree(t *testing.T, g *graph.Graph, p plain, where graph.Filter, seen map[string]int) {
	all := p.findings(matching(where))
	for _, inPhases := range []bool{false, true} {
		page := contradictionsOf(t, g, evidence.ContradictionQuery{Where: where, InPhases: inPhases, Page: graph.PageArgs{First: ptr(1000)}})
		sameLines(t, fmt.Sprintf("contradictions in phases %t of %v", inPhases, where), told(page), p.contradictions(matching(where), inPhases))
		explanations, err := page.Explanations(t.Context(), g, allParts)
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range page.Shown {
			seen["contradiction"]++
			if c.OnlyThroughTurning {
				seen["turned"]++
			}
			phase := ""
			if inPhases {
				phase = c.Phase.Key
			}
			sameLines(t, "explanation of "+c.Factor.Key+" "+phase, explained(t, g, &explanations[i]), p.causes(p.at(all, c.Factor.Key, phase), inPhases))
		}
	}
	var factors []*graph.Factor
	for _, r := range p.world.All(graph.KindFactor) {
		factors = append(factors, r.(*graph.Factor))
	}
	found, err := evidence.Ambivalences(t.Context(), g, evidence.AmbivalenceQuery{Factors: factors, Where: where, AmbivalenceParts: allParts})
	if err != nil {
		t.Fatal(err)
	}
	for i, factor := range factors {
		lines := explained(t, g, &found[i])
		sameLines(t, "ambivalence of "+factor.Key, lines, p.causes(p.at(all, factor.Key, ""), false))
		for _, line := range lines {
			seen[strings.Fields(line)[0]]++
			if strings.Contains(line, "nearly") {
				seen["nearly"]++
			}
		}
	}
}

func TestContradictionsAndTheirCausesAreThoseOfPlainLoops(t *testing.T) {
	seen := map[string]int{}
	first := storetest.Seed(t, 1)
	for seed := first; seed < first+6; seed++ {
		records := storetest.Generate(seed, storetest.Size{Studies: 16, Factors: 6, Findings: 160})
		g := graphOf(t, graph.Release{}, records)
		p := plainOf(t, g, records)
		dice := rand.New(rand.NewPCG(uint64(seed), 3))
		for range 3 {
			agree(t, g, p, anyQuery(dice, p.world).Where, seen)
		}
	}
	for _, kind := range []string{"contradiction", "turned", "nearly", "WITHIN_ONE_ACCOUNT", "BETWEEN_STUDIES", "BY_PHASE", "BY_MODERATOR", "BY_STATE"} {
		if seen[kind] == 0 {
			t.Errorf("no %s was compared: %v", kind, seen)
		}
	}
}

func TestContradictionsOfTheBuiltInDataAreThoseOfPlainLoops(t *testing.T) {
	data := dataset(t)
	g := graphOf(t, data.Release, data.Records)
	seen := map[string]int{}
	agree(t, g, plainOf(t, g, data.Records), nil, seen)
	if seen["contradiction"] < 10 {
		t.Errorf("only %d contradictions were compared", seen["contradiction"])
	}
}
