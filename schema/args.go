package schema

import "github.com/exitgraph/exitgraph/graph"

// args are a field's arguments after coercion, with defaults filled in; an
// argument that was not given, or given as null, is not there. selected tells
// which fields of the answer are asked for; it is nil for the reference executor,
// which asks for all.
type args struct {
	values   map[string]any
	selected *planField
}

func (a args) str(name string) string {
	s, _ := a.values[name].(string)
	return s
}

func (a args) strPtr(name string) *string {
	if s, ok := a.values[name].(string); ok {
		return &s
	}
	return nil
}

func (a args) intPtr(name string) *int {
	if n, ok := a.values[name].(int); ok {
		return &n
	}
	return nil
}

func (a args) flag(name string) bool {
	b, _ := a.values[name].(bool)
	return b
}

// strs reads a list of strings, enum values or ids.
func (a args) strs(name string) []string {
	return stringList(a.values[name])
}

// maxLangs and maxLangBytes bound what each text is compared with; the longest
// tag that RFC 5646 makes room for has 35 characters.
const (
	maxLangs     = 20
	maxLangBytes = 35
)

// langs reads the languages that a text is wanted in.
func (a args) langs() ([]string, error) {
	langs := a.strs("lang")
	if len(langs) > maxLangs {
		return nil, graph.Errorf("text", graph.Invalid, "Name at most %d languages, not %d.", maxLangs, len(langs))
	}
	for _, l := range langs {
		if len(l) > maxLangBytes {
			return nil, graph.Errorf("text", graph.Invalid, "A language is a BCP 47 tag of at most %d characters, such as en or pt-BR.", maxLangBytes)
		}
	}
	return langs, nil
}

func (a args) object(name string) map[string]any {
	m, _ := a.values[name].(map[string]any)
	return m
}

// where reads a filter argument over records of a kind.
func (a args) where(k graph.Kind) graph.Filter {
	return decodeFilter(k, a.object("where"))
}

// asks says whether a field is asked for anywhere below this one, over the path
// of field names, whatever their aliases.
func (a args) asks(path ...string) bool {
	return a.selected == nil || a.selected.asks(path)
}

func stringList(v any) []string {
	list, _ := v.([]any)
	out := make([]string, 0, len(list))
	for _, item := range list {
		if s, ok := item.(string); ok {
			out = append(out, s)
		}
	}
	return out
}
