package readiness

import (
	"slices"
	"strconv"

	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/parts"
)

// content is what the template shows.
type content struct {
	readiness
	Form      parts.Filters
	Filtered  bool
	Ready     bool
	Levels    []shownLevel
	Most      int // the longest bar: studies at a level, or as many as are needed
	Silent    []silence
	Needed    []string // what would be needed, in words
	Kept      []string // what would have to be kept in mind, in words
	Overview  []line
	EffectsIn int // effect sizes that a comparison would need: of two levels at least
}

type shownLevel struct {
	level
	Href string
}

// silence is how many studies say nothing of the moderator.
type silence struct {
	Absent  string // "NOT_REPORTED" or "NOT_EXTRACTED"; empty for what does not apply
	Studies int
	Share   float64
	Href    string
}

// line is one moderator in the overview.
type line struct {
	Moderator, Verdict string
	Href               string
	Current            bool
	With, Enough       int // levels with a study, and with as many as are needed
	Fewest, Most       int // studies, of levels with a study
	NotReportedShare   float64
	NotExtractedShare  float64
	ConfoundedWith     []string
}

func show(v *frame.Visit) (frame.View, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.View{}, err
	}
	asked, r := read(v.Address), d.Readiness
	for i := range r.Levels {
		level := &r.Levels[i].Value
		level.Label = v.Words.Value(level.Dimension, level.Key, level.Label)
	}
	c := content{
		readiness: r, Ready: r.Verdict == "READY", Most: r.MinPerLevel,
		Form:     form(v, asked, d),
		Filtered: asked.where.Any() || asked.least != defaultLeast,
	}
	levels := 0 // with a study
	for _, l := range r.Levels {
		c.Most = max(c.Most, l.Studies)
		shown := shownLevel{level: l}
		if l.Studies > 0 {
			shown.Href = asked.where.Findings(v, r.Moderator, l.Value.Key)
			levels++
		}
		c.Levels = append(c.Levels, shown)
	}
	c.EffectsIn = max(2, levels) * r.MinPerLevel
	for _, s := range []silence{
		{Absent: "NOT_REPORTED", Share: r.NotReportedShare}, {Absent: "NOT_EXTRACTED", Share: r.NotExtractedShare}, {Share: r.NotApplicableShare},
	} {
		if s.Studies = r.of(s.Share); s.Studies > 0 {
			key := s.Absent
			if key == "" {
				key = "NOT_APPLICABLE"
			}
			if declared(v, r.Moderator, key) {
				s.Href = asked.where.Findings(v, r.Moderator, key)
			}
			c.Silent = append(c.Silent, s)
		}
	}
	c.Needed, c.Kept = needed(v.Words, c), kept(v.Words, r)
	for _, other := range d.all() {
		c.Overview = append(c.Overview, overview(v, asked, other))
	}
	return frame.View{Of: append([]string{v.Words.Dimension(r.Moderator)}, asked.where.Words(v.Words)...), Lead: v.Words.T("lead"), Page: c}, nil
}

// enums are the contract's enums of the moderators of which a study has one value. Only
// there the studies that are silent are those behind the findings with a silent value: a
// study without samples is silent on their traits too, and its findings have no value.
var enums = map[string]string{
	"TRAFFICKING_SCOPE": "TraffickingScope", "SETTING": "ExploitationSetting", "DESIGN": "StudyDesign", "DEFINITION_SCOPE": "DefinitionScope",
}

// declared says whether the list of findings can be asked for a value.
func declared(v *frame.Visit, moderator, value string) bool {
	return slices.Contains(v.Words.Terms(enums[moderator]), value)
}

func overview(v *frame.Visit, asked choice, r readiness) line {
	l := line{
		Moderator: r.Moderator, Verdict: r.Verdict, Href: v.Here(v.With("moderator", r.Moderator)), Current: r.Moderator == asked.moderator,
		NotReportedShare: r.NotReportedShare, NotExtractedShare: r.NotExtractedShare, ConfoundedWith: r.ConfoundedWith,
	}
	for _, one := range r.Levels {
		if one.Studies == 0 {
			continue
		}
		l.With++
		if one.Studies >= asked.least {
			l.Enough++
		}
		if l.Most = max(l.Most, one.Studies); l.Fewest == 0 || one.Studies < l.Fewest {
			l.Fewest = one.Studies
		}
	}
	return l
}

// needed says what stands between the data and a comparison.
func needed(w frame.Words, c content) []string {
	var list, short []string
	with := 0
	for _, l := range c.Levels {
		if l.Studies == 0 {
			continue
		}
		with++
		if l.Missing > 0 {
			short = append(short, w.T("needed.level", "level", l.Value.Label, "missing", w.T("needed.more-studies", "count", l.Missing)))
		}
	}
	if with < 2 {
		list = append(list, w.T("needed.two-levels"))
	}
	const most = 20
	if rest := len(short) - most; rest > 0 {
		short = append(short[:most:most], w.T("needed.more-levels", "count", rest))
	}
	if len(short) > 0 {
		list = append(list, w.T("needed.studies", "levels", w.List(short)))
	}
	if c.EffectsAvailable < c.EffectsIn {
		list = append(list, w.T("needed.effects", "count", c.EffectsAvailable, "needed", c.EffectsIn))
	}
	if n := c.of(c.NotReportedShare); n > 0 {
		list = append(list, w.T("needed.not-reported", "count", n))
	}
	if n := c.of(c.NotExtractedShare); n > 0 {
		list = append(list, w.T("needed.not-extracted", "count", n))
	}
	for _, other := range c.ConfoundedWith {
		list = append(list, w.T("needed.confounded", "trait", w.Dimension(other)))
	}
	return list
}

// kept says what does not stand in the way, and has to be kept in mind.
func kept(w frame.Words, r readiness) []string {
	var list, without []string
	for _, l := range r.Levels {
		if l.Studies == 0 {
			without = append(without, l.Value.Label)
		}
	}
	if len(without) > 0 {
		list = append(list, w.T("kept.without", "levels", w.List(without)))
	}
	if r.DependentStudies > 0 {
		list = append(list, w.T("kept.dependent", "count", r.DependentStudies))
	}
	return list
}

func form(v *frame.Visit, asked choice, d data) parts.Filters {
	w := v.Words
	moderator := parts.Field{Name: "moderator", Label: w.T("form.moderator")}
	for _, value := range moderators {
		moderator.Options = append(moderator.Options, parts.Option{Value: value, Label: w.Dimension(value), Selected: value == asked.moderator})
	}
	least := parts.Field{Name: "least", Label: w.T("form.least"), Value: strconv.Itoa(asked.least), Kind: "number"}
	return asked.where.Form(v, d.Options, moderator, least)
}
