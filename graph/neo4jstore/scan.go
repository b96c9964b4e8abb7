package neo4jstore

import (
	"context"
	"iter"
	"slices"

	"github.com/exitgraph/exitgraph/graph"
)

// chunk is how many records travel in one statement of a scan or a load.
const chunk = 10_000

// Scan implements graph.Store. The community server has no way to hold a revision
// still, so everything is read before the first record is handed over, and again
// where a write came in between.
func (s *Store) Scan(ctx context.Context, kinds ...graph.Kind) iter.Seq2[graph.Record, error] {
	return func(yield func(graph.Record, error) bool) {
		records, err := s.still(ctx, kinds)
		if err != nil {
			yield(nil, err)
			return
		}
		for i, r := range records {
			if i%chunk == chunk-1 && ctx.Err() != nil {
				yield(nil, ctx.Err())
				return
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

// still reads kinds from one revision.
func (s *Store) still(ctx context.Context, kinds []graph.Kind) ([]graph.Record, error) {
	const most = 100 // far more writes than come during scans
	for range most {
		before, err := s.Mark(ctx)
		if err != nil {
			return nil, err
		}
		records, err := content(ctx, s.asking("scan"), kinds)
		if err != nil {
			return nil, err
		}
		after, err := s.Mark(ctx)
		if err != nil {
			return nil, err
		}
		if after == before {
			return records, nil
		}
	}
	return nil, graph.Errorf("scan", graph.Unavailable, "Writes came faster than the data could be read: try again when there are fewer.")
}

// Stream hands records over while it reads them, some thousands at a time, in the order
// of Scan. Where others write meanwhile, they are of several revisions: whoever asks
// compares the marks before and after. It implements columns.Streamer.
func (s *Store) Stream(ctx context.Context, kinds ...graph.Kind) iter.Seq2[graph.Record, error] {
	return func(yield func(graph.Record, error) bool) {
		left := false
		err := chunks(ctx, s.asking("scan"), kinds, func(records []graph.Record) bool {
			for _, r := range records {
				if left = !yield(r, nil); left {
					return false
				}
			}
			return true
		})
		if err != nil && !left {
			yield(nil, err)
		}
	}
}

// content reads all records of the kinds, all kinds for none given, in the order of
// kinds and then of keys.
func content(ctx context.Context, run runner, kinds []graph.Kind) ([]graph.Record, error) {
	var out []graph.Record
	err := chunks(ctx, run, kinds, func(records []graph.Record) bool {
		out = append(out, records...)
		return true
	})
	return out, err
}

// chunks reads the same piece by piece, until take does not want more.
func chunks(ctx context.Context, run runner, kinds []graph.Kind, take func([]graph.Record) bool) error {
	for _, k := range graph.Kinds() {
		if len(kinds) > 0 && !slices.Contains(kinds, k) {
			continue
		}
		after := ""
		for {
			params := map[string]any{"after": after, "chunk": int64(chunk)}
			var whole reader
			whole.parameters(k, params)
			rows, err := run(ctx, scanStatements[k], params)
			if err != nil {
				return err
			}
			records, err := whole.records(k, rows[0].Values[0])
			if err != nil {
				return err
			}
			if !take(records) {
				return nil
			}
			if len(records) < chunk {
				break
			}
			after = records[len(records)-1].RecordKey()
		}
	}
	return nil
}

var scanStatements = buildScanStatements()

func buildScanStatements() map[graph.Kind]string {
	out := map[graph.Kind]string{}
	for _, k := range graph.Kinds() {
		key := keyProperty.of("n")
		out[k] = "MATCH " + anyOf(k, "n") + "\nWHERE " + key + " > $after\nWITH n\nORDER BY " + key +
			"\nLIMIT $chunk\nRETURN collect(" + columnsOf(k, "n") + ") AS rows"
	}
	return out
}
