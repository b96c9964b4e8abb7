package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/bench/eight"
)

// parts are all parts, in the order in which they are measured.
func (b *bench) parts() []part {
	all := []part{
		{"columns", nothing, b.columns("10^6 findings", "-findings", "1000000")},
		{"columns-large", nothing, b.columns("10^7 findings", "-findings", "10000000")},
		{"columns-load", nothing, b.columns(loading, "-findings", "100000", "-load")},
		{"load", nothing, b.measureLoad},
		{"writer", nothing, b.measureWriter},
		{"start", nothing, b.measureStart},
		{"import", database, b.measureImport},
		{"statements", database, b.measureStatements},
		{"ready", database, b.measureReady},
	}
	for _, q := range eight.Questions(b.records()) {
		all = append(all, part{strings.ToLower(q.ID), servers, b.question(q)})
	}
	return append(all,
		part{"far", servers, b.measureFar},
		part{"free", database, b.measureFree},
	)
}

// leftOut are the parts that a short run leaves out: they take minutes, or say
// nothing that is asserted.
var leftOut = []string{"columns-large", "columns-load", "load", "far"}

// chosen picks the parts that are measured in this run.
func (b *bench) chosen() ([]part, error) {
	all := b.parts()
	if b.uri != "" {
		all = slices.DeleteFunc(all, func(p part) bool { return p.name == "import" })
	}
	if b.only == "" {
		return slices.DeleteFunc(all, func(p part) bool { return b.short && slices.Contains(leftOut, p.name) }), nil
	}
	wanted := strings.Split(strings.ToLower(b.only), ",")
	var names []string
	for _, p := range all {
		names = append(names, p.name)
	}
	for _, name := range wanted {
		if !slices.Contains(names, name) {
			return nil, fmt.Errorf("there is no part %q: they are %s", name, strings.Join(names, ", "))
		}
	}
	return slices.DeleteFunc(all, func(p part) bool { return !slices.Contains(wanted, p.name) }), nil
}
