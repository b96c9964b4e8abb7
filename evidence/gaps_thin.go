package evidence

import (
	"context"

	"github.com/exitgraph/exitgraph/graph"
)

// oneValue finds the cells of which all studies share one design, country, language
// or life stage, and those of which this cannot be told.
func (f *gapFinder) oneValue(ctx context.Context) error {
	var studied []int32 // findings of each cell that rest on a study
	for _, k := range []GapKind{OneDesign, OneCountry, OneLanguage, OneLifeStage} {
		d := oneOf[k]
		if !f.thin || f.isAxis(d) || !f.needed.Has(k) && !f.asked.Missing { // by an axis, each cell has one value by definition
			continue
		}
		if studied == nil && d != graph.DimDesign {
			var err error
			if studied, err = f.studied(ctx); err != nil {
				return err
			}
		}
		groups, axis, err := f.along(ctx, d)
		if err != nil {
			return err
		}
		if studied == nil {
			studied = f.studiedOf(groups)
		}
		without, err := f.withoutSamples(ctx, d)
		if err != nil {
			return err
		}
		f.judge(k, axis, groups, studied, without)
	}
	return nil
}

// along tallies the cells by a dimension.
func (f *gapFinder) along(ctx context.Context, d graph.Dimension) ([]graph.Group, graph.Axis, error) {
	axis, err := f.m.placing.axis(ctx, d)
	if err != nil {
		return nil, axis, err
	}
	groups, err := f.tally(ctx, nil, f.m.rows, f.m.columns, axis)
	return groups, axis, err
}

// studied gives how many findings of each cell rest on a study.
func (f *gapFinder) studied(ctx context.Context) ([]int32, error) {
	if !ofStudies(f.m.rows.Dimension) && !ofStudies(f.m.columns.Dimension) {
		return f.cells(ctx, restsOnStudy())
	}
	out := make([]int32, f.m.Cells())
	for cell := range out {
		out[cell] = f.m.Counts(cell).Findings
	}
	return out, nil
}

// studiedOf gives the same of cells tallied by design, since every study has one.
func (f *gapFinder) studiedOf(byDesign []graph.Group) []int32 {
	out := make([]int32, f.m.Cells())
	for i := range byDesign {
		out[f.cellOf(&byDesign[i])] += byDesign[i].Counts.Findings
	}
	return out
}

// withoutSamples gives how many findings of each cell rest on a study of which no
// sample is known; nil for dimensions that need not be asked for that, because a
// finding cannot have both a value and a missing one.
func (f *gapFinder) withoutSamples(ctx context.Context, d graph.Dimension) ([]int32, error) {
	if d != graph.DimLifeStage {
		return nil, nil
	}
	samples := graph.ModelOf(graph.KindFinding).Edge("samples")
	return f.cells(ctx, graph.And{restsOnStudy(), graph.Has{Edge: samples, Quant: graph.None}})
}

// judge decides for each cell whether all its studies share one value of a
// dimension. It may stay open, where at most one value is known and some findings
// have none; where several are known, it makes no difference what is missing.
func (f *gapFinder) judge(k GapKind, axis graph.Axis, groups []graph.Group, studied, without []int32) {
	for cell := range f.m.Cells() {
		if f.m.cells[cell] == 0 {
			continue
		}
		var seen valuesSeen
		for ; len(groups) > 0 && f.cellOf(&groups[0]) == cell; groups = groups[1:] {
			seen.add(axis.Keys[groups[0].At[2]], groups[0].Counts.Findings)
		}
		if studied[cell] == 0 || seen.several() {
			continue
		}
		if without == nil {
			seen.unknown = seen.unknown || seen.findings < studied[cell]
		} else {
			seen.unknown = seen.unknown || without[cell] > 0
		}
		d := axis.Dimension
		if seen.silent {
			f.notReported[cell] = f.notReported[cell].with(d)
		}
		if seen.unknown {
			f.notExtracted[cell] = f.notExtracted[cell].with(d)
		}
		if !seen.silent && !seen.unknown && seen.values == 1 {
			f.kinds[cell] |= 1 << k
		}
	}
}

// valuesSeen is what stands in one cell on one dimension.
type valuesSeen struct {
	values   int   // recorded ones
	mixed    bool  // one of them stands for several
	findings int32 // at any value, recorded or not; one may count several times
	silent   bool  // some source does not say
	unknown  bool  // some source was not read far enough
}

func (s *valuesSeen) add(value string, findings int32) {
	s.findings += findings
	switch value {
	case notReported:
		s.silent = true
	case notExtracted:
		s.unknown = true
	case notApplicable:
		// Practitioners: their own life stage is beside the point.
	case mixed:
		s.values, s.mixed = s.values+1, true
	default:
		s.values++
	}
}

func (s *valuesSeen) several() bool { return s.values > 1 || s.mixed }

// allOf finds the cells whose findings are all alike in how they were obtained or
// in what they say.
func (f *gapFinder) allOf(ctx context.Context) error {
	if !f.thin {
		return nil
	}
	finding := graph.ModelOf(graph.KindFinding)
	for _, one := range []struct {
		kind   GapKind
		field  string
		values []string
	}{
		{SecondaryOnly, "extractionBasis", []string{"SECONDARY_REVIEW", "RECONSTRUCTED"}},
		{LowConfidenceOnly, "confidence", []string{"LOW"}},
	} {
		if !f.needed.Has(one.kind) {
			continue
		}
		alike, err := f.cells(ctx, graph.Compare{Field: finding.Field(one.field), Op: graph.OpIn, Strs: one.values})
		if err != nil {
			return err
		}
		f.eachFilled(func(cell int, c *graph.Counts) bool { return alike[cell] == c.Findings }, one.kind)
	}
	f.eachFilled(func(_ int, c *graph.Counts) bool { return c.Studies <= 1 }, OneStudy)
	unsigned := graph.VocabValence.Index(string(graph.Unsigned))
	f.eachFilled(func(_ int, c *graph.Counts) bool { return c.ByValence[unsigned].Findings == c.Findings }, UnsignedOnly)
	return nil
}

// eachFilled gives a kind to the cells with findings of which something holds.
func (f *gapFinder) eachFilled(holds func(cell int, c *graph.Counts) bool, k GapKind) {
	var counts graph.Counts
	for cell, group := range f.m.cells {
		if group == 0 {
			continue
		}
		if counts = f.m.Counts(cell); holds(cell, &counts) {
			f.kinds[cell] |= 1 << k
		}
	}
}

// withoutFollowUp finds the cells of a table without phases of which no finding
// stands in a phase after leaving of the default model.
func (f *gapFinder) withoutFollowUp(ctx context.Context) error {
	frame := f.m.placing.frame
	model := frame.DefaultModel()
	if !f.thin || f.isAxis(graph.DimPhase) || !f.needed.Has(NoFollowUp) || model == nil {
		return nil
	}
	var keys []string
	for _, p := range frame.FollowUpPhases(model.Key) {
		keys = append(keys, p.Key)
	}
	if len(keys) == 0 {
		return nil
	}
	groups, err := f.tally(ctx, nil, f.m.rows, f.m.columns, pickKeys(frame.PhaseAxis(model.Key, graph.SameMappings()), keys))
	if err != nil {
		return err
	}
	followed := make([]bool, f.m.Cells())
	for i := range groups {
		followed[f.cellOf(&groups[i])] = true
	}
	f.eachFilled(func(cell int, _ *graph.Counts) bool { return !followed[cell] }, NoFollowUp)
	return nil
}
