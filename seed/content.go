package seed

import (
	"fmt"
	"iter"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/internal/nearest"
)

// checkContent holds the records against the model and against each other. Every
// file was read to its end; single rows may have faults already.
func (l *loader) checkContent() {
	for _, t := range l.tables {
		t.inOrder() // now, so that checks at the same time only read
	}
	var whole graph.ProblemsError
	var alongside sync.WaitGroup
	if !l.cellFaults { // what was not read could be what is said to be missing
		alongside.Go(func() { whole = graph.CheckWhole(world{l}) })
	}
	parts := l.checkRows()
	alongside.Wait()
	for i := range parts {
		for _, p := range parts[i].problems {
			l.problem(parts[i].table, p.row, p.Problem)
		}
		l.more += parts[i].more
	}
	for _, t := range l.tables {
		for _, k := range t.kinds {
			l.checkKind(t, k)
		}
	}
	for _, p := range whole {
		t := l.byKind[p.Kind]
		var r *row
		if i, ok := t.at[p.Key]; ok {
			r = &t.rows[i]
		}
		l.problem(t, r, p)
	}
}

// part is a run of rows that is checked on its own, and what was found in it.
type part struct {
	table    *table
	rows     []row
	problems []problemOfRow // mostFaults at most
	more     int
}

type problemOfRow struct {
	graph.Problem
	row *row
}

// checkRows checks every row by itself, on all processors: half of the time of
// loading a large folder goes into it.
func (l *loader) checkRows() []part {
	const size = 4096
	var parts []part
	for _, t := range l.tables {
		for rows := range slices.Chunk(t.rows, size) {
			parts = append(parts, part{table: t, rows: rows})
		}
	}
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(parts)) {
		workers.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(parts)); i = next.Add(1) - 1 {
				l.checkPart(&parts[i])
			}
		})
	}
	workers.Wait()
	return parts
}

func (l *loader) checkPart(p *part) {
	for i := range p.rows {
		r := &p.rows[i]
		if l.cellFaults && l.touchesFaulty(p.table, r) {
			continue // what is missing there would be told as another fault here
		}
		for _, problem := range graph.Check(world{l}, r.record) {
			if len(p.problems) < mostFaults {
				p.problems = append(p.problems, problemOfRow{problem, r})
			} else {
				p.more++
			}
		}
	}
}

// touchesFaulty says whether a row, or one that it refers to, could not be read
// whole.
func (l *loader) touchesFaulty(t *table, r *row) bool {
	if r.faulty {
		return true
	}
	for _, f := range t.model.Fields {
		if f.Type != graph.TypeRef && f.Type != graph.TypeRefs {
			continue
		}
		for _, key := range references(f, r.record) {
			for _, to := range l.tables {
				if f.Target != 0 && f.Target != to.model.Kind {
					continue
				}
				if i, ok := to.at[key]; ok && to.rows[i].faulty {
					return true
				}
			}
		}
	}
	return false
}

// problem turns a fault of a record into one of a file. The row is nil where the
// fault is of the kind as a whole.
func (l *loader) problem(t *table, r *row, p graph.Problem) {
	if len(l.faults) == mostFaults {
		l.more++
		return
	}
	f := found{Fault: Fault{File: t.model.File, Message: p.Message, Remedy: p.Remedy}, cell: -1}
	if r != nil {
		f.Line = int(r.line)
	}
	if p.Field != nil && r != nil {
		f.Heading = p.Field.Column
		if f.cell = t.cellToBlame(p.Field, r.record); f.cell >= 0 {
			f.Heading = t.columns[f.cell].heading
		}
		l.guess(t, r, p, &f)
	}
	f.Message = cutMiddle(f.Message)
	l.note(f)
}

// cutMiddle shortens a message that quotes a long value, and keeps what it says of
// it.
func cutMiddle(message string) string {
	const start, end = 120, 100
	if len(message) <= start+end+50 {
		return message
	}
	return strings.ToValidUTF8(message[:start], "") + "…" + strings.ToValidUTF8(message[len(message)-end:], "")
}

// cellToBlame finds the cell of a field; of a text in several languages that
// which has a fault.
func (t *table) cellToBlame(f *graph.Field, r graph.Record) int {
	if f.Type == graph.TypeKey {
		return t.keyCell()
	}
	if f.Type == graph.TypeText {
		for _, tr := range f.Text(r) {
			if graph.CheckWords(tr.Value) != "" {
				return slices.IndexFunc(t.columns, func(c column) bool { return c.field == f && c.lang == tr.Lang })
			}
		}
	}
	return t.cellOf(f)
}

// guess adds to a fault what only the files tell: what a value was most likely
// meant to be, and where else a key stands.
func (l *loader) guess(t *table, r *row, p graph.Problem, f *found) {
	switch p.Field.Type {
	case graph.TypeEnum:
		allowed := p.Field.Allowed()
		if v := p.Field.Str(r.record); !slices.Contains(allowed, v) {
			f.Remedy = didYouMean(nearest.Word(v, slices.Values(allowed)), p.Remedy)
		}
	case graph.TypeRef, graph.TypeRefs:
		for _, key := range references(p.Field, r.record) {
			missing := (world{l}).Record(p.Field.Target, key) == nil
			if missing && strings.Contains(p.Message, strconv.Quote(key)) {
				f.Remedy = didYouMean(nearest.Word(key, l.keysOf(p.Field.Target)), p.Remedy)
			}
		}
	case graph.TypeKey:
		for _, other := range l.tables {
			if other == t || !other.model.Kind.IsNode() {
				continue
			}
			if i, ok := other.at[p.Key]; ok {
				f.Message = fmt.Sprintf("%s is taken: it stands in %s on line %d", shown(p.Key), other.model.File, other.rows[i].line)
				return
			}
		}
	}
}

// keysOf gives the keys of a kind, those of all nodes for kind 0. Folders with
// very many get no guesses: they would take long.
func (l *loader) keysOf(k graph.Kind) iter.Seq[string] {
	const most = 50_000
	return func(yield func(string) bool) {
		for _, t := range l.tables {
			if k != t.model.Kind && (k != 0 || !t.model.Kind.IsNode()) || len(t.rows) > most {
				continue
			}
			for _, r := range t.rows {
				if !yield(r.record.RecordKey()) {
					return
				}
			}
		}
	}
}

// checkKind holds a cell that names a kind against the record referred to.
func (l *loader) checkKind(t *table, k kindName) {
	c, r := &t.columns[k.cell], &t.rows[k.row]
	if r.faulty {
		return
	}
	target := world{l}.Record(0, c.kindOf.Str(r.record))
	if target == nil || target.RecordKind().Enum() == k.kind {
		return // a missing target is told as such
	}
	is := target.RecordKind().Enum()
	l.note(found{cell: int(k.cell), Fault: Fault{
		File: t.model.File, Line: int(r.line), Heading: c.heading,
		Message: fmt.Sprintf("%s is not the kind of %q, which is a %s", k.kind, target.RecordKey(), is),
		Remedy:  fmt.Sprintf("Write %s, or correct %s", is, c.kindOf.Column),
	}})
}
