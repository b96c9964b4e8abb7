package api

import (
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/document"
	"github.com/exitgraph/exitgraph/schema/fault"
	"github.com/exitgraph/exitgraph/web/frame"
)

// explained are the codes that the engine answers with, those first that readers meet
// while they write.
var explained = []fault.Code{
	fault.ParseFailed, fault.ValidationFailed, fault.OperationResolutionFailed, fault.BadUserInput,
	fault.NotFound, fault.QueryTooComplex, fault.Unavailable, fault.Canceled, fault.Unsupported, fault.Conflict,
	fault.PersistedDocumentRequired, fault.PersistedDocumentNotFound, fault.Internal,
}

// code is a code with what to do about it.
type code struct {
	Code fault.Code
	Help string
}

func codes(w frame.Words) []code {
	list := make([]code, 0, len(explained))
	for _, c := range explained {
		list = append(list, code{c, helpFor(w, c)})
	}
	return list
}

// helpFor says what a code means and what to do; empty for codes that are not the
// engine's, whose message says it.
func helpFor(w frame.Words, c fault.Code) string {
	switch c {
	case fault.ParseFailed:
		return w.T("code.no-document")
	case fault.ValidationFailed:
		return w.T("code.no-fit")
	case fault.OperationResolutionFailed:
		return w.T("code.which-operation")
	case fault.BadUserInput:
		return w.T("code.bad-value")
	case fault.NotFound:
		return w.T("code.no-record")
	case fault.QueryTooComplex:
		return w.T("code.too-much")
	case fault.Unavailable:
		return w.T("code.away")
	case fault.Canceled:
		return w.T("code.given-up")
	case fault.Unsupported:
		return w.T("code.cannot")
	case fault.Conflict:
		return w.T("code.other-data")
	case fault.PersistedDocumentRequired:
		return w.T("code.listed-only")
	case fault.PersistedDocumentNotFound:
		return w.T("code.no-hash")
	case fault.Internal:
		return w.T("code.our-fault")
	default:
		return ""
	}
}

// limit is one bound of a document, with its value unless the server has another.
type limit struct {
	Name, Counts string
	Value        int
}

func limits(w frame.Words) []limit {
	of := document.DefaultLimits()
	return []limit{
		{"cost", w.T("limit.cost"), schema.DefaultMaxCost},
		{"bytes", w.T("limit.bytes"), of.Bytes},
		{"depth", w.T("limit.depth"), of.Depth},
		{"aliases", w.T("limit.aliases"), of.Aliases},
		{"answerObjects", w.T("limit.objects"), schema.DefaultMaxAnswerObjects},
		{"answerBytes", w.T("limit.answer"), schema.DefaultMaxAnswerBytes},
	}
}
