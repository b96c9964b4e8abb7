// Package folder writes dataset folders of any size, record by record.
//
// It knows the files of a dataset, as package seed reads them. It must not know where
// records come from. Nothing of the product imports it.
package folder

import (
	"bufio"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// languages are those of generated texts, each of which has a column.
var languages = []string{"en", "it"}

// resource is a file in datapackage.json.
type resource struct {
	Name  string `json:"name"`
	Path  string `json:"path"`
	Bytes int64  `json:"bytes"`
	Hash  string `json:"hash"`
}

// Write writes records, which come in the order of Scan, to a folder of the form that
// package seed describes, and holds none of them. Kinds without records have files with headings only.
func Write(folder string, release graph.Release, records iter.Seq[graph.Record]) error {
	next, stop := iter.Pull(records)
	defer stop()
	var files []resource
	r, more := next()
	for _, k := range graph.Kinds() {
		t, err := create(folder, graph.ModelOf(k))
		if err != nil {
			return err
		}
		for more && r.RecordKind() == k && err == nil {
			err = t.add(r)
			r, more = next()
		}
		file, closed := t.close()
		if err == nil {
			err = closed
		}
		if err != nil {
			return err
		}
		files = append(files, file)
	}
	if more {
		return fmt.Errorf("the %s %s is out of order", r.RecordKind(), r.RecordKey())
	}
	text, err := json.MarshalIndent(map[string]any{
		"name": release.Name, "title": release.Title, "version": release.Version, "created": release.Date + "T00:00:00Z",
		"licenses": []map[string]string{{"name": release.License}}, "resources": files,
	}, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "datapackage.json"), append(text, '\n'), 0o644)
}

// table is the file of a kind while it is written.
type table struct {
	model   *graph.Model
	columns []column
	file    *os.File
	buffer  *bufio.Writer
	out     *csv.Writer
	sum     hash.Hash
	size    int64
	cells   []string
}

// column is a field, or its text in one language.
type column struct {
	field *graph.Field
	lang  string
}

func create(folder string, m *graph.Model) (*table, error) {
	file, err := os.Create(filepath.Join(folder, m.File))
	if err != nil {
		return nil, err
	}
	t := &table{model: m, file: file, sum: sha256.New()}
	t.buffer = bufio.NewWriterSize(io.MultiWriter(file, t.sum, (*count)(&t.size)), 1<<16)
	t.out = csv.NewWriter(t.buffer)
	for _, f := range m.Fields {
		switch {
		case f.Column == "":
		case f.Type == graph.TypeText:
			for _, lang := range languages {
				t.columns, t.cells = append(t.columns, column{f, lang}), append(t.cells, f.Column+"_"+lang)
			}
		default:
			t.columns, t.cells = append(t.columns, column{field: f}), append(t.cells, f.Column)
		}
	}
	return t, t.out.Write(t.cells)
}

func (t *table) add(r graph.Record) error {
	for i, c := range t.columns {
		var err error
		if t.cells[i], err = c.cell(r); err != nil {
			return fmt.Errorf("%s %s: %w", r.RecordKind(), r.RecordKey(), err)
		}
	}
	return t.out.Write(t.cells)
}

// cell writes a value as package seed reads it; an absent one is empty.
func (c column) cell(r graph.Record) (string, error) {
	f := c.field
	switch f.Type {
	case graph.TypeBool:
		if f.Bool(r) {
			return "YES", nil
		}
		return "NO", nil
	case graph.TypeInt:
		if f.Absent(r) {
			return "", nil
		}
		return strconv.Itoa(f.Int(r)), nil
	case graph.TypeStrings, graph.TypeRefs:
		list := f.List(r)
		if slices.ContainsFunc(list, func(v string) bool { return strings.Contains(v, ";") }) {
			return "", fmt.Errorf("%s: a value of a list may hold no semicolon", f.Name)
		}
		return strings.Join(list, ";"), nil
	case graph.TypeText:
		for _, t := range f.Text(r) {
			if t.Lang == c.lang {
				return t.Value, nil
			}
		}
		return "", nil
	default:
		return f.Str(r), nil
	}
}

// close ends the file, and says what datapackage.json is to say of it.
func (t *table) close() (resource, error) {
	t.out.Flush()
	err := t.out.Error()
	if flushed := t.buffer.Flush(); err == nil {
		err = flushed
	}
	if closed := t.file.Close(); err == nil {
		err = closed
	}
	name := strings.ReplaceAll(strings.TrimSuffix(t.model.File, ".csv"), "_", "-")
	return resource{Name: name, Path: t.model.File, Bytes: t.size, Hash: fmt.Sprintf("sha256:%x", t.sum.Sum(nil))}, err
}

// count counts bytes.
type count int64

func (c *count) Write(p []byte) (int, error) {
	*c += count(len(p))
	return len(p), nil
}
