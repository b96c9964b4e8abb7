package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/pprof"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
)

// preparations make what only the measurement needs, and bring plans and pages up to
// date with the data.
var preparations = []string{
	"CREATE FULLTEXT INDEX bench_study_title IF NOT EXISTS FOR (n:Study) ON EACH [n.title]",
	"CALL db.awaitIndexes(300)",
	"CALL db.prepareForReplanning()",
	"MATCH (n)-[r]->() RETURN count(properties(n)) + count(properties(r))",
}

func prepare(ctx context.Context, driver neo4j.DriverWithContext) error {
	session := driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: neo4jtest.Database})
	defer func() { _ = session.Close(context.WithoutCancel(ctx)) }() // each statement was seen to its end
	for _, statement := range preparations {
		result, err := session.Run(ctx, statement, nil)
		if err == nil {
			_, err = result.Consume(ctx)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// open makes the sides ready, the floor first. stop ends them, also after an error.
func open(ctx context.Context, s settings, db database, store graph.Store, r *report) (sides []contender, stop func() error, err error) {
	var stops []func() error
	stop = func() error {
		var errs []error
		for _, end := range stops {
			errs = append(errs, end())
		}
		return errors.Join(errs...)
	}
	f := floor{db.driver} // which asks one question after another, over one connection
	ours, end, err := serve(store)
	if err != nil {
		return nil, stop, err
	}
	stops = append(stops, end)
	sides = []contender{{"floor", f}, {again, f}, {"ours", ours}}
	if s.noPeer {
		return sides, stop, nil
	}
	peer, says, end, err := startPeer(ctx, s.cache, db.uri)
	if err != nil {
		return nil, stop, err
	}
	stops = append(stops, end)
	r.Versions["Node.js"], r.Versions["@neo4j/graphql"], r.Versions["Apollo Server"] = says.Node, says.Peer, says.Apollo
	return append(sides, contender{"peer", peer}), stop, nil
}

// chosen picks the questions that are asked in this run.
func (s settings) chosen(all []question) ([]question, error) {
	if s.only == "" {
		return all, nil
	}
	var out []question
	for name := range strings.SplitSeq(s.only, ",") {
		there := false
		for _, q := range all {
			if q.name == name {
				out, there = append(out, q), true
			}
		}
		if !there {
			return nil, fmt.Errorf("there is no question %q: they are q1, q2a, q2b, q3, q4a, q4b, q5, q6, q7 and q8", name)
		}
	}
	return out, nil
}

// ask compares the answers of all sides, and measures them where they are equal.
func (s settings) ask(ctx context.Context, q question, sides []contender) (result, error) {
	rows, err := compare(ctx, q, sides)
	if err != nil {
		return result{}, err
	}
	if s.profiles != "" {
		file, err := os.Create(filepath.Join(s.profiles, q.name+".prof"))
		if err != nil {
			return result{}, err
		}
		if err := pprof.StartCPUProfile(file); err != nil {
			return result{}, errors.Join(err, file.Close())
		}
		defer func() { pprof.StopCPUProfile(); _ = file.Close() }() // a profile cut short is seen when it is read
	}
	m, err := measure(ctx, q, sides, s.pace)
	if err != nil {
		return result{}, err
	}
	return newResult(q, rows, m), nil
}

// compare fetches the answer of each side and says how many rows it has. An answer
// that differs from the first side's is an error, which voids the run.
func compare(ctx context.Context, q question, sides []contender) (rows int, err error) {
	var want []row
	for i, c := range sides {
		got, err := c.side.fetch(ctx, q)
		if err != nil {
			return 0, fmt.Errorf("%s, %s: %w", q.name, c.name, err)
		}
		if i == 0 {
			want = got
		}
		if d := difference(got, want, q.ordered); d != "" {
			return 0, fmt.Errorf("%s: the answer of %s differs from that of %s, so nothing is measured: %s", q.name, c.name, sides[0].name, d)
		}
	}
	return len(want), nil
}

// publish writes the tables to standard output, and the result to a file if one was
// named.
func (r report) publish(file string) error {
	if file != "" {
		text, err := json.MarshalIndent(r, "", "  ")
		if err != nil {
			return err
		}
		if err := os.WriteFile(file, append(text, '\n'), 0o644); err != nil {
			return err
		}
	}
	return r.markdown(os.Stdout)
}
