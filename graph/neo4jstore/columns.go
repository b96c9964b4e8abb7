package neo4jstore

import (
	"errors"
	"fmt"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// shape says which columns a record of a kind is read from: one list with the plain
// fields, whose names travel as a parameter, since a statement that names each of
// them takes the database three times as long to plan; then each text by itself.
type shape struct {
	kind  graph.Kind
	names []string // of plain
	plain []*graph.Field
	texts []*graph.Field
}

var shapes = buildShapes()

func buildShapes() map[graph.Kind]*shape {
	out := map[graph.Kind]*shape{}
	for _, k := range graph.Kinds() {
		s := &shape{kind: k}
		for _, f := range graph.ModelOf(k).Fields {
			switch {
			case computed(f):
			case f.Type == graph.TypeText:
				s.texts = append(s.texts, f)
			default:
				s.plain, s.names = append(s.plain, f), append(s.names, string(stored(f)))
			}
		}
		out[k] = s
	}
	return out
}

// parameter is the name of the parameter that lists the plain columns of a kind.
func (s *shape) parameter() string { return "columnsOf" + string(labelOf(s.kind)) }

// columnsOf writes the columns of a record of a kind as one list; for kind 0 that of
// a node of any kind, with the name of its kind before it. columnParameters must go
// with the statement.
func columnsOf(k graph.Kind, variable string) string {
	if k == 0 {
		var b strings.Builder
		b.WriteString("CASE")
		for _, kind := range graph.NodeKinds() {
			fmt.Fprintf(&b, "\n  WHEN %s:%s THEN ['%s', %s]", variable, labelOf(kind), kind, columnsOf(kind, variable))
		}
		b.WriteString("\nEND")
		return b.String()
	}
	s := shapes[k]
	text := fmt.Sprintf("[[p IN $%s | %s[p]]", s.parameter(), variable)
	for _, f := range s.texts {
		text += fmt.Sprintf(", [l IN %s | [l, %s['%s' + %s]]]", languages(f).of(variable), variable, f.Name, languageSuffix)
	}
	return text + "]"
}

// columnParameters adds what columnsOf refers to.
func columnParameters(k graph.Kind, params map[string]any) {
	if k == 0 {
		for _, kind := range graph.NodeKinds() {
			columnParameters(kind, params)
		}
		return
	}
	params[shapes[k].parameter()] = shapes[k].names
}

// decode makes a record of the columns that columnsOf wrote.
func decode(k graph.Kind, v any) (graph.Record, error) {
	list, ok := v.([]any)
	if k == 0 && ok && len(list) == 2 {
		for _, kind := range graph.NodeKinds() {
			if list[0] == kind.String() {
				return decode(kind, list[1])
			}
		}
	}
	if k == 0 || len(list) != 1+len(shapes[k].texts) {
		return nil, malformed(k, "", "", v)
	}
	s, r := shapes[k], graph.ModelOf(k).New()
	plain, _ := list[0].([]any)
	if len(plain) != len(s.plain) {
		return nil, malformed(k, "", "", v)
	}
	for i, f := range s.plain {
		if plain[i] != nil && !set(f, r, plain[i]) {
			return nil, malformed(k, r.RecordKey(), f.Name, plain[i])
		}
	}
	for i, f := range s.texts {
		if v := list[1+i]; v != nil && !set(f, r, v) {
			return nil, malformed(k, r.RecordKey(), f.Name, v)
		}
	}
	return r, nil
}

// set writes a value of the database into a field, and says whether it could.
func set(f *graph.Field, r graph.Record, v any) bool {
	ok := false
	switch f.Type {
	case graph.TypeInt:
		var n int64
		if n, ok = v.(int64); ok {
			f.SetInt(r, int(n))
		}
	case graph.TypeBool:
		var b bool
		if b, ok = v.(bool); ok {
			f.SetBool(r, b)
		}
	case graph.TypeStrings, graph.TypeRefs:
		var list []string
		if list, ok = strs(v); ok {
			f.SetList(r, list)
		}
	case graph.TypeText:
		var t graph.Text
		if t, ok = text(v); ok {
			f.SetText(r, t)
		}
	default:
		var w string
		if w, ok = v.(string); ok {
			f.SetStr(r, w)
		}
	}
	return ok
}

func decodeAll(k graph.Kind, v any) ([]graph.Record, error) {
	list, ok := v.([]any)
	if !ok {
		return nil, malformed(k, "", "", v)
	}
	if len(list) == 0 {
		return nil, nil
	}
	out := make([]graph.Record, len(list))
	for i, row := range list {
		var err error
		if out[i], err = decode(k, row); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// malformed tells of a value in the database that no release of this package wrote.
func malformed(k graph.Kind, key, field string, v any) error {
	name := "a record"
	if k != 0 {
		name = k.String()
	}
	err := graph.Errorf("read", graph.Internal, "The database holds something that exitgraph did not write: load the data again.")
	err.Err = fmt.Errorf("%w: %s %q, property %q: unexpected %T", errMalformed, name, key, field, v)
	return err
}

var errMalformed = errors.New("not as it was written")

// IsMalformed tells the error of a record in the database that exitgraph did not
// write so. A load replaces it.
func IsMalformed(err error) bool { return errors.Is(err, errMalformed) }

func strs(v any) ([]string, bool) {
	list, ok := v.([]any)
	if !ok {
		return nil, false
	}
	out := make([]string, len(list))
	for i, w := range list {
		if out[i], ok = w.(string); !ok {
			return nil, false
		}
	}
	return out, true
}

func text(v any) (graph.Text, bool) {
	list, ok := v.([]any)
	if !ok {
		return nil, false
	}
	out := make(graph.Text, len(list))
	for i, pair := range list {
		words, ok := strs(pair)
		if !ok || len(words) != 2 {
			return nil, false
		}
		out[i] = graph.Translation{Lang: words[0], Value: words[1]}
	}
	return out, true
}
