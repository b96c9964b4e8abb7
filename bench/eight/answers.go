package eight

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Row is one row of an answer in the one form in which answers are compared: words
// in the order of the columns of the floor's statement.
type Row []string

// Difference says how two answers differ, or nothing. Rows in no order are sorted.
func Difference(got, want []Row, ordered bool) string {
	if len(got) == 0 {
		return "there are no rows, so nothing was compared"
	}
	if len(got) != len(want) {
		return fmt.Sprintf("%d rows and not %d", len(got), len(want))
	}
	if !ordered {
		got, want = slices.Clone(got), slices.Clone(want)
		slices.SortFunc(got, slices.Compare)
		slices.SortFunc(want, slices.Compare)
	}
	for i := range got {
		if !slices.Equal(got[i], want[i]) {
			return fmt.Sprintf("row %d is %q and not %q", i+1, got[i], want[i])
		}
	}
	return ""
}

// Parse reads the data of a GraphQL answer, and refuses one with errors.
func Parse(body []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var answer struct {
		Data   any
		Errors []struct{ Message string }
	}
	if err := d.Decode(&answer); err != nil {
		return nil, fmt.Errorf("an answer that is no JSON: %w", err)
	}
	if len(answer.Errors) > 0 {
		return nil, fmt.Errorf("an answer with errors, the first of them: %s", answer.Errors[0].Message)
	}
	return answer.Data, nil
}

// at follows the names of a path through objects. A list of one is what is in it, as
// the peer writes what there is one of; an empty list is nothing.
func at(v any, path string) any {
	for name := range strings.SplitSeq(path, ".") {
		if list, ok := v.([]any); ok {
			if len(list) != 1 {
				return nil
			}
			v = list[0]
		}
		object, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = object[name]
	}
	return v
}

// list is the list at a path.
func list(v any, path string) []any {
	out, _ := at(v, path).([]any)
	return out
}

// rowOf makes a row of what stands at paths.
func rowOf(v any, paths ...string) Row {
	out := make(Row, len(paths))
	for i, path := range paths {
		out[i] = cell(at(v, path))
	}
	return out
}

// rowsOf makes a row of each entry of a list.
func rowsOf(data any, at string, paths ...string) []Row {
	var out []Row
	for _, n := range list(data, at) {
		out = append(out, rowOf(n, paths...))
	}
	return out
}

// cell writes a value as it is compared. What is absent is an empty word.
func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	default:
		return fmt.Sprint(v)
	}
}

// Word is the word at a path of names through objects, empty where there is none.
func Word(data any, path string) string { return cell(at(data, path)) }
