package evidence

import (
	"context"

	"github.com/exitgraph/exitgraph/graph"
)

// ambivalenceTallies holds what was counted to tell the causes of all spots. Slices
// are by spot.
type ambivalenceTallies struct {
	frame *graph.Frame
	s     *spots
	parts AmbivalenceParts

	signed   []graph.Counts  // of findings with a direction
	valences [][]graph.Group // of these by valence, where groups are wanted
	accounts accounts
	splits   []splitting
}

// accounts are all findings by study, and those without a study by report; nothing
// where neither groups, notes nor findings are wanted.
type accounts struct {
	study, report           graph.Axis
	ofStudies, withoutStudy [][]graph.Group
}

// splitting holds the findings of all spots by a dimension that may split them.
type splitting struct {
	kind    AmbivalenceKind
	axis    graph.Axis
	signed  [][]graph.Group // of findings with a direction
	studies []int32         // distinct, with a direction at a value that can decide; at most these where no split is
	all     [][]graph.Group // of all findings of spots that are split, where groups are wanted
}

// tallyAmbivalence puts all questions to the store: one to find the valences, up to
// three for what is shown of accounts and valences, and for each dimension that may
// split, one to find its values, one for the distinct studies where they do not add
// up, and one for what is shown; the last two only of spots where it makes a difference.
func tallyAmbivalence(ctx context.Context, g *graph.Graph, s *spots, q AmbivalenceQuery) (*ambivalenceTallies, error) {
	frame, err := g.Frame(ctx)
	if err != nil {
		return nil, err
	}
	t := &ambivalenceTallies{frame: frame, s: s, parts: q.AmbivalenceParts}
	isSigned := graph.Both(q.Where, isSigned())
	if t.signed, err = s.counts(ctx, g, isSigned, graph.CountStudies|graph.CountValences|graph.CountValenceStudies); err != nil {
		return nil, err
	}
	if t.parts.Groups {
		axis := graph.Axis{Dimension: graph.DimValence, Keys: signedNames()}
		if t.valences, err = s.tally(ctx, g, isSigned, t.parts.Units, axis); err != nil {
			return nil, err
		}
	}
	if err := t.tallyAccounts(ctx, g, q.Where); err != nil {
		return nil, err
	}
	return t, t.tallySplits(ctx, g, q.Where)
}

func (t *ambivalenceTallies) tallyAccounts(ctx context.Context, g *graph.Graph, where graph.Filter) error {
	a := &t.accounts
	if !t.parts.Groups && !t.parts.Notes && !t.parts.Findings {
		return nil
	}
	var err error
	if a.study, err = t.frame.Axis(ctx, graph.DimStudy); err != nil {
		return err
	}
	if a.report, err = t.frame.Axis(ctx, graph.DimReport); err != nil {
		return err
	}
	units := graph.CountValences
	if t.parts.Groups {
		units |= t.parts.Units
	}
	if a.ofStudies, err = t.s.tally(ctx, g, where, units, a.study); err != nil {
		return err
	}
	a.withoutStudy, err = t.s.tally(ctx, g, graph.Both(where, restsOnNoStudy()), units, a.report)
	return err
}

func (t *ambivalenceTallies) tallySplits(ctx context.Context, g *graph.Graph, where graph.Filter) error {
	if t.s.phases == nil {
		if err := t.tallySplit(ctx, g, where, ByPhase, graph.DimPhase); err != nil {
			return err
		}
	}
	for _, d := range moderators {
		if err := t.tallySplit(ctx, g, where, ByModerator, d); err != nil {
			return err
		}
	}
	return t.tallySplit(ctx, g, where, ByState, graph.DimFactorState)
}

func (t *ambivalenceTallies) tallySplit(ctx context.Context, g *graph.Graph, where graph.Filter, kind AmbivalenceKind, d graph.Dimension) error {
	axis, err := t.frame.Axis(ctx, d)
	if err != nil {
		return err
	}
	s := splitting{kind: kind, axis: axis}
	isSigned := graph.Both(where, isSigned())
	if s.signed, err = t.s.tally(ctx, g, isSigned, graph.CountStudies|graph.CountValenceStudies, axis); err != nil {
		return err
	}
	if s.studies, err = t.telling(ctx, g, isSigned, &s); err != nil {
		return err
	}
	if t.parts.Groups {
		if s.all, err = s.split(t).tally(ctx, g, where, t.parts.Units, axis); err != nil {
			return err
		}
	}
	t.splits = append(t.splits, s)
	return nil
}

// telling counts the distinct studies with a direction at a value that can decide.
// Every finding has a state, and a study has one value of its own, so that these are
// known. Its samples and phases may be several, so that the store counts, at spots that
// would be split if there were as many studies as there can be; the others are not split
// with fewer.
func (t *ambivalenceTallies) telling(ctx context.Context, g *graph.Graph, isSigned graph.Filter, s *splitting) ([]int32, error) {
	path := graph.DimensionOf(s.axis.Dimension).Path
	most := *s
	most.studies = s.atMost(t, path)
	if len(path) == 0 || path[0].To == graph.KindStudy {
		return most.studies, nil
	}
	asked := most.split(t)
	counts, err := asked.counts(ctx, g, graph.Both(isSigned, within(s.deciding())), graph.CountStudies)
	for i := range counts {
		if asked.wanted(i) {
			most.studies[i] = counts[i].Studies
		}
	}
	return most.studies, err
}

// atMost gives how many studies with a direction there can be at values that can decide,
// for each spot: no more than with a direction at all, and than at each value together.
func (s *splitting) atMost(t *ambivalenceTallies, path []*graph.Edge) []int32 {
	out := make([]int32, len(s.signed))
	for i, groups := range s.signed {
		if len(path) == 0 {
			out[i] = t.signed[i].Studies
			continue
		}
		for _, l := range s.levels(t.s, groups) {
			if l.speaks() {
				out[i] += l.studies
			}
		}
		out[i] = min(out[i], t.signed[i].Studies)
	}
	return out
}

// split gives the spots that the dimension splits.
func (s *splitting) split(t *ambivalenceTallies) *spots {
	return t.s.only(func(i int) bool { return splitOf(s.levels(t.s, s.signed[i]), s.studies[i]).is })
}

// counts counts the findings of all spots in one call.
func (s *spots) counts(ctx context.Context, g *graph.Graph, where graph.Filter, units graph.Units) ([]graph.Counts, error) {
	groups, err := s.tally(ctx, g, where, units)
	out := make([]graph.Counts, len(groups))
	for i := range groups {
		if len(groups[i]) > 0 {
			out[i] = groups[i][0].Counts
		}
	}
	return out, err
}
