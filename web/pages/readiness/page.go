// Package readiness is the page of whether there is enough to compare the values of a
// trait, such as routes or settings, in a meta-regression, and of what is missing.
package readiness

import (
	"embed"
	"math"
	"strconv"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
)

//go:embed page.html page.graphql en.toml it.toml
var files embed.FS

// Page is whether there is enough to compare.
func Page() frame.Page {
	return frame.Page{Name: "readiness", Path: "readiness", Files: files, Ask: ask, Show: show, Table: table}
}

// Bounds of how many studies each level needs, as the contract has them.
const (
	defaultLeast = 10
	mostLeast    = 1000
)

// moderators are the traits that may be chosen, in the order of the document; the first
// is taken where an address names none.
var moderators = []string{
	"TRAFFICKING_SCOPE", "SETTING", "LIFE_STAGE", "ENTRY_STAGE", "COUNTRY", "COUNTRY_OF_ORIGIN",
	"DESIGN", "LANGUAGE", "INFORMANT", "DEFINITION_SCOPE", "PHASE", "FACTOR_LEVEL",
}

// choice is what an address asks for.
type choice struct {
	where     filter.Filter
	moderator string
	least     int
}

func read(a *frame.Address) choice {
	c := choice{where: filter.Read(a), moderator: a.Option("moderator", moderators...), least: a.Number("least", 1, mostLeast, defaultLeast)}
	if c.moderator == "" {
		c.moderator = moderators[0]
	}
	return c
}

func ask(a *frame.Address) map[string]any {
	c := read(a)
	return map[string]any{"moderator": c.moderator, "least": c.least, "where": c.where.Where()}
}

type data struct {
	Readiness                                              readiness
	Route, Setting, LifeStage, EntryStage, Country, Origin readiness
	Design, Language, Informant, Subject, Phase, Level     readiness
	answer.Options
}

// all gives the readiness of each moderator, in their order.
func (d data) all() []readiness {
	return []readiness{
		d.Route, d.Setting, d.LifeStage, d.EntryStage, d.Country, d.Origin,
		d.Design, d.Language, d.Informant, d.Subject, d.Phase, d.Level,
	}
}

// readiness is what there is to compare the levels of one moderator with. Of the
// overview only a part is there: see the document.
type readiness struct {
	Moderator, Verdict                                      string
	MinPerLevel, Studies                                    int
	Note                                                    string // in English
	Levels                                                  []level
	NotReportedShare, NotExtractedShare, NotApplicableShare float64 // of the studies, 0 to 1
	EffectsAvailable, DependentStudies                      int
	ConfoundedWith                                          []string
}

type level struct {
	Value                     answer.Value
	Studies, Effects, Missing int
}

// of gives how many studies a share of them is.
func (r readiness) of(share float64) int { return int(math.Round(share * float64(r.Studies))) }

// columns of the download: one row for each level, and one for each kind of silence.
var columns = []string{"moderator", "level", "studies", "effects", "missing", "minPerLevel"}

// table gives the levels of the moderator that the page shows.
func table(v *frame.Visit) (frame.Table, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.Table{}, err
	}
	r := d.Readiness
	t := frame.Table{Columns: columns}
	for _, l := range r.Levels {
		t.Rows = append(t.Rows, []string{
			r.Moderator, l.Value.Key, strconv.Itoa(l.Studies), strconv.Itoa(l.Effects), strconv.Itoa(l.Missing), strconv.Itoa(r.MinPerLevel),
		})
	}
	for _, silent := range []struct {
		key   string
		share float64
	}{{"NOT_REPORTED", r.NotReportedShare}, {"NOT_EXTRACTED", r.NotExtractedShare}, {"NOT_APPLICABLE", r.NotApplicableShare}} {
		t.Rows = append(t.Rows, []string{r.Moderator, silent.key, strconv.Itoa(r.of(silent.share)), "", "", ""})
	}
	return t, nil
}
