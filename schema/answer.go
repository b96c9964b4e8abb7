package schema

import (
	"encoding/json"
	"strconv"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// refuse makes the answer to a request that was not executed.
func refuse(info Info, faults ...*fault.Error) *Response {
	return &Response{Body: NewBody(append(AppendErrors([]byte{'{'}, faults), '}')), Errors: faults, Info: info}
}

// AppendErrors appends the member "errors" of an answer, for doors that refuse a
// request before the engine sees it.
func AppendErrors(b []byte, faults []*fault.Error) []byte {
	b = append(b, `"errors":[`...)
	for i, f := range faults {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendError(b, f)
	}
	return append(b, ']')
}

// errors writes the member "errors" of an answer that has faults.
func (w *writer) errors() {
	for i, f := range w.faults {
		if w.room(); i == 0 {
			w.b = append(w.b, `,"errors":[`...)
		} else {
			w.b = append(w.b, ',')
		}
		w.b = appendError(w.b, f)
	}
	if len(w.faults) > 0 {
		w.b = append(w.b, ']')
	}
}

func appendError(b []byte, f *fault.Error) []byte {
	b = appendString(append(b, `{"message":`...), f.Message)
	if len(f.Locations) > 0 {
		b = append(b, `,"locations":[`...)
		for i, l := range f.Locations {
			if i > 0 {
				b = append(b, ',')
			}
			b = strconv.AppendInt(append(b, `{"line":`...), int64(l.Line), 10)
			b = strconv.AppendInt(append(b, `,"column":`...), int64(l.Column), 10)
			b = append(b, '}')
		}
		b = append(b, ']')
	}
	if f.Path != nil {
		b = append(b, `,"path":[`...)
		for i, p := range f.Path {
			if i > 0 {
				b = append(b, ',')
			}
			switch p := p.(type) {
			case string:
				b = appendString(b, p)
			case int:
				b = strconv.AppendInt(b, int64(p), 10)
			}
		}
		b = append(b, ']')
	}
	return append(appendErrorExtensions(b, f), '}')
}

func appendErrorExtensions(b []byte, f *fault.Error) []byte {
	b = appendString(append(b, `,"extensions":{"code":`...), string(f.Code))
	if f.Limit != nil {
		b = appendString(append(b, `,"limit":{"name":`...), f.Limit.Name)
		b = strconv.AppendInt(append(b, `,"value":`...), int64(f.Limit.Value), 10)
		if f.Limit.Actual != 0 {
			b = strconv.AppendInt(append(b, `,"actual":`...), int64(f.Limit.Actual), 10)
		}
		b = append(b, '}')
	}
	if f.Incident != "" {
		b = appendString(append(b, `,"incident":`...), f.Incident)
	}
	for _, name := range sortedNames(f.Extra) {
		if value, err := json.Marshal(f.Extra[name]); err == nil {
			b = appendString(append(b, ','), name)
			b = append(append(b, ':'), value...)
		}
	}
	return append(b, '}')
}

// appendExtensions ends an answer with what the document cost.
func appendExtensions(b []byte, info Info, limit int) []byte {
	b = strconv.AppendInt(append(b, `,"extensions":{"cost":{"requested":`...), int64(info.Cost), 10)
	b = strconv.AppendInt(append(b, `,"limit":`...), int64(limit), 10)
	return append(b, "}}}"...)
}
