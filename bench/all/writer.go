package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/bench/measure"
	"github.com/exitgraph/exitgraph/bench/result"
)

// benchmarks are the Go benchmarks of the writer that goals are about: what each
// reports, and in which unit.
var benchmarks = []struct {
	name, unit string
	goal       string
}{
	{"BenchmarkCells", "ns/cell", result.CellTime},
	{"BenchmarkCells", "allocs/cell", result.CellAllocations},
	{"BenchmarkFlat", "ms/1000-flat", result.ObjectsTime},
	{"BenchmarkFlat", "x-graphql.Execute", result.ObjectsTimes},
	{"BenchmarkFirst", "ms/new-document", result.NewDocument},
}

// measureWriter runs the benchmarks of the package that writes answers.
func (b *bench) measureWriter(ctx context.Context) error {
	count := "5"
	if b.short {
		count = "3"
	}
	command := exec.CommandContext(ctx, "go", "test", "./schema", "-run", "^$", "-bench", "^Benchmark(Flat|First|Cells)$", "-benchtime", "40x", "-count", count)
	said, err := command.CombinedOutput()
	if err != nil {
		return fmt.Errorf("the benchmarks of ./schema need Go and the source tree: %w\n%s", err, said)
	}
	found := readBenchmarks(said)
	for _, m := range benchmarks {
		values := found[m.name][m.unit]
		if len(values) == 0 {
			say("there is no %s with %s, so %q is not measured", m.name, m.unit, m.goal)
			continue
		}
		b.value(m.goal, measure.SpanOf(values))
	}
	return nil
}

// readBenchmarks reads what go test says of benchmarks: values by name and unit.
func readBenchmarks(said []byte) map[string]map[string][]float64 {
	out := map[string]map[string][]float64{}
	lines := bufio.NewScanner(bytes.NewReader(said))
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) < 4 || !strings.HasPrefix(fields[0], "Benchmark") {
			continue
		}
		name, _, _ := strings.Cut(fields[0], "-") // the number of processors follows
		if out[name] == nil {
			out[name] = map[string][]float64{}
		}
		for i := 2; i+1 < len(fields); i += 2 {
			if v, err := strconv.ParseFloat(fields[i], 64); err == nil {
				out[name][fields[i+1]] = append(out[name][fields[i+1]], v)
			}
		}
	}
	return out
}
