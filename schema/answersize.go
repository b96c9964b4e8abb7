package schema

import "github.com/exitgraph/exitgraph/schema/fault"

// What an answer may grow to unless the engine is told otherwise. The cost of a
// document never depends on the data, and takes matrices and groups for a fixed
// number of objects. Over much data, or under many aliases, an answer can be a
// thousand times as large as its document lets expect; so its true size has limits
// of its own, and the memory that one request takes is bounded.
const (
	DefaultMaxAnswerObjects = 1_000_000
	DefaultMaxAnswerBytes   = 32 << 20
)

// take counts objects that an answer will show, and gives false where there are too
// many. An object that is shown in several places counts in each.
func (r *run) take(n int) bool {
	r.objects += n
	return !r.tooMany()
}

func (r *run) tooMany() bool { return r.objects > r.maxObjects }

// size is how many objects were loaded.
func (l *loaded) size() int {
	n := len(l.one)
	for _, list := range l.many {
		n += len(list)
	}
	return n
}

func tooManyObjects(limit int) *fault.Error {
	return fault.TooMuch("answerObjects", limit, 0, "The answer would hold more than %d objects: ask for smaller pages, or for fewer rows, columns or aliases at once.", limit)
}

func tooManyBytes(limit int) *fault.Error {
	return fault.TooMuch("answerBytes", limit, 0, "The answer would have more than %d bytes: ask for smaller pages, or for fewer rows, columns, fields or aliases at once.", limit)
}
