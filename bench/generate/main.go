// Command generate writes a dataset folder with as many findings as it is told, for
// trying exitgraph at a size that no published dataset has:
//
//	go run ./bench/generate -findings 100000 -o large
//	go run ./cmd/exitgraph serve --store dir:large
//
// The content is that of storetest.Large: generated, as uneven as real data, and the
// same for the same seed. It says nothing about anyone. Records are written as they
// are made, so that any size takes little memory; what reads the folder has a bound of
// 512 MiB for each file, which some 10^6 findings fill.
//
// It knows the generator, and bench/folder, which writes. Nothing of the product imports it.
package main

import (
	"flag"
	"fmt"
	"os"

	files "github.com/exitgraph/exitgraph/bench/folder" // folder is a path here
	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

func main() {
	findings := flag.Int("findings", 100_000, "how many `findings` there are")
	seed := flag.Int64("seed", 1, "another `NUMBER` makes another dataset of the same size")
	out := flag.String("o", "", "write to this `FOLDER`, which must not be there")
	flag.Parse()
	if err := run(*out, *seed, *findings); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(folder string, seed int64, findings int) error {
	switch {
	case folder == "":
		return fmt.Errorf("there is no folder to write to: give -o FOLDER")
	case findings < 1:
		return fmt.Errorf("there cannot be %d findings: give 1 at least", findings)
	}
	if err := os.Mkdir(folder, 0o755); err != nil {
		return fmt.Errorf("the folder cannot be made: %w", err)
	}
	release := graph.Release{
		Name: "generated", Title: fmt.Sprintf("Generated data, %d findings, seed %d", findings, seed),
		Version: "0.0.0-generated", Date: "2026-01-01", License: "CC0-1.0",
	}
	return files.Write(folder, release, storetest.Large(seed, storetest.SizeOf(findings)))
}
