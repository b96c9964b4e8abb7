package graph

import (
	"context"
	"sync/atomic"
)

// State names what answers are made from: of equal states, in whatever store and
// process, every question has the same answer. Unlike a Mark it comes back where a
// write brings the earlier content back. The zero State names nothing.
type State struct {
	Hash    string // of the content, as in Info
	Release Release
}

// described is a state with the mark that it was found at.
type described struct {
	at    Mark
	state State
}

// State gives the state that a pinned Graph reads, and the zero State where the store
// can neither hold a revision still nor say whether it stood still. Within Read it
// counts as a question: the state is that of the whole answer, or the answer is made
// again.
//
// Where the store gives marks, it is asked for Info once for each mark, by whichever
// request comes first; all others cost no more than the mark that Read asks for.
func (g *Graph) State(ctx context.Context) (State, error) {
	w, marked := g.store.(*watched)
	if g.pinned == nil || !marked && !g.pinned.holds {
		return State{}, nil
	}
	if marked {
		began, err := w.begin(ctx)
		w.end(began, Brought{})
		if err != nil {
			return State{}, err
		}
		if known := g.states.Load(); known != nil && known.at == w.before {
			return known.state, nil
		}
	}
	info, err := g.Info(ctx)
	if err != nil {
		return State{}, err
	}
	found := State{Hash: info.Hash, Release: info.Release}
	if marked && w.before != (Mark{}) {
		// Where the store has moved on meanwhile, this is the state of a later mark. No
		// answer is made of it: the mark of this request has passed and does not come back.
		g.states.Store(&described{w.before, found})
	}
	return found, nil
}

// states keeps the state that was found last, for all requests.
type states = atomic.Pointer[described]

// Revision gives the revision, as in Info, that all questions of a pinned Graph were
// answered from. Where the store can only say afterwards whether that was so, it counts
// once Read has come back without an error, of the Graph that Read ran last. It asks the
// store nothing, and is empty where that has to be asked and no question was, and where
// the store can neither hold a revision still nor say whether it stood still.
func (g *Graph) Revision() string {
	if g.pinned == nil {
		return ""
	}
	store := g.store
	if w, ok := store.(*watched); ok {
		if at, told := w.began(); !told || at != (Mark{}) {
			return at.Revision
		}
		store = w.Store
	}
	if still, ok := store.(Still); ok {
		return still.Revision()
	}
	return ""
}
