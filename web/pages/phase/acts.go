package phase

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
)

// side is what points one way in the phase.
type side struct {
	Valence string
	Class   string // of its style
	Title   string
	Empty   string // what to say where nothing does
	Counts  answer.ValenceCount
	Most    int // the most studies of one factor, on any side
	Acts    []act
	Shown   []act  // the first of them
	More    int    // those that are not shown
	Href    string // all findings that point this way
}

// mostShown is how many factors of one side the page shows. The download has all.
const mostShown = 60

// act is one factor on one side.
type act struct {
	answer.Value
	Level             string
	Studies, Findings int
	Href              string // the findings behind the number
	Others            []string
}

// look says in which order sides stand, and how.
var look = []struct{ valence, class, words string }{
	{"FACILITATING", "side-for", "helps"},
	{"HINDERING", "side-against", "hinders"},
	{"AMBIVALENT", "side-both", "both"},
	{"UNSIGNED", "side-unsigned", "unsigned"},
}

// sides groups factors by what findings say of them in the phase; a factor of which they
// say several things stands on several sides. Most studies stand first. against are the
// factors of which some findings say that they help, and others that they hinder.
func sides(v *frame.Visit, t tally, phase string, where filter.Filter) (list []side, against []act) {
	most := 0
	for _, group := range t.Groups {
		for _, value := range group.Counts.ByValence {
			most = max(most, value.Studies)
		}
	}
	for _, l := range look {
		s := side{Valence: l.valence, Class: l.class, Counts: t.Total.Of(l.valence), Most: most}
		s.Title, s.Empty = v.Words.T("side."+l.words), v.Words.T("side."+l.words+"-none")
		for _, group := range t.Groups {
			count := group.Counts.Of(l.valence)
			if count.Findings == 0 || len(group.Keys) != 1 {
				continue
			}
			key := group.Keys[0]
			a := act{Value: key.Value, Studies: count.Studies, Findings: count.Findings}
			if key.Node != nil {
				a.Level = key.Node.Level
			}
			pairs := append([]any{"factor", key.Key, "phase", phase, "direct", "yes", "valence", l.valence}, where.Pairs()...)
			a.Href = v.Path("findings", pairs...)
			for _, other := range group.Counts.ByValence {
				if other.Valence != l.valence && other.Findings > 0 {
					a.Others = append(a.Others, other.Valence)
				}
			}
			s.Acts = append(s.Acts, a)
			if l.valence == "FACILITATING" && group.Counts.Of("HINDERING").Findings > 0 {
				a.Href = v.Path("findings", append([]any{"factor", key.Key, "phase", phase, "direct", "yes"}, where.Pairs()...)...)
				against = append(against, a)
			}
		}
		slices.SortStableFunc(s.Acts, func(x, y act) int {
			return cmp.Or(cmp.Compare(y.Studies, x.Studies), cmp.Compare(y.Findings, x.Findings))
		})
		s.Shown = s.Acts[:min(mostShown, len(s.Acts))]
		s.More = len(s.Acts) - len(s.Shown)
		s.Href = v.Path("findings", append([]any{"phase", phase, "direct", "yes", "valence", l.valence}, where.Pairs()...)...)
		list = append(list, s)
	}
	return list, against
}

// amounts are numbers of studies by the values of one dimension.
type amounts struct {
	Title string
	Most  int
	Rows  []amount
}

type amount struct {
	Enum, Value string
	Label       string // where there is no enum
	Studies     int
}

// who tells who was asked, of which life stage, and where.
func who(v *frame.Visit, d data) []amounts {
	var list []amounts
	for _, of := range []struct {
		title, enum string
		groups      groups
	}{
		{v.Words.T("filter.informant"), "Informant", d.Informants},
		{v.Words.T("filter.life-stage"), "LifeStage", d.Stages},
		{v.Words.T("filter.country"), "", d.Places},
	} {
		shown := amounts{Title: of.title}
		for _, group := range of.groups.Groups {
			if len(group.Keys) != 1 || group.Counts.Studies == 0 {
				continue
			}
			row := amount{Enum: of.enum, Value: group.Keys[0].Key, Studies: group.Counts.Studies}
			if of.enum == "" {
				row.Label = v.Words.Country(row.Value)
			}
			shown.Rows = append(shown.Rows, row)
			shown.Most = max(shown.Most, row.Studies)
		}
		if of.enum == "" {
			slices.SortStableFunc(shown.Rows, func(x, y amount) int { return cmp.Compare(y.Studies, x.Studies) })
		}
		if len(shown.Rows) > 0 {
			list = append(list, shown)
		}
	}
	return list
}

// table gives a row for each factor and valence that has findings in the phase.
func table(v *frame.Visit) (frame.Table, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.Table{}, err
	}
	if d.Phase == nil {
		return frame.Table{}, frame.Missing{Kind: kind, Key: v.Part("key")}
	}
	t := frame.Table{Columns: []string{"phase", "factorValence", "factor", "label", "level", "studies", "findings"}}
	list, _ := sides(v, d.Here, d.Phase.Key, filter.Read(v.Address))
	for _, s := range list {
		for _, a := range s.Acts {
			t.Rows = append(t.Rows, []string{d.Phase.Key, s.Valence, a.Key, a.Label, a.Level, strconv.Itoa(a.Studies), strconv.Itoa(a.Findings)})
		}
	}
	return t, nil
}
