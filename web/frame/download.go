package frame

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/schema"
)

// sendJSON sends the answer as the engine made it: the bytes that a client gets who
// sends the page's document and variables to the GraphQL endpoint.
func (s *Site) sendJSON(w http.ResponseWriter, v *Visit, resp *schema.Response) {
	defer resp.Body.Release()
	head(w, v, "json", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(resp.Body.Len()))
	_, _ = resp.Body.WriteTo(w) // a client that left is no fault
}

// sendCSV sends a table by RFC 4180, in UTF-8.
func (s *Site) sendCSV(w http.ResponseWriter, v *Visit, table Table) error {
	var text bytes.Buffer
	out := csv.NewWriter(&text)
	out.UseCRLF = true
	if err := out.Write(table.Columns); err != nil {
		return err
	}
	for i, row := range table.Rows {
		if len(row) != len(table.Columns) {
			return fmt.Errorf("row %d of a table has %d cells under %d columns", i+1, len(row), len(table.Columns))
		}
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = inert(cell)
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	head(w, v, "csv", "text/csv; charset=utf-8; header=present")
	w.Header().Set("Content-Length", strconv.Itoa(text.Len()))
	_, _ = w.Write(text.Bytes()) // a client that left is no fault
	return nil
}

// sendForm sends what the page shows in the form that was asked for.
func (s *Site) sendForm(w http.ResponseWriter, v *Visit) error {
	at := slices.IndexFunc(v.page.Forms, func(f Form) bool { return f.Name == v.Form })
	if at < 0 {
		return fmt.Errorf("there is no form %q", v.Form)
	}
	form := v.page.Forms[at]
	text, err := form.Text(v)
	if err != nil {
		return err
	}
	head(w, v, form.Ending, form.MediaType)
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	_, _ = w.Write(text) // a client that left is no fault
	return nil
}

// inert keeps spreadsheets from taking a text for a formula. Numbers stay as they are.
func inert(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return cell
	}
	if _, err := strconv.ParseFloat(cell, 64); err == nil {
		return cell
	}
	return "'" + cell
}

func head(w http.ResponseWriter, v *Visit, ending, mediaType string) {
	name := "exitgraph-" + v.page.Name
	for _, part := range wildcards(v.page.Path) {
		name += "-" + v.Part(part)
	}
	name = strings.Map(func(r rune) rune {
		if r == '-' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, strings.ToLower(name))
	h := w.Header()
	h.Set("Content-Type", mediaType)
	h.Set("Content-Disposition", `attachment; filename="`+name[:min(len(name), 100)]+"."+ending+`"`)
	h.Set("Cache-Control", "no-store")
	if v.Revision != "" {
		h.Set("Exitgraph-Revision", v.Revision)
	}
}
