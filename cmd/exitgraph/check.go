package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/seed"
)

// report is what check tells. Its JSON form is for scripts.
type report struct {
	Sound  bool         `json:"sound"`
	Store  string       `json:"store,omitempty"`  // what the database is, where one was looked over
	Data   *dataVersion `json:"data,omitempty"`   // of a sound dataset, or of a database
	Counts []kindCount  `json:"counts,omitempty"` // in the order of graph.Kinds
	Faults []faultEntry `json:"faults"`
	More   int          `json:"more"` // faults besides those listed
}

type kindCount struct {
	Kind  string `json:"kind"`
	Count int    `json:"count"`
}

type faultEntry struct {
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Heading string `json:"heading,omitempty"`
	Message string `json:"message"`
	Remedy  string `json:"remedy"`
	text    string
}

func newCheck(p *process) *cobra.Command {
	o := &dataOptions{}
	asJSON := false
	cmd := &cobra.Command{
		Use:   "check [FOLDER]",
		Short: "Look over a dataset folder or a store and tell each fault",
		Long: `check reads a dataset folder, or the built-in data where none is named, and tells
how many records it has, or each fault with its place and how to mend it. The
exit status is 1 when there are faults.

Faults in the form of a file can hide faults in what the rows say, so mending the
first may show more.

With the address of a Neo4j it reads all records there, checks them in the same way,
and tells whether their number and their hash are what the store says, and whether
its constraints and indexes are there.`,
		Example: `  exitgraph check
  exitgraph check my-dataset
  exitgraph check my-dataset --ignore-checksums    # while editing
  exitgraph check --store bolt://127.0.0.1:7687
  exitgraph check my-dataset --json | jq '.faults[].remedy'`,
		Args:              atMostOneFolder,
		ValidArgsFunction: completeFolder,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				if p.typed(cmd, "store") {
					return misuse("check looks over one dataset: give a folder or --store, not both.")
				}
				o.store = "dir:" + args[0]
				delete(p.preset, "store")
			}
			return p.check(cmd.Context(), o, asJSON)
		},
	}
	cmd.Flags().SortFlags = false
	o.register(cmd)
	registerJSON(cmd, &asJSON)
	return cmd
}

func atMostOneFolder(_ *cobra.Command, args []string) error {
	if len(args) > 1 {
		return misuse("check looks over one folder at a time, but was given %d: run it once for each.", len(args))
	}
	return nil
}

func (p *process) check(ctx context.Context, o *dataOptions, asJSON bool) error {
	found, err := p.examine(ctx, o)
	if err != nil {
		return err
	}
	return p.printReport(found, asJSON)
}

// printReport prints a report. Its error has the status of faults where there are
// any.
func (p *process) printReport(found *report, asJSON bool) error {
	var err error
	if asJSON {
		err = p.printJSON(found)
	} else {
		err = p.print(found.write)
	}
	if err == nil && !found.Sound {
		err = &exitError{code: exitFault}
	}
	return err
}

// examine reads a dataset or a store and gathers its faults. Its error means that it
// could not be read at all.
func (p *process) examine(ctx context.Context, o *dataOptions) (*report, error) {
	if isNeo4j(o.store) {
		return p.examineStore(ctx, o)
	}
	if err := p.refuseNeo4jFlags(o); err != nil {
		return nil, err
	}
	folder := strings.TrimPrefix(o.store, "dir:")
	data, err := p.openDataset(ctx, o)
	var faults *seed.FaultsError
	switch {
	case errors.As(err, &faults):
		return faulty(folder, faults), nil
	case err != nil:
		return nil, err
	}
	found := &report{Sound: true, Faults: []faultEntry{}}
	version := describe(data)
	found.Data = &version
	counts := data.Counts()
	for _, k := range graph.Kinds() {
		found.Counts = append(found.Counts, kindCount{k.Enum(), counts[k]})
	}
	return found, nil
}

func faulty(folder string, faults *seed.FaultsError) *report {
	found := &report{More: faults.More}
	for _, f := range faults.List {
		f.File = filepath.Join(folder, f.File)
		found.Faults = append(found.Faults, faultEntry{
			File: f.File, Line: f.Line, Column: f.Column, Heading: f.Heading,
			Message: f.Message, Remedy: f.Remedy, text: f.String(),
		})
	}
	return found
}

func (r *report) write(w io.Writer) {
	if d := r.Data; d != nil {
		fmt.Fprintf(w, "%s %s, %s (%s)\nhash %s\n", d.Name, d.Version, d.Date, d.License, d.Hash)
		if r.Store != "" {
			fmt.Fprintf(w, "store %s\n", r.Store)
		}
		fmt.Fprintln(w)
	}
	for _, c := range r.Counts {
		fmt.Fprintf(w, "%7d  %s\n", c.Count, strings.ToLower(strings.ReplaceAll(c.Kind, "_", " ")))
	}
	if len(r.Counts) > 0 {
		fmt.Fprintln(w)
	}
	for _, f := range r.Faults {
		fmt.Fprintln(w, f.text)
	}
	switch n := len(r.Faults) + r.More; {
	case n == 0:
		fmt.Fprintln(w, "No faults found.")
	case n == 1:
		fmt.Fprintln(w, "\n1 fault found.")
	case r.More > 0:
		fmt.Fprintf(w, "\n%d faults found; the first %d are listed.\n", n, len(r.Faults))
	default:
		fmt.Fprintf(w, "\n%d faults found.\n", n)
	}
}
