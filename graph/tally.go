package graph

// Tally asks for counts of findings, or of studies or factors with their
// findings, in the groups that up to three axes make. Without axes there is the
// total only.
//
// A finding stands in every group whose axes all have a value of it, so it may
// stand in several; a finding without a value on some axis is unplaced. For
// studies and factors (Of), their findings are grouped the same way, and the
// listed nodes beside them, also those without findings: on an axis where a node
// has values of its own (a study has a design and, through its samples, countries;
// a factor has a level) it stands at those; on any other axis it stands where its
// counted findings do, one finding meeting all such axes at once.
type Tally struct {
	Of    Kind   // KindFinding (also for zero), KindStudy or KindFactor
	Where Filter // over Of
	// Findings, where Of is not KindFinding, says which findings of the listed nodes
	// are counted.
	Findings Filter
	By       []Axis // at most three
	Units    Units
	// GroupsOnly says that nothing but the groups is wanted: Unplaced and Total are
	// zero then, and Overlapping is false. Distinct counts do not add up, so that the
	// total costs a store about as much as all groups together.
	GroupsOnly bool
}

// Units says which counts are wanted; findings always are. Unwanted counts are 0.
type Units uint8

// The units that cost something to count.
const (
	CountStudies Units = 1 << iota
	CountSamples       // also participants
	CountReports
	CountValences // findings by valence, and how many were turned
	CountValenceStudies
	CountAll = CountStudies | CountSamples | CountReports | CountValences | CountValenceStudies
)

// Counted is the answer to a Tally. It may be shared with others who ask the same: it
// is read-only, as records are.
type Counted struct {
	Groups   Groups
	Unplaced Counts
	Total    Counts
	// Overlapping says that some finding, or listed node, stands in several groups,
	// so that groups do not add up to the total.
	Overlapping bool
}

// Group is one combination of values and what stands in it.
type Group struct {
	At     [3]int32 // places in the Keys of the axes; 0 beyond the last axis
	Counts Counts
}

// Counts are amounts of evidence in five units, never strength.
//
// A study counts once however many reports carry it; findings that rest on no
// study count as findings and reports only; a sample counts once however many
// studies share it.
type Counts struct {
	Nodes    int32 // listed nodes of the kind tallied; equals Findings for findings
	Findings int32
	Studies  int32
	Samples  int32
	Reports  int32 // distinct documents in which the findings were read
	// FromAbsence is how many findings' valence was turned, because an absence was
	// reported.
	FromAbsence int32
	// SamplesOfUnknownSize is how many of Samples have no known size: Participants
	// leaves them out.
	SamplesOfUnknownSize int32
	// MayOverlap says that two of the samples in Participants are marked as
	// overlapping.
	MayOverlap bool
	// Participants is the sum over distinct samples of known size whose unit is
	// people.
	Participants int64
	ByValence    [4]ValenceCount // in the order of VocabValence, by FactorValence
}

// ValenceCount counts the findings of one valence and the distinct studies that
// have any.
type ValenceCount struct {
	Findings, Studies int32
}

// Counter counts a set of findings and nodes the plain way, one after the other,
// with a set for each unit. It is the definition of the counting rules. The zero
// Counter is not ready; use NewCounter.
type Counter struct {
	l        Lookup
	counts   Counts
	seen     map[string]struct{}
	samples  []*Sample
	finding  *Model
	toSample *Edge
}

// NewCounter makes an empty Counter that looks samples up in l.
func NewCounter(l Lookup) *Counter {
	m := models[KindFinding]
	return &Counter{l: l, seen: map[string]struct{}{}, finding: m, toSample: m.Edge("samples")}
}

func (c *Counter) first(unit, key string) bool {
	k := unit + key
	if _, ok := c.seen[k]; ok {
		return false
	}
	c.seen[k] = struct{}{}
	return true
}

// AddFinding counts a finding, its study, samples and report.
func (c *Counter) AddFinding(f *Finding) {
	if !c.first("finding ", f.Key) {
		return
	}
	valence := f.FactorValence()
	v := &c.counts.ByValence[VocabValence.Index(string(valence))]
	c.counts.Findings++
	v.Findings++
	if f.Turned() {
		c.counts.FromAbsence++
	}
	if f.Study != "" {
		if c.first("study ", f.Study) {
			c.counts.Studies++
		}
		if c.first("valence "+string(valence)+" ", f.Study) {
			v.Studies++
		}
	}
	if c.first("report ", f.Report) {
		c.counts.Reports++
	}
	for _, s := range c.l.Targets(c.toSample, f) {
		c.addSample(s.(*Sample))
	}
}

// AddNode counts a listed node: a study counts as a study, also without findings;
// a factor as a node only. Samples come from findings alone, so that a group never
// counts people of whom none of its findings speaks.
func (c *Counter) AddNode(r Record) {
	if !c.first("node ", r.RecordKey()) {
		return
	}
	c.counts.Nodes++
	if r.RecordKind() == KindStudy && c.first("study ", r.RecordKey()) {
		c.counts.Studies++
	}
}

func (c *Counter) addSample(s *Sample) {
	if !c.first("sample ", s.Key) {
		return
	}
	c.counts.Samples++
	switch {
	case s.Size == 0:
		c.counts.SamplesOfUnknownSize++
	case s.SizeUnit == UnitPeople:
		c.counts.Participants += int64(s.Size)
		c.samples = append(c.samples, s)
	}
}

// Counts gives what was counted so far, reduced to the units wanted.
func (c *Counter) Counts(units Units) Counts {
	out := c.counts
	overlaps := models[KindSample].Edge("overlapsWith")
	for _, s := range c.samples {
		for _, o := range c.l.Targets(overlaps, s) {
			other := o.(*Sample)
			_, counted := c.seen["sample "+other.Key]
			if counted && other.Size != 0 && other.SizeUnit == UnitPeople {
				out.MayOverlap = true
			}
		}
	}
	return out.Only(units)
}

// Only clears the counts that are not among the units.
func (c Counts) Only(units Units) Counts {
	if units&CountStudies == 0 {
		c.Studies = 0
	}
	if units&CountSamples == 0 {
		c.Samples, c.SamplesOfUnknownSize, c.Participants, c.MayOverlap = 0, 0, 0, false
	}
	if units&CountReports == 0 {
		c.Reports = 0
	}
	for i := range c.ByValence {
		if units&CountValences == 0 {
			c.ByValence[i].Findings = 0
		}
		if units&CountValenceStudies == 0 {
			c.ByValence[i].Studies = 0
		}
	}
	if units&CountValences == 0 {
		c.FromAbsence = 0
	}
	return c
}

// AxisPath says how a node of a kind reaches its values on a dimension: over
// which edges, and whether the last of them starts at its findings, which then
// are narrowed to those that are counted.
func AxisPath(of Kind, d Dimension) (path []*Edge, viaFindings bool) {
	dim := dimensions[d]
	if of == KindFinding || of == 0 {
		return dim.Path, false
	}
	study, factor := models[KindStudy], models[KindFactor]
	switch {
	case of == KindStudy && len(dim.Path) > 0 && dim.Path[0].To == KindStudy:
		return dim.Path[1:], false
	case of == KindStudy && len(dim.Path) > 0 && dim.Path[0].To == KindSample:
		return append([]*Edge{study.Edge("samples")}, dim.Path[1:]...), false
	case of == KindStudy:
		return append([]*Edge{study.Edge("findings")}, dim.Path...), true
	case len(dim.Path) > 0 && dim.Path[0].To == KindFactor:
		return dim.Path[1:], false
	default:
		return append([]*Edge{factor.Edge("findings")}, dim.Path...), true
	}
}
