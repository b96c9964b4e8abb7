package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// mostInput is how many bytes of a document or of variables are read. The engine
// has a smaller limit of its own; this one keeps endless input out of memory.
const mostInput = 16 << 20

// readDocument reads a file, or stdin for "-".
func (p *process) readDocument(file string) (string, error) {
	if file != "-" {
		text, err := readFile(file, "the document")
		return string(text), err
	}
	if isTerminal(p.stdin) && isTerminal(p.stderr) {
		p.say("Type the document; end it with Ctrl-D.")
	}
	text, err := readText(p.stdin, "stdin")
	return string(text), err
}

// readFile reads a text; what names it in messages.
func readFile(file, what string) ([]byte, error) {
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fail(exitNotFound, "There is no file %s for %s: check the path.", file, what)
	}
	if err != nil {
		return nil, fail(exitUnavailable, "The file %s cannot be read: %w.", file, errors.Unwrap(err))
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, misuse("%s is a folder: name the file with %s.", file, what)
	}
	return readText(f, file)
}

func readText(r io.Reader, name string) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, mostInput+1))
	switch {
	case err != nil:
		return nil, fail(exitUnavailable, "%s cannot be read: %w.", name, err)
	case len(text) > mostInput:
		return nil, fail(exitLimit, "%s is larger than %d bytes: give a smaller one.", name, mostInput)
	case !utf8.Valid(text):
		return nil, fail(exitFault, "%s is not UTF-8: save it so.", name)
	default:
		return []byte(strings.TrimPrefix(string(text), "\ufeff")), nil
	}
}

// readVariables gathers the variables of a query: those of the file first, then
// those given one by one. Nil means that there are none.
func (o *queryOptions) readVariables(document string) (map[string]any, error) {
	var variables map[string]any
	file := o.file
	if file == "" {
		file = variablesBeside(document)
	}
	if file != "" {
		text, err := readFile(file, "variables")
		if err != nil {
			return nil, err
		}
		value, err := decode(text)
		object, isObject := value.(map[string]any)
		var syntax *json.SyntaxError
		switch {
		case errors.As(err, &syntax):
			return nil, misuse("%s is not JSON (%v, byte %d): give an object with a member for each variable.", file, syntax, syntax.Offset)
		case err != nil || !isObject:
			return nil, misuse("%s is not one JSON object: give an object with a member for each variable.", file)
		}
		variables = object
	}
	for _, given := range o.variables {
		name, text, ok := strings.Cut(given, "=")
		if !ok || name == "" {
			return nil, misuse("--var cannot be %q: give NAME=VALUE, such as --var first=5.", given)
		}
		if !utf8.ValidString(given) {
			return nil, misuse("--var %s is not UTF-8.", strings.ToValidUTF8(name, "?"))
		}
		if variables == nil {
			variables = map[string]any{}
		}
		if value, err := decode([]byte(text)); err == nil {
			variables[name] = value
		} else {
			variables[name] = text
		}
	}
	return variables, nil
}

// wantsString is how the engine refuses a variable that must be a string.
var wantsString = regexp.MustCompile(`^Variable \$(\w+): (?:at \[0\], )?a string is needed, and this is `)

// quoteHint says how to give a string that looks like another JSON value, where a
// fault is about one; with a blank before it, and empty for other faults.
func quoteHint(e *fault.Error, given []string) string {
	found := wantsString.FindStringSubmatch(e.Message)
	if found == nil {
		return ""
	}
	for _, variable := range slices.Backward(given) {
		name, text, _ := strings.Cut(variable, "=")
		if name != found[1] {
			continue
		}
		switch value, err := decode([]byte(text)); value.(type) {
		case json.Number, bool:
			if err == nil {
				return fmt.Sprintf(" Give it as a string: --var '%s=\"%s\"'.", name, strings.TrimSpace(text))
			}
		}
		return ""
	}
	return ""
}

// variablesBeside gives NAME.variables.json for NAME.graphql, or nothing where
// there is no such file.
func variablesBeside(document string) string {
	base, ok := strings.CutSuffix(document, ".graphql")
	if !ok {
		base, ok = strings.CutSuffix(document, ".gql")
	}
	file := base + ".variables.json"
	if _, err := os.Stat(file); !ok || err != nil {
		return ""
	}
	return file
}

// decode reads one JSON value and nothing after it. Numbers stay as written.
func decode(text []byte) (any, error) {
	d := json.NewDecoder(strings.NewReader(string(text)))
	d.UseNumber()
	var value any
	if err := d.Decode(&value); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("more follows the value")
	}
	return value, nil
}
