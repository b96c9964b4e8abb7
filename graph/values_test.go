package graph_test

import (
	"fmt"

	"github.com/exitgraph/exitgraph/graph"
)

// set writes one of several distinct values into a field of any type; n counts
// from 1. Setting 0 takes the value away.
func set(f *graph.Field, r graph.Record, n int) {
	word := fmt.Sprintf("value-%d", n)
	if n == 0 {
		word = ""
	}
	switch f.Type {
	case graph.TypeInt:
		f.SetInt(r, n)
	case graph.TypeBool:
		f.SetBool(r, n%2 == 1)
	case graph.TypeText:
		f.SetText(r, nil)
		if n > 0 {
			f.SetText(r, english(word))
		}
	case graph.TypeStrings, graph.TypeRefs:
		f.SetList(r, list(word))
	case graph.TypeEnum:
		if n > 0 {
			word = f.Vocabulary.Names()[n-1]
		}
		f.SetStr(r, word)
	default:
		f.SetStr(r, word)
	}
}

// filled makes a record of a field's kind with a value in that field only.
func filled(f *graph.Field, n int) graph.Record {
	r := graph.ModelOf(f.Kind).New()
	set(f, r, n)
	return r
}

// value writes down what a field holds.
func value(f *graph.Field, r graph.Record) string {
	switch f.Type {
	case graph.TypeInt:
		return fmt.Sprint(f.Int(r))
	case graph.TypeBool:
		return fmt.Sprint(f.Bool(r))
	case graph.TypeText:
		return fmt.Sprint(f.Text(r))
	case graph.TypeStrings, graph.TypeRefs:
		return fmt.Sprintf("%q", f.List(r))
	default:
		return f.Str(r)
	}
}
