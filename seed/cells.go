package seed

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/internal/nearest"
)

// set writes a cell into a record. It returns what is wrong with the form of the
// cell and how to mend it, or nothing; what graph.Check says of a value is left
// to it.
func (c *column) set(r graph.Record, cell string, lim *limits) (message, remedy string) {
	if len(cell) > lim.cellBytes {
		return fmt.Sprintf("the cell is longer than %d bytes", lim.cellBytes), "Shorten it"
	}
	if hasBlanksAround(cell) {
		return "there are blanks around the value", "Remove blanks and line breaks before and after it"
	}
	if c.field == nil {
		return checkKindName(cell, c.kinds)
	}
	if c.field.Type == graph.TypeBool {
		return c.setBool(r, cell)
	}
	if cell == "" {
		return "", "" // absence; whether a value is required is the model's to say
	}
	switch c.field.Type {
	case graph.TypeInt:
		return c.setInt(r, cell)
	case graph.TypeText:
		text := c.field.Text(r)
		if text == nil {
			text = make(graph.Text, 0, c.langs)
		}
		c.field.SetText(r, append(text, graph.Translation{Lang: c.lang, Value: cell}))
	case graph.TypeStrings, graph.TypeRefs:
		return c.setList(r, cell, lim)
	default:
		c.field.SetStr(r, cell)
	}
	return "", ""
}

func (c *column) setBool(r graph.Record, cell string) (message, remedy string) {
	switch cell {
	case "YES", "NO":
		c.field.SetBool(r, cell == "YES")
		return "", ""
	case "":
		return "a value is required", "Write YES or NO"
	default:
		return fmt.Sprintf("%s is not a value of this field", shown(cell)), "Write YES or NO"
	}
}

// setInt takes plain digits only, so that one number has one form, and none but
// numbers in range: 0 would read as absence.
func (c *column) setInt(r graph.Record, cell string) (message, remedy string) {
	remedy = fmt.Sprintf("Give a whole number from %d to %d in plain digits, or leave the cell empty where that is allowed", c.field.Min, c.field.Max)
	n, err := strconv.Atoi(cell)
	switch {
	case errors.Is(err, strconv.ErrRange), err == nil && (n < c.field.Min || n > c.field.Max):
		return fmt.Sprintf("%s is out of range", shown(cell)), remedy
	case err != nil, strconv.Itoa(n) != cell:
		return fmt.Sprintf("%s is not a whole number", shown(cell)), remedy
	}
	c.field.SetInt(r, n)
	return "", ""
}

func (c *column) setList(r graph.Record, cell string, lim *limits) (message, remedy string) {
	n := strings.Count(cell, ";") + 1
	if n > lim.values {
		return fmt.Sprintf("the cell holds %d values, more than %d", n, lim.values), "Name fewer values"
	}
	values := make([]string, 0, n)
	for v := range strings.SplitSeq(cell, ";") {
		if v == "" {
			return "a value of the list is empty", "Separate values with one semicolon, and put none at the ends"
		}
		if hasBlanksAround(v) {
			return fmt.Sprintf("there are blanks around %s", shown(strings.TrimSpace(v))), "Separate values with a semicolon alone"
		}
		values = append(values, v)
	}
	c.field.SetList(r, values)
	return "", ""
}

// checkKindName checks the form of an extra column that names a kind of node.
func checkKindName(cell string, names []string) (message, remedy string) {
	if slices.Contains(names, cell) {
		return "", ""
	}
	if cell == "" {
		return "a value is required", "Name the kind of the record, or take the column out"
	}
	return fmt.Sprintf("%s is not a kind of record", shown(cell)),
		didYouMean(nearest.Word(cell, slices.Values(names)), "Use one of "+strings.Join(names, ", "))
}

func hasBlanksAround(v string) bool {
	if v == "" {
		return false
	}
	first, last := v[0], v[len(v)-1]
	if first > ' ' && first < 0x80 && last > ' ' && last < 0x80 {
		return false // the usual case, without decoding
	}
	return strings.TrimSpace(v) != v
}

// shown quotes a value for a message, cut where it is long.
func shown(v string) string { return strconv.Quote(cut(v)) }

// printable makes a name from a folder fit for a line on a terminal.
func printable(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return utf8.RuneError
	}, cut(name))
}

// cut shortens a value that is too long to be told.
func cut(v string) string {
	const most = 100
	if len(v) <= most {
		return v
	}
	return strings.ToValidUTF8(v[:most], "") + "…"
}
