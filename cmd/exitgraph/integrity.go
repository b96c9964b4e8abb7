package main

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/memstore"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
)

// mostFaults is how many faults of a store are listed.
const mostFaults = 50

// examineStore reads all records of a Neo4j store, checks them as a dataset is
// checked, and compares them with what the store says of itself.
func (p *process) examineStore(ctx context.Context, o *dataOptions) (*report, error) {
	store, err := p.openNeo4j(o)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	steps, err := store.Plan(ctx)
	if err != nil {
		return nil, err
	}
	deviations, err := store.Inspect(ctx)
	if err != nil {
		return nil, err
	}
	info, records, err := readStill(ctx, store)
	unreadable := neo4jstore.IsMalformed(err)
	if err != nil && !unreadable {
		return nil, err
	}
	if unreadable {
		if info, err = graph.New(store).Info(ctx); err != nil {
			return nil, err
		}
	}
	r := info.Release
	found := &report{Store: info.Store, Faults: []faultEntry{}}
	found.Data = &dataVersion{Name: r.Name, Version: r.Version, Date: r.Date, License: r.License, Hash: info.Hash}
	if !unreadable {
		found.checkRecords(info, records)
		found.checkFigures(info, records)
	}
	for _, d := range deviations {
		found.addFault(d.What, "Load the dataset again.")
	}
	found.checkSchema(steps, o.store)
	found.Sound = len(found.Faults) == 0
	return found, nil
}

// readStill reads what a store says of itself and all its records, from between two
// writes.
func readStill(ctx context.Context, store graph.Store) (graph.Info, []graph.Record, error) {
	const attempts = 5
	for range attempts {
		before, err := graph.New(store).Info(ctx)
		if err != nil {
			return graph.Info{}, nil, err
		}
		var records []graph.Record
		for r, err := range store.Scan(ctx) {
			if err != nil {
				return graph.Info{}, nil, err
			}
			records = append(records, r)
		}
		after, err := graph.New(store).Info(ctx)
		if err != nil {
			return graph.Info{}, nil, err
		}
		if before.Hash == after.Hash && maps.Equal(before.Counts, after.Counts) {
			return after, records, nil
		}
	}
	return graph.Info{}, nil, fail(exitUnavailable, "The store is being written to: check it again when that is done.")
}

// checkRecords looks for faults of the records and of how they hang together. A
// store in memory takes none with a fault, and names each.
func (r *report) checkRecords(info graph.Info, records []graph.Record) {
	_, err := memstore.New(info.Release, records)
	var problems graph.ProblemsError
	switch {
	case errors.As(err, &problems):
		for _, problem := range problems {
			r.addFault(problem.Kind.String()+" "+problem.Key+": "+problem.Message, problem.Remedy)
		}
	case err != nil:
		r.addFault("the records make no graph", "Load the dataset again.")
	}
}

// checkFigures compares what a store says of its content with what it holds.
func (r *report) checkFigures(info graph.Info, records []graph.Record) {
	read := map[graph.Kind]int{}
	for _, record := range records {
		read[record.RecordKind()]++
	}
	for _, k := range graph.Kinds() {
		r.Counts = append(r.Counts, kindCount{k.Enum(), read[k]})
		if info.Counts[k] != read[k] {
			r.addFault(fmt.Sprintf("the store counts %d records of the kind %s, and %d can be read", info.Counts[k], k, read[k]),
				"Something other than exitgraph has written here: load the dataset again.")
		}
	}
	hash, err := graph.ContentHash(func(yield func(graph.Record, error) bool) {
		for _, record := range records {
			if !yield(record, nil) {
				return
			}
		}
	})
	if err != nil || hash != info.Hash {
		r.addFault(fmt.Sprintf("the content has the hash %s, and the store says %s", hash, info.Hash),
			"Something other than exitgraph has written here: load the dataset again.")
	}
}

// checkSchema names the constraints and indexes that are missing, or counts them
// where they are many, as in a database that was never prepared.
func (r *report) checkSchema(steps []neo4jstore.Step, address string) {
	const many = 5
	if len(steps) > many {
		r.addFault(fmt.Sprintf("the database lacks %d constraints and indexes", len(steps)), fmt.Sprintf("Run \"exitgraph migrate --store %s\".", address))
		return
	}
	for _, step := range steps {
		r.addFault(fmt.Sprintf("the database lacks %s", step.Name), fmt.Sprintf("Run \"exitgraph migrate --store %s\".", address))
	}
}

func (r *report) addFault(message, remedy string) {
	if len(r.Faults) == mostFaults {
		r.More++
		return
	}
	r.Faults = append(r.Faults, faultEntry{Message: message, Remedy: remedy, text: message + ". " + remedy})
}
