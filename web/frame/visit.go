package frame

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// serve answers for a page in a language: the address, the question, the answer, the
// page. Whatever fails on the way, what is sent is whole.
func (s *Site) serve(p *Page, lang string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			// Nothing was sent yet: pages are sent whole, as the last that is done.
			if cause := recover(); cause != nil {
				if err, ok := cause.(error); ok && errors.Is(err, http.ErrAbortHandler) {
					panic(cause)
				}
				s.broken(w, r, lang, fmt.Errorf("page %s: panic with a value of type %T", p.Name, cause))
			}
		}()
		catalogue, err := s.catalogue()
		if err != nil {
			s.broken(w, r, lang, err)
			return
		}
		speaker := catalogue.In(lang, p.Name)
		a, err := newAddress(r, p, speaker)
		if err != nil {
			s.unreadable(w, r, p, speaker)
			return
		}
		variables := map[string]any{}
		if p.Ask != nil {
			variables = p.Ask(a)
		}
		a.finish()
		if len(a.faults) > 0 {
			s.misread(w, r, a)
			return
		}
		v := &Visit{Address: a, site: s}
		if p.asks() && !s.answer(w, r, v, variables) {
			return
		}
		if p.Own != nil && !s.Listed {
			if document, variables, ok := p.Own(a); ok {
				v.Reply = s.reply(r.Context(), document, variables)
				v.Revision = v.Reply.Revision
			}
		}
		s.show(w, r, v)
	}
}

// answer asks the document of a page, and says whether the page is still to be shown:
// else the answer was sent as it came, or a page that says why there is none.
func (s *Site) answer(w http.ResponseWriter, r *http.Request, v *Visit, variables map[string]any) bool {
	p := v.page
	variables["lang"] = languagesFrom(v.Words.Lang())
	variables = plain(variables).(map[string]any)
	v.Document, v.Variables = p.document, variables
	resp, f := s.Ask(r.Context(), schema.Request{Query: p.document, Variables: variables})
	if f == nil && len(resp.Errors) > 0 {
		f = gravest(resp.Errors)
		resp.Body.Release()
	}
	switch {
	case f != nil && f.Code == fault.NotFound && v.Values().Has(p.Node):
		s.missing(w, r, v, Missing{Kind: p.NodeKind, Key: first(v.Raw(p.Node)), Name: p.Node})
		return false
	case f != nil:
		s.refused(w, r, v.Address, f)
		return false
	}
	v.Revision = resp.Info.Revision
	if v.Form == "json" {
		s.sendJSON(w, v, resp)
		return false
	}
	v.answer = resp.Body.Bytes()
	resp.Body.Release()
	return true
}

// show makes the page, or its table, of an answer.
func (s *Site) show(w http.ResponseWriter, r *http.Request, v *Visit) {
	p := v.page
	view, err := p.Show(v)
	var missing Missing
	switch {
	case errors.As(err, &missing):
		s.missing(w, r, v, missing)
		return
	case err == nil && v.Form == "csv":
		var table Table
		if table, err = p.Table(v); err == nil {
			err = s.sendCSV(w, v, table)
		}
	case err == nil && v.Form != "":
		err = s.sendForm(w, v)
	case err == nil:
		err = s.send(w, v, view)
	}
	if err != nil {
		s.broken(w, r, v.Words.Lang(), fmt.Errorf("page %s: %w", p.Name, err))
	}
}

// languagesFrom gives the languages that a page asks for: its own, then that of the data.
func languagesFrom(lang string) []any {
	if lang == "en" {
		return []any{"en"}
	}
	return []any{lang, "en"}
}

// plain gives variables as the engine takes them, as decoded JSON.
func plain(value any) any {
	switch value := value.(type) {
	case map[string]any:
		m := make(map[string]any, len(value))
		for name, v := range value {
			m[name] = plain(v)
		}
		return m
	case []any:
		list := make([]any, len(value))
		for i, v := range value {
			list[i] = plain(v)
		}
		return list
	case []string:
		list := make([]any, len(value))
		for i, v := range value {
			list[i] = v
		}
		return list
	case int:
		return json.Number(strconv.Itoa(value))
	default:
		return value
	}
}

// gravest gives the fault that decides what page is shown.
func gravest(faults []*fault.Error) *fault.Error {
	worst := faults[0]
	for _, f := range faults[1:] {
		if statusOf(f.Code) > statusOf(worst.Code) {
			worst = f
		}
	}
	return worst
}

func statusOf(code fault.Code) int {
	switch code {
	case fault.NotFound:
		return http.StatusNotFound
	case fault.BadUserInput, fault.QueryTooComplex, fault.Conflict:
		return http.StatusBadRequest
	case fault.Unsupported:
		return http.StatusNotImplemented
	case fault.Unavailable, fault.Canceled:
		return http.StatusServiceUnavailable
	default:
		return http.StatusInternalServerError
	}
}

// asks says whether a page has a document.
func (p *Page) asks() bool { return p.document != "" }

// note tells the log what a page failed of.
func (s *Site) note(ctx context.Context, f *fault.Error) {
	if s.Note != nil {
		s.Note(ctx, f)
	}
}
