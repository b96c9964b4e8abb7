package worlds

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// entry is one line of a mapping: a name and what it holds.
type entry struct {
	key   string
	value *yaml.Node
	line  int
}

// entries gives the names of a mapping and what they hold, in their order. A name
// that is none, or stands twice, is a fault and left out.
func (r *reader) entries(node *yaml.Node, what string) []entry {
	if node.Kind != yaml.MappingNode {
		r.wrongType(node, what, "names with a colon, such as key: family")
		return nil
	}
	first := map[string]int{}
	var out []entry
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		switch {
		case key.Kind != yaml.ScalarNode || key.ShortTag() != "!!str":
			r.fault(key.Line, fmt.Sprintf("a name within %s is no word", what), "Write a word and a colon; put it in quotation marks if it reads like a number")
		case first[key.Value] != 0:
			r.fault(key.Line, fmt.Sprintf("%q stands twice within %s, first on line %d", key.Value, what, first[key.Value]), "Keep one of the two")
		default:
			first[key.Value] = key.Line
			out = append(out, entry{key.Value, value, key.Line})
		}
	}
	return out
}

// items gives the items of a list.
func (r *reader) items(node *yaml.Node, what string) []*yaml.Node {
	if node.Kind != yaml.SequenceNode {
		r.wrongType(node, what, "a list, such as [a, b] or lines that begin with a hyphen")
		return nil
	}
	return node.Content
}

// words gives a text that is not empty.
func (r *reader) words(node *yaml.Node, what string) (string, bool) {
	if node.Kind != yaml.ScalarNode || node.ShortTag() != "!!str" {
		r.wrongType(node, what, "words; put them in quotation marks if they read like a number, a date or true")
		return "", false
	}
	if strings.TrimSpace(node.Value) == "" {
		r.fault(node.Line, what+" is empty", "Write something, or leave the name out")
		return "", false
	}
	return node.Value, true
}

// list gives a list of texts that are not empty.
func (r *reader) list(node *yaml.Node, what string) []string {
	var out []string
	for _, item := range r.items(node, what) {
		if word, ok := r.words(item, "an item of "+what); ok {
			out = append(out, word)
		}
	}
	return out
}

// number gives a whole number.
func (r *reader) number(node *yaml.Node, what string) (int, bool) {
	n, err := strconv.Atoi(node.Value)
	if node.Kind != yaml.ScalarNode || node.ShortTag() != "!!int" || err != nil {
		r.wrongType(node, what, "a whole number, without quotation marks")
		return 0, false
	}
	return n, true
}

func (r *reader) wrongType(node *yaml.Node, what, right string) {
	r.fault(max(1, node.Line), fmt.Sprintf("%s is %s", what, form(node)), "Write "+right)
}

// form says in words what a part of a file is.
func form(node *yaml.Node) string {
	switch node.Kind {
	case yaml.MappingNode:
		return "a group of names"
	case yaml.SequenceNode:
		return "a list"
	case yaml.AliasNode:
		return "a reference to another part of the file (*" + node.Value + ")"
	}
	switch node.ShortTag() {
	case "!!null":
		return "empty"
	case "!!int", "!!float":
		return "the number " + node.Value
	case "!!bool":
		return "the value " + node.Value
	case "!!timestamp":
		return "the date " + node.Value
	case "!!str":
		return fmt.Sprintf("the text %q", node.Value)
	default:
		return "of the type " + node.ShortTag()
	}
}

// value gives a part of a file as decoded JSON: nil, bool, string, json.Number,
// []any and map[string]any.
func (r *reader) value(node *yaml.Node, what string) any {
	switch node.Kind {
	case yaml.MappingNode:
		out := map[string]any{}
		for _, e := range r.entries(node, what) {
			out[e.key] = r.value(e.value, what)
		}
		return out
	case yaml.SequenceNode:
		out := make([]any, 0, len(node.Content))
		for _, item := range node.Content {
			out = append(out, r.value(item, what))
		}
		return out
	case yaml.ScalarNode:
		switch node.ShortTag() {
		case "!!null":
			return nil
		case "!!str":
			return node.Value
		case "!!bool":
			return strings.EqualFold(node.Value, "true")
		case "!!int", "!!float":
			if n, err := strconv.ParseFloat(node.Value, 64); err == nil && !math.IsInf(n, 0) && !math.IsNaN(n) {
				return json.Number(strconv.FormatFloat(n, 'g', -1, 64))
			}
		}
	}
	r.wrongType(node, "a value within "+what, "words, a number such as 0.5, true, false, null, a list or names with a colon; a date needs quotation marks")
	return nil
}
