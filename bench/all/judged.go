package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/bench/measure"
	"github.com/exitgraph/exitgraph/bench/result"
)

// Two measurements are commands of their own, which judge their goals themselves, but for
// those that a short run asserts.
const (
	columnsCommand = "./bench/columns"
	loadCommand    = "./bench/load"
)

// loading is the size under which making columns is told.
const loading = "load"

// columns is the part that measures counting over so many findings; size names it in
// the goals.
func (b *bench) columns(size string, arguments ...string) func(context.Context) error {
	return func(ctx context.Context) error {
		file, err := filepath.Abs(filepath.Join(b.cache, "columns.json"))
		if err != nil {
			return err
		}
		if b.short {
			arguments = append(arguments, "-rounds", "10")
		}
		if _, err := runCommand(ctx, columnsCommand, append([]string{"-json", file}, arguments...)...); err != nil {
			return err
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		return b.takeCounting(size, text)
	}
}

// takeCounting takes the goals over that the command for counting has written.
func (b *bench) takeCounting(size string, text []byte) error {
	var found struct {
		Goals []struct {
			Name           string
			Goal, Measured float64
			Unit           string
			Met            bool
		}
	}
	if err := json.Unmarshal(text, &found); err != nil {
		return fmt.Errorf("%s wrote no goals: %w", columnsCommand, err)
	}
	for _, g := range found.Goals {
		name := "columns, " + size + ": " + g.Name
		switch {
		case size == loading && !strings.Contains(g.Name, loading):
			// Those of loading come with goals of counting, which are told of larger sizes.
		case result.Judges(name):
			b.number(name, g.Measured)
		default:
			b.take(name, fmt.Sprintf("≤ %g %s", g.Goal, g.Unit), measure.Figure(g.Measured)+" "+g.Unit, g.Met)
		}
	}
	return nil
}

// measureLoad puts heavy documents, slow readers and clients that leave to a server.
func (b *bench) measureLoad(ctx context.Context) error {
	text, err := runCommand(ctx, loadCommand)
	if err != nil {
		return err
	}
	var found struct {
		Goals []struct {
			Name, Goal, Measured string
			Met                  bool
		}
	}
	if err := json.Unmarshal(text, &found); err != nil {
		return fmt.Errorf("%s told no goals: %w", loadCommand, err)
	}
	for _, g := range found.Goals {
		b.take("under load: "+g.Name, g.Goal, g.Measured, g.Met)
	}
	return nil
}

// take notes a goal as it stands in the table, in place of itself where it was measured
// before.
func (b *bench) take(name, goal, measured string, met bool) {
	g := result.Goal{Name: name, Goal: goal, Measured: measured, Met: met}
	if !met {
		g.Why = result.Missed[name].Why
	}
	at := slices.IndexFunc(b.Judged, func(other result.Goal) bool { return other.Name == name })
	if at < 0 {
		b.Judged = append(b.Judged, g)
		return
	}
	b.Judged[at] = g
}

// runCommand runs a command of this source tree and gives what it prints.
func runCommand(ctx context.Context, path string, arguments ...string) ([]byte, error) {
	command := exec.CommandContext(ctx, "go", append([]string{"run", path}, arguments...)...)
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
	var out, said bytes.Buffer
	command.Stdout, command.Stderr = &out, &said
	if err := command.Run(); err != nil {
		return nil, fmt.Errorf("%s: %w\n%s", path, err, said.Bytes())
	}
	return out.Bytes(), nil
}
