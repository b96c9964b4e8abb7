// Package factors is the page of the list of factors, with how much was found on each.
package factors

import (
	"cmp"
	"embed"
	"maps"
	"slices"
	"strconv"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/parts"
)

//go:embed page.html page.graphql en.toml it.toml
var files embed.FS

// Page is the list of factors.
func Page() frame.Page {
	return frame.Page{Name: "factors", Path: "factors", Files: files, Ask: ask, Show: show, Table: table}
}

// size is how many factors stand on one page.
const size = 50

// The orders of the list. The first two are the engine's and are paged by cursors; the
// others are by counts, which hold only factors with findings, and are paged by numbers.
const (
	byLevel   = "level"
	byName    = "name"
	byStudies = "studies"
	bySides   = "disagreement"
)

var orders = []string{byLevel, byName, byStudies, bySides}

// order gives the order that an address asks for.
func order(a *frame.Address) string {
	return cmp.Or(a.Option("sort", orders...), byLevel)
}

// counted says that an order is one by counts.
func counted(order string) bool { return order == byStudies || order == bySides }

type object = map[string]any

func ask(a *frame.Address) map[string]any {
	set, sorted := filter.Read(a), order(a)
	listed := object{}
	if text := a.Text("text"); text != "" {
		listed["label"] = object{"contains": text}
	}
	if level := a.Choice("level", "FactorLevel"); level != "" {
		listed["level"] = object{"eq": level}
	}
	variables := map[string]any{
		"listed": listed, "where": set.Where(), "counted": set.Where(object{"factor": listed}),
		"byName": !counted(sorted), "order": []any{object{"field": "LABEL"}},
	}
	if sorted == byLevel {
		variables["order"] = []any{object{"field": "LEVEL"}, object{"field": "LABEL"}}
	}
	if counted(sorted) {
		a.Number("page", 1, 1_000_000, 1)
		variables["first"] = 1
		return variables
	}
	maps.Copy(variables, a.Paging(size))
	return variables
}

type data struct {
	Factors struct {
		TotalCount int
		PageInfo   answer.PageInfo
		Nodes      []row
	}
	All   struct{ TotalCount int }
	Tally struct {
		Groups []struct {
			Keys   []struct{ Node row }
			Counts answer.Counts
		}
	}
	answer.Options
}

// row is one factor of the list.
type row struct {
	answer.Factor
	Broader *answer.Named
	Counts  answer.Counts
}

// list is the part of the list that a visit asks for.
type list struct {
	Rows       []row
	Total      int // rows of the whole list
	Unfound    int // factors without findings, which an order by counts leaves out
	Prev, Next string
}

func read(v *frame.Visit) (data, list, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return d, list{}, err
	}
	sorted := order(v.Address)
	if !counted(sorted) {
		l := list{Rows: d.Factors.Nodes, Total: d.Factors.TotalCount}
		info := d.Factors.PageInfo
		l.Prev, l.Next = v.Pages(info.HasPreviousPage, info.HasNextPage, info.StartCursor, info.EndCursor)
		return d, l, nil
	}
	l := list{Total: len(d.Tally.Groups), Unfound: d.All.TotalCount - len(d.Tally.Groups)}
	for _, g := range d.Tally.Groups {
		r := g.Keys[0].Node
		r.Counts = g.Counts
		l.Rows = append(l.Rows, r)
	}
	amount := studies
	if sorted == bySides {
		amount = smallerSide
	}
	slices.SortStableFunc(l.Rows, func(x, y row) int {
		return cmp.Or(cmp.Compare(amount(y), amount(x)), cmp.Compare(studies(y), studies(x)))
	})
	number := v.Number("page", 1, 1_000_000, 1)
	from := min((number-1)*size, len(l.Rows))
	to := min(from+size, len(l.Rows))
	l.Prev, l.Next = turned(v, number, from > 0, to < len(l.Rows))
	l.Rows = l.Rows[from:to]
	return d, l, nil
}

func studies(r row) int { return r.Counts.Studies }

// smallerSide is the number of studies on the second largest side, as contradictions
// are ordered: an order for reading, and no measure.
func smallerSide(r row) int {
	var sides []int
	for _, valence := range []string{"FACILITATING", "HINDERING", "AMBIVALENT"} {
		sides = append(sides, r.Counts.Of(valence).Studies)
	}
	slices.Sort(sides)
	return sides[1]
}

// turned gives the addresses of the pages before and after one of a number.
func turned(v *frame.Visit, number int, back, on bool) (prev, next string) {
	at := func(number int) string {
		query := v.Values()
		query.Set("page", strconv.Itoa(number))
		return v.Here(query)
	}
	if back {
		prev = at(number - 1)
	}
	if on {
		next = at(number + 1)
	}
	return prev, next
}

func table(v *frame.Visit) (frame.Table, error) {
	_, l, err := read(v)
	if err != nil {
		return frame.Table{}, err
	}
	t := frame.Table{Columns: []string{"key", "label", "level", "broader", "findings", "studies", "facilitating", "hindering", "ambivalent", "unsigned"}}
	for _, r := range l.Rows {
		broader := ""
		if r.Broader != nil {
			broader = r.Broader.Key
		}
		cells := []string{r.Key, r.Label.Value, r.Level, broader, strconv.Itoa(r.Counts.Findings), strconv.Itoa(r.Counts.Studies)}
		for _, valence := range []string{"FACILITATING", "HINDERING", "AMBIVALENT", "UNSIGNED"} {
			cells = append(cells, strconv.Itoa(r.Counts.Of(valence).Studies))
		}
		t.Rows = append(t.Rows, cells)
	}
	return t, nil
}

// field is a choice of the form whose words are those of the page.
func field(name, label string, options ...parts.Option) parts.Field {
	return parts.Field{Name: name, Label: label, Options: options}
}
