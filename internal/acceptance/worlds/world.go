package worlds

import (
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/exitgraph/exitgraph/graph"
)

// World is one file: records, and what is asked about them.
type World struct {
	File    string
	Title   string         // what the world shows, in one line
	About   string         // why the answers are what they are
	Records []graph.Record // by kind, in the order of the file, made ones last
	Asks    []Ask          // at least one

	lines map[name]int
}

// Ask is one question with its answer.
type Ask struct {
	Line      int // in the file, from 1
	Query     string
	Variables map[string]any // as schema.Request wants them; nil where there are none
	// Answer is the data wanted, as decoded JSON with json.Number; Answered says
	// whether the file has one.
	Answer   any
	Answered bool
	// Errors are the codes wanted, in the order of the answer; none where the
	// question succeeds.
	Errors []string
}

// name tells a record from all others.
type name struct {
	kind graph.Kind
	key  string
}

// Line is the line of the file where a record is declared, or else first mentioned;
// 1 for a record that is not of this world.
func (w *World) Line(k graph.Kind, key string) int { return max(1, w.lines[name{k, key}]) }

// Read reads a world from the text of a file. Its name is used in errors only. The
// error is a FaultsError list: unknown names and values, wrong types, what stands twice,
// what is needed and missing. What only a store can find, such as a circle of
// factors, is not looked for. The records are the caller's.
func Read(file string, text []byte) (*World, error) {
	r := &reader{world: &World{File: file, lines: map[name]int{}}, rows: map[graph.Kind][]*row{}, at: map[name]*row{}}
	top := r.document(text)
	if top != nil {
		r.top(top)
	}
	if len(r.faults) == 0 {
		r.complete()
	}
	if len(r.faults) > 0 {
		return nil, r.faults.sorted()
	}
	return r.world, nil
}

// reader reads one file.
type reader struct {
	world  *World
	faults FaultsError
	rows   map[graph.Kind][]*row
	at     map[name]*row
	// mentions are the references to other records, as they come in the file.
	mentions []mention
}

// row is a record that is being made.
type row struct {
	record graph.Record
	line   int
	said   map[string]bool // the fields that the file speaks of, also to say null
}

// mention is a reference to a record of the field's target.
type mention struct {
	field *graph.Field
	key   string
	line  int
}

var yamlLine = regexp.MustCompile(`^yaml: line ([0-9]+): `)

// document gives the top of the file, or nil and a fault.
func (r *reader) document(text []byte) *yaml.Node {
	decoder := yaml.NewDecoder(strings.NewReader(string(text)))
	var doc, more yaml.Node
	err := decoder.Decode(&doc)
	if err == nil && doc.Kind == yaml.DocumentNode && len(doc.Content) == 1 {
		if err := decoder.Decode(&more); !errors.Is(err, io.EOF) {
			r.fault(max(1, more.Line), "there is something behind the end of the world", "Keep one world in a file, without --- between its parts")
			return nil
		}
		return doc.Content[0]
	}
	line := 1
	switch {
	case err == nil || errors.Is(err, io.EOF):
		r.fault(line, "the file is empty", "Write title, about, world and asks")
	default:
		message := strings.TrimPrefix(err.Error(), "yaml: ")
		if found := yamlLine.FindStringSubmatch(err.Error()); found != nil {
			line, _ = strconv.Atoi(found[1]) // digits, by the pattern
			message = err.Error()[len(found[0]):]
		}
		r.fault(max(1, line), "this is not YAML: "+message, "Look at the indents and the quotation marks before this line")
	}
	return nil
}

var topNames = []string{"title", "about", "world", "asks"}

func (r *reader) top(node *yaml.Node) {
	said := map[string]bool{}
	for _, e := range r.entries(node, "the file") {
		said[e.key] = true
		switch e.key {
		case "title":
			r.world.Title, _ = r.words(e.value, "title")
		case "about":
			r.world.About, _ = r.words(e.value, "about")
		case "world":
			r.tables(e.value)
		case "asks":
			r.asks(e.value)
		default:
			r.unknown(e.line, "part of a world", e.key, topNames)
		}
	}
	for _, part := range topNames {
		if !said[part] {
			r.fault(max(1, node.Line), part+" is missing", "Write it; README.md beside the worlds says how")
		}
	}
}
