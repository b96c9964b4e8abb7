package seed

import (
	"encoding/json"
	"io/fs"
	"slices"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// dictionary is the data dictionary, as datapackage.json holds it.
type dictionary struct {
	Resources []struct {
		Path   string
		Schema struct {
			Fields []struct {
				Name, Type  string
				Constraints struct {
					Required         bool
					Enum             []string
					Minimum, Maximum *int
				}
			}
			PrimaryKey []string
		}
	}
}

func readDictionary(t *testing.T) dictionary {
	t.Helper()
	text, err := fs.ReadFile(Files(), packageFile)
	if err != nil {
		t.Fatal(err)
	}
	var d dictionary
	if err := json.Unmarshal(text, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

func modelOf(t *testing.T, file string) *graph.Model {
	t.Helper()
	for _, k := range graph.Kinds() {
		if m := graph.ModelOf(k); m.File == file {
			return m
		}
	}
	t.Fatalf("no kind has the file %s", file)
	return nil
}

func TestEveryColumnOfTheDictionaryIsInTheModelTable(t *testing.T) {
	d := readDictionary(t)
	if len(d.Resources) != len(graph.Kinds()) {
		t.Errorf("%d files, %d kinds", len(d.Resources), len(graph.Kinds()))
	}
	for _, r := range d.Resources {
		m := modelOf(t, r.Path)
		for _, f := range r.Schema.Fields {
			c, ok := columnOf(m, f.Name)
			if !ok {
				t.Errorf("%s: no field of %s has the column %s", r.Path, m.Name, f.Name)
				continue
			}
			if c.field == nil {
				if !slices.Equal(f.Constraints.Enum, c.kinds) {
					t.Errorf("%s, %s: the dictionary allows %v, the loader %v", r.Path, f.Name, f.Constraints.Enum, c.kinds)
				}
				continue
			}
			if c.field.Required && !f.Constraints.Required && c.field.Type != graph.TypeText {
				t.Errorf("%s, %s: the model needs a value and the dictionary does not", r.Path, f.Name)
			}
			compareValues(t, r.Path, f.Constraints.Enum, c.field)
			if low, high := f.Constraints.Minimum, f.Constraints.Maximum; low != nil && *low != c.field.Min || high != nil && *high != c.field.Max {
				t.Errorf("%s, %s: the model allows %d to %d, the dictionary something else", r.Path, f.Name, c.field.Min, c.field.Max)
			}
			if (f.Type == "integer") != (c.field.Type == graph.TypeInt) {
				t.Errorf("%s, %s: the dictionary says %s, and the field is of type %d", r.Path, f.Name, f.Type, c.field.Type)
			}
		}
	}
}

// compareValues holds the closed vocabulary of a column against that of its field.
func compareValues(t *testing.T, file string, enum []string, f *graph.Field) {
	t.Helper()
	var allowed []string
	switch f.Type {
	case graph.TypeEnum:
		allowed = slices.Sorted(slices.Values(f.Allowed()))
	case graph.TypeBool:
		allowed = []string{"NO", "YES"}
	}
	slices.Sort(enum)
	if !slices.Equal(enum, allowed) {
		t.Errorf("%s, %s: the dictionary allows %v, the model %v", file, f.Column, enum, allowed)
	}
}

// laterColumns are columns of the format that the built-in files do not have.
var laterColumns = map[string]string{
	"Finding.status":       "all of its findings stand",
	"Finding.supersededBy": "none of its findings takes the place of another",
}

func TestEveryFieldOfTheModelTableHasAColumnInTheDictionary(t *testing.T) {
	used := 0
	for _, r := range readDictionary(t).Resources {
		m := modelOf(t, r.Path)
		for _, f := range m.Fields {
			if f.Derived {
				if f.Column != "" {
					t.Errorf("%s is derived and has the column %s", f, f.Column)
				}
				continue
			}
			found := false
			for _, column := range r.Schema.Fields {
				c, _ := columnOf(m, column.Name)
				found = found || c.field == f
			}
			if _, later := laterColumns[f.String()]; later {
				used++
				if f.Required && f.Default == "" {
					t.Errorf("%s has no column and needs a value", f)
				}
			} else if !found {
				t.Errorf("%s has no column in %s", f, r.Path)
			}
		}
	}
	if used != len(laterColumns) {
		t.Errorf("%d of %d columns that are not in the files were met", used, len(laterColumns))
	}
}

func TestKeysOfLinksAreMadeOfTheirPrimaryKeys(t *testing.T) {
	for _, r := range readDictionary(t).Resources {
		m := modelOf(t, r.Path)
		var parts []string
		for _, name := range r.Schema.PrimaryKey {
			c, _ := columnOf(m, name)
			if c.field == nil {
				continue // it follows from another part
			}
			parts = append(parts, c.field.Name)
		}
		if m.KeyField().Derived == slices.Contains(parts, "key") || len(parts) == 0 {
			t.Errorf("%s: the primary key is %v, and the model's key is derived: %v", r.Path, r.Schema.PrimaryKey, m.KeyField().Derived)
		}
	}
}
