package columns

import (
	"slices"
	"sync"

	"github.com/exitgraph/exitgraph/graph"
)

// prepared keeps the answers to questions without a filter, or with none but that
// findings stand: these are what pages begin with, they are the most to count and
// say nothing of who asked. Counting takes longer than a filter saves, so that
// filtered answers are not worth their memory.
type prepared struct {
	mu    sync.Mutex
	last  []*preparedAnswer // the latest first
	bytes int
}

type preparedAnswer struct {
	axes       [3]*axis
	units      graph.Units
	groupsOnly bool
	stands     bool
	answer     *graph.Counted
	bytes      int
}

const (
	// maxPrepared bounds the memory of all answers.
	maxPrepared = 32 << 20
	// groupBytes is what a group takes.
	groupBytes = 88
)

// find gives a question's answer, or nil. The question has no answer of its own yet.
func (p *prepared) find(q *preparedAnswer) *graph.Counted {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, known := range p.last {
		if known.axes == q.axes && known.units == q.units && known.groupsOnly == q.groupsOnly && known.stands == q.stands {
			copy(p.last[1:i+1], p.last[:i])
			p.last[0] = known
			return known.answer
		}
	}
	return nil
}

// keep keeps an answer, and drops those that were not asked for the longest.
func (p *prepared) keep(q *preparedAnswer, answer *graph.Counted) {
	q.answer = answer
	q.bytes = groupBytes * (cap(answer.Groups) + 4)
	if q.bytes > maxPrepared {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last = slices.Insert(p.last, 0, q)
	for p.bytes += q.bytes; p.bytes > maxPrepared; p.last = p.last[:len(p.last)-1] {
		p.bytes -= p.last[len(p.last)-1].bytes
	}
}
