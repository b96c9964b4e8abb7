package neo4jstore

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// bookmarks tell the members of a cluster which writes a session wants to see. Nil
// bookmarks are for one server alone, which sees its writes in any case.
type bookmarks struct {
	current atomic.Pointer[neo4j.BookmarkManager]
}

func newBookmarks() *bookmarks {
	b := &bookmarks{}
	b.forget()
	return b
}

func (b *bookmarks) manager() neo4j.BookmarkManager { return *b.current.Load() }

// forget lets the next session see whatever there is. The driver's managers cannot
// be emptied.
func (b *bookmarks) forget() {
	fresh := neo4j.NewBookmarkManager(neo4j.BookmarkManagerConfig{})
	b.current.Store(&fresh)
}

// doubt forgets the bookmarks where a fault may come from them: after a restore they
// ask for writes that are gone. A server waits for those longer than most callers
// do, so that time was up is a sign, too.
func (b *bookmarks) doubt(ctx context.Context, err error) {
	if b != nil && err != nil && (ctx.Err() != nil || strayBookmark(err)) {
		b.forget()
	}
}

// strayBookmark says that the database does not have what the driver says was
// written.
func strayBookmark(err error) bool {
	var fromServer *neo4j.Neo4jError
	return errors.As(err, &fromServer) && (strings.HasPrefix(fromServer.Code, "Neo.ClientError.Transaction.InvalidBookmark") ||
		fromServer.Code == "Neo.TransientError.Transaction.BookmarkTimeout")
}
