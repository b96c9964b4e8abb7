package result

import (
	"fmt"
	"strings"

	"github.com/exitgraph/exitgraph/bench/measure"
)

// lines is a text that grows line by line.
type lines struct{ strings.Builder }

func (l *lines) add(format string, args ...any) { fmt.Fprintf(l, format+"\n", args...) }

// Markdown is everything that people read of a run.
func (r Result) Markdown() string {
	var l lines
	l.add("%s", r.Where())
	for _, part := range []string{r.QuestionTable(), r.CostTable(), r.FourTable(), r.FreeTable(), r.GoalTable()} {
		l.add("%s", part)
	}
	return l.String()
}

// Where says when, of what and on what the run was.
func (r Result) Where() string {
	var versions []string
	for _, name := range []string{"Go", "Neo4j", "JDK", "Node.js", "@neo4j/graphql", "Apollo Server"} {
		if v := r.Versions[name]; v != "" {
			versions = append(versions, name+" "+v)
		}
	}
	var l lines
	l.add("%s, commit %s; %s. %s. %d findings, seed %d, %d rounds.", r.Date, r.Commit, r.Machine, strings.Join(versions, ", "), r.Findings, r.Seed, r.Rounds)
	for _, note := range r.Notes {
		l.add("%s", note)
	}
	return l.String()
}

// all are the eight questions and those beside them.
func (r Result) all() []Question {
	return append(r.Questions[:len(r.Questions):len(r.Questions)], r.Beside...)
}

// QuestionTable has p50 over one connection.
func (r Result) QuestionTable() string {
	if len(r.all()) == 0 {
		return ""
	}
	var l lines
	l.add("| | rows | floor | ours | columns off | peer | ours / peer | off / peer | ours / floor | off / floor | floor twice | ours twice |")
	l.add("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
	for _, q := range r.all() {
		l.add("| %s | %d | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |", q.ID, q.Rows,
			q.One.time(Floor), q.One.time(Ours), q.One.time(Off), q.One.time(Peer),
			q.One.ratio(Ours, Peer), q.One.ratio(Off, Peer), q.One.ratio(Ours, Floor), q.One.ratio(Off, Floor),
			q.One.ratio(FloorAgain, Floor), q.One.ratio(OursAgain, Ours))
	}
	return l.String()
}

// CostTable has p99, and processor time for each request: of the server, and of the
// database.
func (r Result) CostTable() string {
	if len(r.all()) == 0 {
		return ""
	}
	var l lines
	l.add("| | p99 ours | off | peer | processor ours | off | peer | database for ours | off | peer | floor |")
	l.add("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
	for _, q := range r.all() {
		t := q.One
		l.add("| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |", q.ID,
			median(t.Sides[Ours].P99), median(t.Sides[Off].P99), median(t.Sides[Peer].P99),
			median(t.Sides[Ours].CPU), median(t.Sides[Off].CPU), median(t.Sides[Peer].CPU),
			median(t.Sides[Ours].Database), median(t.Sides[Off].Database), median(t.Sides[Peer].Database), median(t.Sides[Floor].Database))
	}
	return l.String()
}

// FourTable has requests a second over four connections.
func (r Result) FourTable() string {
	var l lines
	for _, q := range r.all() {
		if len(q.Four.Sides) == 0 {
			continue
		}
		if l.Len() == 0 {
			l.add("| | floor | ours | columns off | peer | peer, cluster | p50 ours / peer | ours / cluster |")
			l.add("| --- | --- | --- | --- | --- | --- | --- | --- |")
		}
		t := q.Four
		l.add("| %s | %s | %s | %s | %s | %s | %s | %s |", q.ID, median(t.Sides[Floor].PerSecond), median(t.Sides[Ours].PerSecond),
			median(t.Sides[Off].PerSecond), median(t.Sides[Peer].PerSecond), median(t.Sides[Cluster].PerSecond), t.ratio(Ours, Peer), t.ratio(Ours, Cluster))
	}
	return l.String()
}

// FreeTable has what servers take with the database made free, over four connections.
func (r Result) FreeTable() string {
	if len(r.Free) == 0 {
		return ""
	}
	var l lines
	l.add("| rows | p50 ours, one connection | peer | floor | processor ours | peer | floor | ours / peer | a second ours | peer | floor | ours / floor |")
	l.add("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
	for _, s := range r.Free {
		ours, peer, floor := s.Four.Sides[Ours], s.Four.Sides[Peer], s.Four.Sides[Floor]
		l.add("| %d %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |", s.Rows, s.Name,
			s.One.time(Ours), s.One.time(Peer), s.One.time(Floor), median(ours.CPU), median(peer.CPU), median(floor.CPU),
			share(s.Four.CPU, Pair(Ours, Peer)), median(ours.PerSecond), median(peer.PerSecond), median(floor.PerSecond), share(s.Four.Speed, Pair(Ours, Floor)))
	}
	return l.String()
}

// GoalTable has every goal, and under it what is said of those that are missed.
func (r Result) GoalTable() string {
	var l, why lines
	l.add("| goal | | measured | |")
	l.add("| --- | --- | --- | --- |")
	for _, g := range r.Goals {
		verdict := "missed"
		switch {
		case g.Met:
			verdict = "met"
		case g.Measured == notMeasured:
			verdict = "open"
		}
		l.add("| %s | %s | %s | %s |", g.Name, g.Goal, g.Measured, verdict)
		if g.Why != "" {
			why.add("- **%s**: %s", g.Name, g.Why)
		}
	}
	if why.Len() > 0 {
		l.add("\nWhat is missed, where the time goes, and what would be needed:\n\n%s", strings.TrimSuffix(why.String(), "\n"))
	}
	return l.String()
}

func (t Table) time(side string) string { return t.Sides[side].P50.String() }

func (t Table) ratio(side, other string) string { return share(t.Ratios, Pair(side, other)) }

func share(spans map[string]measure.Span, name string) string {
	if s, found := spans[name]; found {
		return s.String()
	}
	return "–"
}

func median(s *measure.Span) string {
	if s == nil {
		return "–"
	}
	return measure.Figure(s.Median)
}
