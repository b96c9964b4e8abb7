package evidence

import (
	"context"

	"github.com/exitgraph/exitgraph/graph"
)

// AmbivalenceKind is a way in which the evidence on a factor points both ways.
type AmbivalenceKind string

// The kinds, in the order of answers.
const (
	WithinOneAccount AmbivalenceKind = "WITHIN_ONE_ACCOUNT"
	BetweenStudies   AmbivalenceKind = "BETWEEN_STUDIES"
	ByPhase          AmbivalenceKind = "BY_PHASE"
	ByModerator      AmbivalenceKind = "BY_MODERATOR"
	ByState          AmbivalenceKind = "BY_STATE"
)

// moderators are the dimensions that are looked at for BY_MODERATOR, in the order of
// answers.
var moderators = []graph.Dimension{
	graph.DimTraffickingScope, graph.DimSetting, graph.DimLifeStage, graph.DimCountry, graph.DimDesign, graph.DimInformant,
}

// AmbivalenceQuery asks why factors are ambivalent.
type AmbivalenceQuery struct {
	Factors []*graph.Factor // distinct
	Where   graph.Filter    // over findings; nil for all
	AmbivalenceParts
}

// AmbivalenceParts says which parts of causes are wanted beside their kinds; each
// costs store calls.
type AmbivalenceParts struct {
	Groups   bool
	Units    graph.Units // counts of groups that are wanted, beside findings
	Notes    bool
	Findings bool
}

// Ambivalence holds the causes of one factor, none where its evidence does not point
// both ways in any of the ways that are told apart.
type Ambivalence struct {
	Factor *graph.Factor
	// Causes come in the order of their kinds, those of BY_MODERATOR in the order
	// route, setting, life stage, country, design, informant.
	Causes []Cause
}

// Cause is one way in which the evidence on a factor points both ways. Causes do not
// exclude each other: with few studies, several fit. A cause says what goes along
// with what, never that one leads to the other.
//
//   - WITHIN_ONE_ACCOUNT: a finding is AMBIVALENT by itself, or one study has findings
//     of two signed valences. Groups: those studies, and the reports in which such
//     findings without a study were read.
//   - BETWEEN_STUDIES: the factor is a contradiction, see Contradiction. Groups: the
//     signed valences.
//   - BY_PHASE, BY_MODERATOR and BY_STATE: the values of a dimension split the
//     valences completely or nearly, see SplitShare. Groups: all values that a finding
//     has, also those that cannot decide.
//
// Findings without a direction never decide, and are counted in the groups.
type Cause struct {
	Kind      AmbivalenceKind
	Moderator graph.Dimension // of BY_MODERATOR, else 0
	Groups    []Group         // of one key each, in axis order
	Note      string          // in English, with the numbers; where it was asked for

	decided *decided
	name    string
	filter  graph.Filter
}

// Ambivalences tells the causes for each of the factors, in their order. It needs 13
// store calls for their kinds, two more for notes and nine more for groups, however many
// factors there are.
func Ambivalences(ctx context.Context, g *graph.Graph, q AmbivalenceQuery) ([]Ambivalence, error) {
	return ambivalencesAt(ctx, g, spotsOf(q.Factors), q)
}

// Explanations tells for each of the contradictions shown, in their order, why the
// factor is ambivalent under the same condition, within the phase where the
// contradiction is within one. It needs at most 24 store calls, however many
// contradictions there are.
func (c *Contradictions) Explanations(ctx context.Context, g *graph.Graph, parts AmbivalenceParts) ([]Ambivalence, error) {
	q := AmbivalenceQuery{Where: c.where, AmbivalenceParts: parts}
	for i := range c.Shown {
		q.Factors = append(q.Factors, c.Shown[i].Factor)
	}
	return ambivalencesAt(ctx, g, c.spots, q)
}

// ambivalencesAt is Ambivalences for spots; q.Factors has the factor of each.
func ambivalencesAt(ctx context.Context, g *graph.Graph, s *spots, q AmbivalenceQuery) ([]Ambivalence, error) {
	out := make([]Ambivalence, len(s.at))
	if len(out) == 0 {
		return out, nil
	}
	t, err := tallyAmbivalence(ctx, g, s, q)
	if err != nil {
		return nil, err
	}
	all := &decided{where: q.Where}
	for i := range out {
		out[i].Factor = q.Factors[i]
		out[i].Causes = t.causes(i)
		for j := range out[i].Causes {
			c := &out[i].Causes[j]
			c.decided, c.name = all, s.name(i)
			c.filter = append(s.filter(i), c.filter)
			if !q.Groups {
				c.Groups = nil
			}
			all.causes = append(all.causes, c)
		}
	}
	return out, nil
}

// causes tells the causes of one spot.
func (t *ambivalenceTallies) causes(i int) []Cause {
	var out []Cause
	total := &t.signed[i]
	sides := studiesOf(total)
	if c, is := t.withinAccounts(i); is {
		out = append(out, c)
	}
	if contradicts(sides[:], total.Studies) {
		out = append(out, t.betweenStudies(i))
	}
	for j := range t.splits {
		if c, is := t.splits[j].cause(t, i); is {
			out = append(out, c)
		}
	}
	return out
}
