package schema

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// citable is a sort of question whose answers have permalinks.
type citable struct {
	kind      string // in permalinks
	arguments []citedArgument
	forms     map[string]string // documents by form; a form stays for good
	newest    string            // the form that new permalinks name
	title     func(values map[string]any) string
}

// citedArgument is an argument of the question, in the order of permalinks.
type citedArgument struct {
	name string
	// write gives the value after coercion as text, the same for equal meanings.
	write func(value any) string
	// read gives the value as a variable, and false for a text that is none. nil
	// stands for an argument that was not given.
	read func(text string) (any, bool)
}

var (
	//go:embed replay/matrix.1.graphql
	matrixForm1 string
	//go:embed replay/tally.1.graphql
	tallyForm1 string
)

var citedMatrix = &citable{
	kind: "matrix",
	arguments: []citedArgument{
		textArgument("rows"), textArgument("columns"), textArgument("phaseModel"), setArgument("mappings", graph.VocabMappingRelation.Names()), filterArgument("where"), flagArgument("nonEmpty"),
	},
	forms: map[string]string{"1": matrixForm1}, newest: "1",
	title: func(values map[string]any) string {
		return "Evidence matrix: " + inWords(values["rows"]) + " by " + inWords(values["columns"])
	},
}

var citedTally = &citable{
	kind:      "tally",
	arguments: []citedArgument{listArgument("by"), textArgument("phaseModel"), setArgument("mappings", graph.VocabMappingRelation.Names()), filterArgument("where")},
	forms:     map[string]string{"1": tallyForm1}, newest: "1",
	title: func(values map[string]any) string {
		var words []string
		for _, d := range stringList(values["by"]) {
			words = append(words, inWords(d))
		}
		return "Tally of findings by " + strings.Join(words, ", ")
	},
}

var citables = []*citable{citedMatrix, citedTally}

// inWords is the name of a dimension as readers write it.
func inWords(dimension any) string {
	name, _ := dimension.(string)
	return strings.ToLower(strings.ReplaceAll(name, "_", " "))
}

// textArgument is for names, keys and ids; "" is an argument that was not given.
func textArgument(name string) citedArgument {
	return citedArgument{name,
		func(value any) string { s, _ := value.(string); return s },
		func(text string) (any, bool) {
			if text == "" {
				return nil, true
			}
			return text, true
		},
	}
}

// listArgument is for names whose order means something.
func listArgument(name string) citedArgument {
	return citedArgument{name,
		func(value any) string { return strings.Join(stringList(value), ",") },
		func(text string) (any, bool) {
			out := []any{}
			if text != "" {
				for item := range strings.SplitSeq(text, ",") {
					out = append(out, item)
				}
			}
			return out, true
		},
	}
}

// setArgument is for names whose order and repetition mean nothing.
func setArgument(name string, order []string) citedArgument {
	a := listArgument(name)
	a.write = func(value any) string {
		given := stringList(value)
		var out []string
		for _, item := range order {
			if slices.Contains(given, item) {
				out = append(out, item)
			}
		}
		return strings.Join(out, ",")
	}
	return a
}

// flagArgument is for true and false.
func flagArgument(name string) citedArgument {
	return citedArgument{name,
		func(value any) string {
			if value == true {
				return "true"
			}
			return "false"
		},
		func(text string) (any, bool) { return text == "true", text == "true" || text == "false" },
	}
}

// filterArgument is for a filter: JSON with sorted keys and nothing that can be left out.
func filterArgument(name string) citedArgument {
	return citedArgument{name,
		func(value any) string {
			if m, ok := value.(map[string]any); ok && len(m) > 0 {
				return canonicalJSON(m)
			}
			return "{}"
		},
		func(text string) (any, bool) {
			var out map[string]any
			d := json.NewDecoder(strings.NewReader(text))
			d.UseNumber()
			if err := d.Decode(&out); err != nil || out == nil {
				return nil, false
			}
			_, err := d.Token()
			return out, err == io.EOF
		},
	}
}

// canonicalJSON writes a value after coercion: objects by key, no blanks, and no
// more escapes than JSON needs.
func canonicalJSON(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // coerced values are strings, numbers, booleans, lists and maps
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// link writes the permalink of an answer.
func (c *citable) link(info graph.Info, values map[string]any) permalink {
	out := permalink{version: info.Release.Version, hash: info.Hash, kind: c.kind, form: c.newest}
	for _, a := range c.arguments {
		out.arguments = append(out.arguments, pair{a.name, a.write(values[a.name])})
	}
	return out
}

// variables gives the variables of the document that a permalink asks for.
func (c *citable) variables(link permalink) (map[string]any, *fault.Error) {
	out := map[string]any{}
	for _, a := range c.arguments {
		at := slices.IndexFunc(link.arguments, func(p pair) bool { return p.name == a.name })
		if at < 0 {
			return nil, noPermalink("; its argument " + a.name + " is missing")
		}
		value, ok := a.read(link.arguments[at].value)
		if !ok {
			return nil, noPermalink("; its argument " + a.name + " cannot be read")
		}
		if value != nil {
			out[a.name] = value
		}
	}
	if len(link.arguments) > len(c.arguments) {
		return nil, noPermalink("; it has an argument that this question does not have")
	}
	return out, nil
}
