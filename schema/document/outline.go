package document

import (
	"github.com/exitgraph/exitgraph/schema/fault"
)

// What a pair of brackets encloses; inDocument stands below all of them.
type region byte

const (
	inDocument  region = iota // definitions
	inSelection               // { fields and fragments }
	inArguments               // ( name: value ) of a field or a directive
	inVariables               // ( $name: Type = default ) of an operation
	inList                    // [ values ]
	inObject                  // { name: value }
	inListType                // [ Type ]
)

// frame is one open region.
type frame struct {
	region region
	closer byte
	fields int // selections so far, in inSelection
}

// outline follows the brackets of a text, token by token and without recursion,
// and counts what has a limit. It knows just enough grammar to tell values from
// names. A text that it accepts may still be no GraphQL: the parser decides.
type outline struct {
	text   string
	limits Limits
	stack  []frame
	// before and last are the two tokens before the current one.
	before, last token
	// inDefinition says that a definition has begun; named that the last token
	// was the name of a directive, whose parentheses hold arguments.
	inDefinition, directiveName bool

	tokens, aliases, directives, definitions int

	nulls     []int // offsets of null as a whole argument, input field or default
	listNulls []int // offsets of null as an item of a list
}

// scan reads the whole text and gives the outline, and the scanner with the safe
// copy and the values of strings.
func scan(text string, limits Limits) (*outline, *scanner, *fault.Error) {
	if len(text) > limits.Bytes {
		return nil, nil, tooMuch("bytes", limits.Bytes, len(text), "send a smaller one, and large values as variables")
	}
	if err := checkCharacters(text); err != nil {
		return nil, nil, err
	}
	s := newScanner(text)
	o := &outline{text: text, limits: limits, stack: []frame{{region: inDocument}}}
	for {
		t, err := s.next()
		if err == nil {
			err = o.add(t)
		}
		if err != nil {
			return nil, nil, err
		}
		if t.kind == kindEnd {
			return o, s, nil
		}
		o.before, o.last = o.last, t
	}
}

func (o *outline) is(t token, word string) bool {
	return t.kind == kindName && o.text[t.start:t.end] == word
}

// add follows one token.
func (o *outline) add(t token) *fault.Error {
	if t.kind == kindEnd {
		if o.tokens == 0 {
			return syntaxError(o.text, t.start, "the document is empty; write a query, for example { __typename }")
		}
		return nil
	}
	wasDirectiveName := o.directiveName
	o.directiveName = t.kind == kindName && o.last.kind == '@'
	if err := o.count(t); err != nil {
		return err
	}
	top := &o.stack[len(o.stack)-1]
	switch t.kind {
	case '{', '[', '(':
		return o.open(t, top, wasDirectiveName)
	case '}', ']', ')':
		return o.close(t, top)
	}
	return o.inside(t, top)
}

// count counts what has a limit whatever region it stands in.
func (o *outline) count(t token) *fault.Error {
	if o.tokens++; o.tokens > o.limits.Tokens {
		return o.refuse(t, "tokens", o.limits.Tokens, "ask for less at once, and send long lists as variables")
	}
	if t.kind == kindName && t.end-t.start > o.limits.NameBytes {
		return o.refuse(t, "nameBytes", o.limits.NameBytes, "use shorter names")
	}
	if t.kind == '@' {
		if o.directives++; o.directives > o.limits.Directives {
			return o.refuse(t, "directives", o.limits.Directives, "use fewer of them")
		}
	}
	return nil
}

// inside follows a token that opens and closes nothing.
func (o *outline) inside(t token, top *frame) *fault.Error {
	switch top.region {
	case inDocument:
		return o.inHead(t)
	case inSelection:
		return o.inSelection(t, top)
	case inListType:
		// The library's parser closes a list type with any token at all.
		if o.expectsType(top) != (t.kind == kindName) || t.kind != kindName && (t.kind != '!' || o.last.kind == '!') {
			return o.unexpected(t)
		}
	case inVariables:
		if o.expectsType(top) && t.kind != kindName {
			return o.unexpected(t)
		}
	}
	if o.is(t, "null") {
		o.noteNull(t, top.region)
	}
	return nil
}

// noteNull notes a null that stands where a value does.
func (o *outline) noteNull(t token, in region) {
	switch {
	case (in == inArguments || in == inObject) && o.last.kind == ':', in == inVariables && o.last.kind == '=':
		o.nulls = append(o.nulls, t.start)
	case in == inList && o.last.kind != '$':
		o.listNulls = append(o.listNulls, t.start)
	}
}

// expectsType says that a type must follow: a name or a list. The library's parser
// takes anything there and leaves a hole in the AST.
func (o *outline) expectsType(top *frame) bool {
	return top.region == inListType && o.last.kind == '[' || top.region == inVariables && o.last.kind == ':'
}

func (o *outline) open(t token, top *frame, wasDirectiveName bool) *fault.Error {
	isType := o.expectsType(top)
	if isType && t.kind != '[' || top.region == inListType && !isType {
		return o.unexpected(t)
	}
	if t.kind == '{' && top.region == inDocument && !o.inDefinition {
		if err := o.define(t); err != nil {
			return err
		}
	}
	if len(o.stack) > o.limits.Nesting {
		return o.refuse(t, "nesting", o.limits.Nesting, "nest fewer braces, brackets and parentheses")
	}
	o.stack = append(o.stack, frameOf(t, top.region, isType, wasDirectiveName))
	return nil
}

// frameOf says what an opening bracket encloses, from the region that it stands in.
func frameOf(t token, in region, isType, wasDirectiveName bool) frame {
	switch {
	case t.kind == '(' && in == inDocument && !wasDirectiveName:
		return frame{region: inVariables, closer: ')'}
	case t.kind == '(':
		return frame{region: inArguments, closer: ')'}
	case t.kind == '{' && (in == inDocument || in == inSelection):
		return frame{region: inSelection, closer: '}'}
	case t.kind == '{':
		return frame{region: inObject, closer: '}'}
	case isType:
		return frame{region: inListType, closer: ']'}
	default:
		return frame{region: inList, closer: ']'}
	}
}

func (o *outline) close(t token, top *frame) *fault.Error {
	if t.kind != top.closer || o.expectsType(top) {
		return o.unexpected(t)
	}
	o.stack = o.stack[:len(o.stack)-1]
	if len(o.stack) == 1 && top.region == inSelection {
		o.inDefinition = false
	}
	return nil
}

// inHead follows a token of a definition outside its brackets.
func (o *outline) inHead(t token) *fault.Error {
	if o.inDefinition {
		return nil
	}
	switch {
	case t.kind == kindString:
		return syntaxError(o.text, t.start, "operations and fragments have no descriptions; remove the string or make it a comment with #")
	case t.kind != kindName:
		return o.unexpected(t)
	}
	switch word := o.text[t.start:t.end]; word {
	case "query", "mutation", "subscription", "fragment":
		return o.define(t)
	case "schema", "scalar", "type", "interface", "union", "enum", "input", "extend", "directive":
		return syntaxError(o.text, t.start, "%q defines a part of a schema; send only operations and fragments", word)
	}
	return o.unexpected(t)
}

func (o *outline) define(t token) *fault.Error {
	o.inDefinition = true
	if o.definitions++; o.definitions > o.limits.Definitions {
		return o.refuse(t, "definitions", o.limits.Definitions, "send fewer operations and fragments in one document")
	}
	return nil
}

// inSelection counts fields, fragments and aliases.
func (o *outline) inSelection(t token, top *frame) *fault.Error {
	switch {
	case t.kind == ':':
		if o.aliases++; o.aliases > o.limits.Aliases {
			return o.refuse(t, "aliases", o.limits.Aliases, "ask in several requests")
		}
	case t.kind == kindSpread, t.kind == kindName && o.namesField():
		if top.fields++; top.fields > o.limits.FieldsPerSelection {
			return o.refuse(t, "fieldsPerSelection", o.limits.FieldsPerSelection, "ask for fewer fields in one selection")
		}
	}
	return nil
}

// namesField says that a name at this place begins a field: it is no directive's
// name, no fragment's name or type, and not the field's name after its alias.
func (o *outline) namesField() bool {
	switch o.last.kind {
	case '@', kindSpread, ':':
		return false
	}
	return !(o.is(o.last, "on") && o.before.kind == kindSpread)
}

func (o *outline) unexpected(t token) *fault.Error {
	return syntaxError(o.text, t.start, "unexpected %s", quote(o.text, t))
}

// refuse makes the fault of a limit that is passed at t, where counting stops.
func (o *outline) refuse(t token, name string, value int, advice string) *fault.Error {
	at := place(o.text, t.start)
	return tooMuch(name, value, 0, advice).At(at.Line, at.Column)
}

// tooMuch makes the fault of a limit. It tells the actual number unless counting
// stopped at the limit.
func tooMuch(name string, value, actual int, advice string) *fault.Error {
	if actual == 0 {
		return fault.TooMuch(name, value, 0, "The document exceeds the limit %s = %d; %s.", name, value, advice)
	}
	return fault.TooMuch(name, value, actual, "The document has %d for the limit %s = %d; %s.", actual, name, value, advice)
}
