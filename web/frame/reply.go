package frame

import (
	"bytes"
	"context"

	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// mostReply is how many bytes of an answer a page shows at most.
const mostReply = 64 << 10

// Reply is what was answered to a document that a reader wrote.
type Reply struct {
	// Body is the whole answer as JSON; nil where there is none, and where it is too long
	// to be shown.
	Body []byte
	// Size is how many bytes the answer has, shown or not; zero where there is none.
	Size int
	// Faults are the errors of the answer, or the one for which there is none.
	Faults []*fault.Error
	// Revision is that of the data which answered; empty where nothing was asked of them.
	Revision string
}

// reply asks a document of a reader as the endpoint would.
func (s *Site) reply(ctx context.Context, document string, variables map[string]any) *Reply {
	resp, f := s.Ask(ctx, schema.Request{Query: document, Variables: variables})
	if f != nil {
		s.note(ctx, f)
		return &Reply{Faults: []*fault.Error{f}}
	}
	defer resp.Body.Release()
	reply := &Reply{Size: resp.Body.Len(), Faults: resp.Errors, Revision: resp.Info.Revision}
	if reply.Size <= mostReply {
		reply.Body = bytes.Clone(resp.Body.Bytes())
	}
	if len(resp.Errors) > 0 {
		s.note(ctx, gravest(resp.Errors))
	}
	return reply
}

func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}
