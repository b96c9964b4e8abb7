package gaps

import (
	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
)

// summary is what the whole table says, whichever kinds are chosen.
type summary struct {
	Rows, Cells, Empty, Thin, Full int
	Blank                          int // rows that are empty in every column
	Findings, Studies              int
	// Nothing are the rows without any finding, also none outside the columns.
	Nothing, More int
	NothingNamed  []link
	Columns       []column
	Kinds         []kind
}

type link struct{ Label, Href string }

// column is how many cells of one column are empty.
type column struct {
	Label       string
	Empty, Thin int
	Of          int
}

// kind is how many gaps are of one kind.
type kind struct {
	Kind   string
	Cells  int
	Href   string // the gaps of this kind alone, or all again where it is chosen
	Chosen bool
}

func summarize(v *frame.Visit, asked choice, d data, rows, columns []answer.Value) summary {
	s := summary{
		Rows: len(rows), Cells: len(rows) * len(columns),
		Findings: d.EvidenceMatrix.Total.Findings, Studies: d.EvidenceMatrix.Total.Studies,
	}
	of, empty, thin, ofRow := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	for _, g := range d.Gaps {
		if g.Empty() {
			s.Empty++
			empty[g.Column.Key]++
			if ofRow[g.Row.Key]++; ofRow[g.Row.Key] == len(columns) {
				s.Blank++
			}
		} else {
			s.Thin++
			thin[g.Column.Key]++
		}
		for _, k := range g.Kinds {
			of[k]++
		}
	}
	s.Full = s.Cells - s.Empty - s.Thin
	for _, c := range columns {
		s.Columns = append(s.Columns, column{Label: c.Label, Empty: empty[c.Key], Thin: thin[c.Key], Of: len(rows)})
	}
	s.Kinds = kindsOf(v, asked, of)
	s.nothing(v, asked, d, rows)
	return s
}

// kindsOf lists the kinds that cells are of, and the one that is chosen.
func kindsOf(v *frame.Visit, asked choice, cells map[string]int) []kind {
	var list []kind
	for _, name := range v.Words.Terms("GapKind") {
		chosen := len(asked.kinds) == 1 && asked.kinds[0] == name
		if cells[name] == 0 && !chosen {
			continue
		}
		k := kind{Kind: name, Cells: cells[name], Chosen: chosen, Href: v.Here(v.With("kinds", name, "row")) + "#list"}
		if chosen {
			k.Href = v.Here(v.With("kinds", "", "row")) + "#list"
		}
		list = append(list, k)
	}
	return list
}

// nothing finds the rows without any finding.
func (s *summary) nothing(v *frame.Visit, asked choice, d data, rows []answer.Value) {
	has := map[string]bool{}
	for _, group := range d.Found.Groups {
		if len(group.Keys) == 1 {
			has[group.Keys[0].Key] = true
		}
	}
	for _, r := range rows {
		if has[r.Key] {
			continue
		}
		s.Nothing++
		if len(s.NothingNamed) < mostNames {
			s.NothingNamed = append(s.NothingNamed, link{r.Label, page(v, asked.rows, r.Key)})
		}
	}
	s.More = s.Nothing - len(s.NothingNamed)
}

// page gives the address of the page of a value; empty where values of its dimension
// have none.
func page(v *frame.Visit, dimension, key string) string {
	switch dimension {
	case "FACTOR":
		return v.Path("factor", "key", key)
	case "PHASE":
		return v.Path("phase", "key", key)
	}
	return ""
}
