package columns

import (
	"container/list"
	"strconv"
	"strings"
	"sync"

	"github.com/exitgraph/exitgraph/graph"
)

// prepared keeps the answers that pages begin with: to questions without a filter, or
// with none but that findings stand, which are the most to count, and to those that
// ask for one value of one attribute of studies or samples, as a click on a facet does.
// Any other filter is an answer of its own, and says more of who asked than is worth
// keeping.
type prepared struct {
	mu    sync.Mutex
	of    map[preparedQuestion]*list.Element
	order list.List // of *preparedAnswer, the latest asked first
	bytes int
}

// preparedQuestion tells the questions apart that may have prepared answers.
type preparedQuestion struct {
	axes       [3]*axis
	units      graph.Units
	groupsOnly bool
	stands     bool
	only       attribute // none where findings are asked for nothing else
}

type preparedAnswer struct {
	question preparedQuestion
	answer   *graph.Counted // nil where only its parts were asked for by now
	bytes    int
	spent    int // on parts of the answer, in rows that were counted for them
}

const (
	// maxPrepared bounds the memory of all answers.
	maxPrepared = 32 << 20
	// groupBytes is what a group in a list takes.
	groupBytes = 88
	// answerBytes is what an answer takes beside its groups.
	answerBytes = 1 << 10
)

// find gives a question's answer, or nil, and what was spent on parts of it.
func (p *prepared) find(q preparedQuestion) (answer *graph.Counted, spent int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	at, ok := p.of[q]
	if !ok {
		return nil, 0
	}
	p.order.MoveToFront(at)
	this := at.Value.(*preparedAnswer)
	return this.answer, this.spent
}

// spend notes that rows were counted for a part of an answer.
func (p *prepared) spend(q preparedQuestion, rows int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if at, known := p.of[q]; known {
		at.Value.(*preparedAnswer).spent += rows
		return
	}
	p.add(&preparedAnswer{question: q, bytes: answerBytes, spent: rows})
}

// keep keeps an answer that takes some bytes, and drops those that were not asked for
// the longest.
func (p *prepared) keep(q preparedQuestion, answer *graph.Counted, bytes int) {
	if bytes += answerBytes; bytes > maxPrepared {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if at, known := p.of[q]; known {
		if at.Value.(*preparedAnswer).answer != nil {
			return // another counted the same meanwhile
		}
		p.drop(at)
	}
	p.add(&preparedAnswer{question: q, answer: answer, bytes: bytes})
}

func (p *prepared) add(this *preparedAnswer) {
	if p.of == nil {
		p.of = map[preparedQuestion]*list.Element{}
	}
	p.of[this.question] = p.order.PushFront(this)
	for p.bytes += this.bytes; p.bytes > maxPrepared; {
		p.drop(p.order.Back())
	}
}

func (p *prepared) drop(at *list.Element) {
	dropped := p.order.Remove(at).(*preparedAnswer)
	delete(p.of, dropped.question)
	p.bytes -= dropped.bytes
}

// clear forgets all answers.
func (p *prepared) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.of, p.bytes = nil, 0
	p.order.Init()
}

// oneValue gives the attribute of a filter over findings that asks for one value of it,
// and nothing else. The attribute must be one that findings can be grouped by.
func oneValue(f graph.Filter) (at attribute, ok bool) {
	path, c, ok := leaf(f)
	if !ok || c.Op != graph.OpIn || len(c.Nums)+len(c.Strs) != 1 || !isDimension(c.Field) {
		return at, false
	}
	if len(path) == 0 || path[0] != study && path[0] != samples {
		return at, false
	}
	at = attribute{path: pathName(path), field: c.Field}
	if len(c.Nums) == 1 {
		at.value = strconv.Itoa(c.Nums[0])
	} else {
		at.value = c.Strs[0]
	}
	return at, true
}

// pathName tells paths of edges apart.
func pathName(path []*graph.Edge) string {
	var names []string
	for _, e := range path {
		names = append(names, e.String())
	}
	return strings.Join(names, " ")
}
