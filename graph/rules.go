package graph

import (
	"fmt"
	"slices"
)

// rules checks what ties several fields, or a record and its neighbours,
// together. Its fields are sound when it is called.
func (c *checker) rules() {
	switch r := c.r.(type) {
	case *Study:
		if r.DataCollectedFrom != 0 && r.DataCollectedTo != 0 && r.DataCollectedTo < r.DataCollectedFrom {
			c.fault(c.f("dataCollectedTo"), "data collection ends before it begins", "Correct one of the two years")
		}
	case *Sample:
		c.sample(r)
	case *Factor:
		c.factor(r)
	case *Phase:
		c.phase(r)
	case *Finding:
		c.finding(r)
	case *Transition:
		c.transition(r)
	case *PhaseMapping:
		c.mapping(r)
	case *VocabularyMapping:
		switch c.w.Record(0, r.From).RecordKind() {
		case KindReport, KindVocabularyTerm:
		default:
			c.fault(c.f("from"), fmt.Sprintf("%q is neither a report nor a term", r.From), "Name a report or a term of an outside vocabulary")
		}
	}
}

func (c *checker) f(name string) *Field { return models[c.r.RecordKind()].Field(name) }

func (c *checker) sample(r *Sample) {
	if (r.Size == 0) != (r.SizeUnit == UnitUnknown) {
		c.fault(c.f("sizeUnit"), "size and unit do not fit: a known size needs a unit, an unknown one has the unit UNKNOWN", "Give both, or neither and UNKNOWN")
	}
	if slices.Contains(r.OverlapsWith, r.Key) {
		c.fault(c.f("overlapsWith"), "a sample cannot overlap with itself", "Remove its own key")
	}
}

func (c *checker) factor(r *Factor) {
	if r.Broader == "" {
		return
	}
	if broader := c.w.Record(KindFactor, r.Broader).(*Factor); broader.Level != r.Level {
		c.fault(c.f("broader"), fmt.Sprintf("the broader factor %q is of another level", r.Broader), "Link factors of the same level only")
	}
	c.noCycle(c.f("broader"))
}

func (c *checker) phase(r *Phase) {
	if r.Parent == "" {
		return
	}
	if parent := c.w.Record(KindPhase, r.Parent).(*Phase); parent.Model != r.Model {
		c.fault(c.f("parent"), fmt.Sprintf("the parent %q is of another model", r.Parent), "Name a phase of the same model")
	}
	c.noCycle(c.f("parent"))
}

// noCycle follows a reference to the kind itself upwards.
func (c *checker) noCycle(f *Field) {
	seen := map[string]bool{}
	for at := f.Str(c.r); at != "" && !seen[at]; { // a circle above it is the fault of those in it
		if at == c.r.RecordKey() {
			c.fault(f, "the record is above itself", "Break the circle at one of the records in it")
			return
		}
		seen[at] = true
		up := c.w.Record(f.Target, at)
		if up == nil {
			return
		}
		at = f.Str(up)
	}
}

func (c *checker) finding(r *Finding) {
	if (r.Phase == "") != (r.PhaseBasis == PhaseNotReported) {
		c.fault(c.f("phaseBasis"), "phase and its basis do not fit: a phase is STATED or INFERRED, no phase is NOT_REPORTED", "Correct one of the two")
	}
	if (r.Valence == Unsigned) != (r.ValenceBasis == "NOT_STATED") {
		c.fault(c.f("valenceBasis"), "valence and its basis do not fit: UNSIGNED, and nothing else, is NOT_STATED", "Correct one of the two")
	}
	for _, key := range r.Samples {
		sample := c.w.Record(KindSample, key).(*Sample)
		if !slices.Contains(sample.Studies, r.Study) {
			c.fault(c.f("ownSamples"), fmt.Sprintf("the sample %q is not one of the finding's study", key), "Name samples of the study only")
		}
	}
	if (r.SupersededBy != "") != (r.Status == Superseded) {
		c.fault(c.f("supersededBy"), "only a superseded finding, and each of them, names the one that takes its place", "Correct the status or the reference")
	}
	if r.SupersededBy != "" {
		c.noCycle(c.f("supersededBy"))
	}
}

func (c *checker) transition(r *Transition) {
	from, to := c.w.Record(KindPhase, r.From).(*Phase), c.w.Record(KindPhase, r.To).(*Phase)
	if from.Model != to.Model || r.From == r.To {
		c.fault(c.f("to"), "a step leads from one phase to another of the same model", "Correct one of the two phases")
	}
}

func (c *checker) mapping(r *PhaseMapping) {
	from, to := c.w.Record(KindPhase, r.From).(*Phase), c.w.Record(KindPhase, r.To).(*Phase)
	if from.Model == to.Model {
		c.fault(c.f("to"), "a mapping links phases of different models", "Correct one of the two phases")
	}
	if (r.Basis == "STATED") != (r.StatedBy != "") {
		c.fault(c.f("statedBy"), "a stated link names the report that states it, and no other link does", "Correct the basis or the report")
	}
}
