package neo4jstore_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/internal/neo4jstoretest"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
)

// smallDisk makes servers that the test starts run under a limit for the size of
// their files, so that at some time they cannot write, as on a disk that is full.
// enlarge lifts the limit from servers started later.
func smallDisk(t *testing.T, kibibytes int) (enlarge func()) {
	t.Helper()
	java, err := exec.LookPath("java")
	if home := os.Getenv("JAVA_HOME"); home != "" {
		java, err = exec.LookPath(filepath.Join(home, "bin", "java"))
	}
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	limit := filepath.Join(home, "limit")
	write := func(name, text string, mode os.FileMode) {
		if err := os.WriteFile(name, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(home, "bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	// The unit of the limit is 512 bytes.
	write(limit, fmt.Sprint(2*kibibytes), 0o644)
	write(filepath.Join(home, "bin", "java"), fmt.Sprintf("#!/bin/sh\nulimit -f \"$(cat '%s')\"\nexec '%s' \"$@\"\n", limit, java), 0o755)
	t.Setenv("JAVA_HOME", home)
	return func() { write(limit, "unlimited", 0o644) }
}

func TestFullDiskIsToldAsSuchAndWritesGoOnWithALargerOne(t *testing.T) {
	enlarge := smallDisk(t, 4<<10)
	server := neo4jtest.Start(t, neo4jtest.Options{})
	s := neo4jstoretest.Prepared(t, server)
	var both []asked // what happens to the database happens to both
	for _, w := range ways {
		both = append(both, w.over(t, neo4jstoretest.Prepared(t, server)))
	}
	world := storetest.Generate(5, storetest.Small)
	mustLoad(t, s, world)
	var study *graph.Study
	for _, r := range world {
		if found, ok := r.(*graph.Study); ok {
			study = found
		}
	}
	// Each change is written to the log of transactions, which grows.
	var before content
	var failure error
	for i := 0; failure == nil; i++ {
		if i == 100 {
			t.Fatal("the disk does not get full")
		}
		before = contentOf(t, s)
		next := *study
		next.Notes = fmt.Sprint(i, " ") + strings.Repeat("much to say ", 40<<10)
		_, failure = s.Apply(t.Context(), graph.Batch{Changes: []graph.Change{{Record: &next}}})
	}
	refused(t, failure, graph.Unavailable, "perhaps because its disk is full")
	// From then on the server takes nothing at all.
	_, err := s.Apply(t.Context(), graph.Batch{Changes: []graph.Change{{Record: study}}})
	refused(t, err, graph.Unavailable, "until it is started again")
	_, err = s.Info(t.Context())
	refused(t, err, graph.Unavailable, "until it is started again")
	for _, s := range both {
		_, err = s.Tally(t.Context(), graph.Tally{})
		refused(t, err, graph.Unavailable, "until it is started again")
	}

	if err := server.Kill(); err != nil {
		t.Fatal(err)
	}
	enlarge()
	if err := server.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the store answers again by itself", func() error {
		_, err := s.Info(t.Context())
		return err
	})
	one(t, contentOf(t, s), before, before)
	mustLoad(t, s, world)
	for _, s := range both {
		settled(t, s)
		if mixed, err := ofOneState(t.Context(), graph.New(s)); mixed != "" || err != nil {
			t.Errorf("after the disk was enlarged: %s (%v)", mixed, err)
		}
	}
}
