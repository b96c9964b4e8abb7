package api

import (
	"bytes"
	"encoding/json"

	"github.com/exitgraph/exitgraph/schema/fault"
	"github.com/exitgraph/exitgraph/web/frame"
)

// answer is what the engine said to the reader's document.
type answer struct {
	Text   string // JSON, laid out; empty where it is too long, or there is none
	Size   int    // kilobytes, rounded up; zero where there is no answer
	Whole  string // address of the answer alone
	Faults []wrong
}

// wrong is one error of an answer, explained.
type wrong struct {
	Code, Message string // the engine's, in English
	Help          string // what to do, in the reader's language
	Line, Column  int    // zero where it has no place in the document
	Path          string // of the field; empty for the whole
	Limit         *fault.Limit
	Incident      string
}

func answered(v *frame.Visit, c content) *answer {
	const kilo = 1000
	a := &answer{Size: (v.Reply.Size + kilo - 1) / kilo, Whole: whole(v, c)}
	var text bytes.Buffer
	if len(v.Reply.Body) > 0 && json.Indent(&text, v.Reply.Body, "", "  ") == nil {
		a.Text = text.String()
	}
	for _, f := range v.Reply.Faults {
		w := wrong{
			Code: string(f.Code), Message: f.Message, Help: helpFor(v.Words, f.Code),
			Path: fault.PathString(f.Path), Limit: f.Limit, Incident: f.Incident,
		}
		if len(f.Locations) > 0 {
			w.Line, w.Column = f.Locations[0].Line, f.Locations[0].Column
		}
		a.Faults = append(a.Faults, w)
	}
	return a
}
