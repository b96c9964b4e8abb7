package evidence

import (
	"context"

	"github.com/exitgraph/exitgraph/graph"
)

// The threshold of studies at each level, and its bounds.
const (
	DefaultPerLevel = 10
	MaxPerLevel     = 1000
)

// ReadinessQuery asks whether the evidence suffices to compare the levels of a
// moderator in a meta-regression.
type ReadinessQuery struct {
	Moderator   graph.Dimension
	Where       graph.Filter // over findings; nil for all
	MinPerLevel int          // studies at each level, and effect sizes
	// Confounding and Dependence say whether the answer needs them. A verdict needs
	// the first, the shortfalls need both.
	Confounding, Dependence bool
}

// Readiness says what there is to compare levels of a moderator with, and what is
// missing. It is about amounts of evidence and fits nothing.
//
// The default threshold is the usual advice of at least ten studies for each
// characteristic that is modelled, which is given with the warning that ten are too
// few where they are spread unevenly: Deeks JJ, Higgins JPT, Altman DG. Chapter 10,
// section 10.11.5.1. In: Cochrane Handbook for Systematic Reviews of Interventions.
// To ask for it at each level is how the warning is read here. That is stricter than the
// advice, and has no more support.
// Fu R, Gartlehner G, Grant M, et al. Conducting quantitative synthesis when comparing
// medical interventions. J Clin Epidemiol 2011;64:1187-97 ask for four at least in each
// group. On the other side, W. Viechtbauer knows of no empirical support for ten, nor of any
// guideline for levels that rests on evidence (R-sig-meta-analysis, "rule of thumb
// minimum number of studies per factor level meta-regression"). So callers set
// another threshold where they can say why.
type Readiness struct {
	Moderator   graph.Dimension
	MinPerLevel int
	// Levels are the values that say something, in axis order: every declared value of
	// a closed vocabulary and every phase of the default model, with or without
	// studies, and of other dimensions the values with a study.
	Levels []Level
	// Studies are the distinct studies with a matching finding. The next three are
	// those of them that have such a finding where the moderator is not reported, not
	// extracted or without any value, or not applicable. A study with several findings
	// or samples may be among several of these, and at levels too.
	Studies, NotReported, NotExtracted, NotApplicable int
	Confounded                                        []Confounding // in the order of dimensions
	Dependence                                        Dependence
}

// Level is a value of the moderator and what there is of it.
type Level struct {
	Value   Value
	Studies int
	Effects int // effect sizes; the data model has no place for any yet, so there are none
}

// NewReadiness judges a moderator. Every dimension is one but for the factor, the
// valences, studies and reports; a year is a level of its own.
//
// It costs one store call, one for each other trait of studies where confounding is
// asked for, and two where dependence is, whatever the data. It fails with Invalid
// for what is no moderator and for a threshold out of range.
func NewReadiness(ctx context.Context, g *graph.Graph, q ReadinessQuery) (*Readiness, error) {
	if err := checkModerator(q); err != nil {
		return nil, err
	}
	frame, err := g.Frame(ctx)
	if err != nil {
		return nil, err
	}
	axis, err := frame.Axis(ctx, q.Moderator)
	if err != nil {
		return nil, err
	}
	counted, err := g.Tally(ctx, graph.Tally{Where: q.Where, By: []graph.Axis{axis}, Units: graph.CountStudies})
	if err != nil {
		return nil, err
	}
	r := &Readiness{Moderator: q.Moderator, MinPerLevel: q.MinPerLevel}
	r.count(axis, counted)
	if q.Confounding {
		if r.Confounded, err = confoundings(ctx, g, frame, q); err != nil {
			return nil, err
		}
	}
	if q.Dependence {
		if r.Dependence, err = dependenceOf(ctx, g, frame, q.Where); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// notModerators says why findings cannot be compared by some dimensions.
var notModerators = map[graph.Dimension]string{
	graph.DimFactor:            "it is what findings are about; narrow to one factor with where",
	graph.DimValence:           "it is the outcome that a moderator may explain",
	graph.DimValenceAsReported: "it is the outcome that a moderator may explain",
	graph.DimStudy:             "studies are what is counted at each level",
	graph.DimReport:            "a report carries studies and is no trait of theirs",
}

func checkModerator(q ReadinessQuery) error {
	if why, refused := notModerators[q.Moderator]; refused {
		return graph.Errorf("readiness", graph.Invalid, "%s is no moderator: %s. Choose another dimension, such as TRAFFICKING_SCOPE or SETTING.", q.Moderator, why)
	}
	if q.MinPerLevel < 1 || q.MinPerLevel > MaxPerLevel {
		return graph.Errorf("readiness", graph.Invalid, "minPerLevel is from 1 to %d, not %d: give a number of studies in this range, or leave it out for %d.", MaxPerLevel, q.MinPerLevel, DefaultPerLevel)
	}
	return nil
}

// count sorts what stands at each value. Of a closed vocabulary, a finding without
// any value is one of a study without samples, which has no finding at NOT_EXTRACTED
// either; of another dimension there is no such value. So the studies of the two are
// never the same, and add up.
func (r *Readiness) count(axis graph.Axis, counted *graph.Counted) {
	studies := make([]int, len(axis.Keys))
	for _, group := range counted.Groups.List() {
		studies[group.At[0]] = int(group.Counts.Studies)
	}
	r.Studies, r.NotExtracted = int(counted.Total.Studies), int(counted.Unplaced.Studies)
	declared := axis.Dimension == graph.DimPhase || graph.DimensionOf(axis.Dimension).Field.Type == graph.TypeEnum
	for i, key := range axis.Keys {
		switch state := silence(axis.Dimension, key); {
		case state == notReported:
			r.NotReported = studies[i]
		case state == notExtracted:
			r.NotExtracted += studies[i]
		case state == notApplicable:
			r.NotApplicable = studies[i]
		case declared || studies[i] > 0:
			r.Levels = append(r.Levels, Level{Value: Value{Dimension: axis.Dimension, Key: key}, Studies: studies[i]})
		}
	}
}

// Missing is how many studies a level lacks.
func (r *Readiness) Missing(l Level) int { return max(0, r.MinPerLevel-l.Studies) }

// Effects is how many effect sizes there are at all levels.
func (r *Readiness) Effects() int {
	n := 0
	for _, l := range r.Levels {
		n += l.Effects
	}
	return n
}

// Ready says whether levels can be compared: at least two have a study, each that
// has one reaches the threshold in studies and in effect sizes, no study is silent
// on the moderator, and no other moderator is confounded with it. A level without
// any study does not stand in the way of the others.
func (r *Readiness) Ready() bool {
	compared := 0
	for _, l := range r.Levels {
		if l.Studies == 0 {
			continue
		}
		compared++
		if l.Studies < r.MinPerLevel || l.Effects < r.MinPerLevel {
			return false
		}
	}
	return compared >= 2 && r.NotReported == 0 && r.NotExtracted == 0 && len(r.Confounded) == 0
}
