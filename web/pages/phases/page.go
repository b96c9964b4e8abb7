// Package phases is the page that tells what phases are: the default model as a drawing,
// all other models, and how their phases relate.
package phases

import (
	"embed"
	"slices"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/leaving"
	"github.com/exitgraph/exitgraph/web/parts"
)

//go:embed page.html page.graphql en.toml it.toml
var files embed.FS

// Page is the page of phases and models.
func Page() frame.Page {
	return frame.Page{Name: "phases", Path: "phases", Files: files, Ask: ask, Show: show, Table: table}
}

func ask(a *frame.Address) map[string]any {
	return map[string]any{"where": filter.Read(a).Where()}
}

type data struct {
	PhaseModels []answer.ModelRecord
	answer.Options
}

type content struct {
	Form     parts.Filters
	Filtered bool
	Default  *leaving.Shown // nil where the data name no default model
	Authors  string         // of the default model
	Year     int            // 0 where it is not recorded
	Others   []line
	Rows     []crossing
}

// line is one model in the list.
type line struct {
	answer.ModelRecord
	Href            string
	Count           int // phases and parts
	Findings        int
	AllFindingsHref string
}

// crossing is a phase of the default model with what stands for it in other models.
type crossing struct {
	leaving.Station
	Mappings []answer.Mapping
}

func show(v *frame.Visit) (frame.View, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.View{}, err
	}
	where := filter.Read(v.Address)
	c := content{Form: where.Form(v, d.Options), Filtered: where.Any()}
	for _, m := range d.PhaseModels {
		c.Others = append(c.Others, line{
			ModelRecord: m, Count: m.Count(), Findings: m.Findings(),
			Href:            v.Path("model", append([]any{"key", m.Key}, where.Pairs()...)...),
			AllFindingsHref: v.Path("findings", append([]any{"model", m.Key}, where.Pairs()...)...),
		})
		if m.IsDefault && c.Default == nil {
			shown := leaving.Of(v, m.Model(), where, "")
			c.Default, c.Authors = &shown, v.Words.List(surnames(m.Authors))
			if m.Year != nil {
				c.Year = *m.Year
			}
			c.Rows = crossings(shown, m.Mappings())
		}
	}
	return frame.View{Lead: v.Words.T("lead"), Page: c}, nil
}

// surnames leaves the initials out, which stand last and end in a dot.
func surnames(authors []string) []string {
	list := make([]string, 0, len(authors))
	for _, author := range authors {
		words := strings.Fields(author)
		for len(words) > 1 && strings.HasSuffix(words[len(words)-1], ".") {
			words = words[:len(words)-1]
		}
		list = append(list, strings.Join(words, " "))
	}
	return list
}

// crossings gives each phase of a model with its links, the nearest kinds first.
func crossings(m leaving.Shown, mappings []answer.Mapping) []crossing {
	kinds := []string{"EXACT", "CLOSE", "NARROW", "BROAD", "RELATED"}
	var rows []crossing
	for _, station := range m.All() {
		row := crossing{Station: station}
		for _, mapping := range mappings {
			if mapping.From.Key == station.Key {
				row.Mappings = append(row.Mappings, mapping)
			}
		}
		slices.SortStableFunc(row.Mappings, func(x, y answer.Mapping) int {
			return slices.Index(kinds, x.Relation) - slices.Index(kinds, y.Relation)
		})
		rows = append(rows, row)
	}
	return rows
}

func table(v *frame.Visit) (frame.Table, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.Table{}, err
	}
	t := frame.Table{Columns: []string{"model", "name", "authors", "year", "structure", "isDefault", "phases", "findings"}}
	for _, m := range d.PhaseModels {
		year := ""
		if m.Year != nil {
			year = strconv.Itoa(*m.Year)
		}
		t.Rows = append(t.Rows, []string{
			m.Key, m.Name, strings.Join(m.Authors, ";"), year, m.Structure,
			strconv.FormatBool(m.IsDefault), strconv.Itoa(m.Count()), strconv.Itoa(m.Findings()),
		})
	}
	return t, nil
}
