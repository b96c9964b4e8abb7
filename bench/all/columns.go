package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/bench/measure"
	"github.com/exitgraph/exitgraph/bench/result"
)

// columnsCommand measures counting, which is judged where it is measured.
const columnsCommand = "./bench/columns"

// columnGoals is what that command writes.
type columnGoals struct {
	Goals []struct {
		Name           string
		Goal, Measured float64
		Unit           string
		Met            bool
	}
}

// columns is the part that measures counting over so many findings; size names it in
// the goals.
func (b *bench) columns(size string, arguments ...string) func(context.Context) error {
	return func(ctx context.Context) error {
		if _, err := os.Stat(filepath.FromSlash(columnsCommand)); errors.Is(err, fs.ErrNotExist) {
			say("there is no %s, so counting is not measured", columnsCommand)
			return nil
		}
		file, err := filepath.Abs(filepath.Join(b.cache, "columns.json"))
		if err != nil {
			return err
		}
		command := exec.CommandContext(ctx, "go", append([]string{"run", columnsCommand, "-json", file}, arguments...)...)
		command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
		if said, err := command.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w\n%s", columnsCommand, err, said)
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		var found columnGoals
		if err := json.Unmarshal(text, &found); err != nil {
			return fmt.Errorf("%s wrote no goals: %w", columnsCommand, err)
		}
		b.Columns = append(b.Columns, found.told(size)...)
		return nil
	}
}

// told gives the goals as they stand in the table. Each is met by what is not above it.
// Those of loading come with goals of counting, which are told of larger sizes.
func (c columnGoals) told(size string) []result.Goal {
	var out []result.Goal
	for _, g := range c.Goals {
		if size == loading && !strings.Contains(g.Name, loading) {
			continue
		}
		name := fmt.Sprintf("columns, %s: %s", size, g.Name)
		told := result.Goal{Name: name, Goal: fmt.Sprintf("≤ %g %s", g.Goal, g.Unit), Measured: measure.Figure(g.Measured) + " " + g.Unit, Met: g.Met}
		if !g.Met {
			told.Why = result.Missed[name].Why
		}
		out = append(out, told)
	}
	return slices.Clip(out)
}

// loading is the size under which making columns is told.
const loading = "load"
