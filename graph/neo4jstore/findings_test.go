package neo4jstore_test

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

func TestFindingsAsNumbersSayWhatTheRecordsDo(t *testing.T) {
	s := openStore(t)
	storetest.Load(t, s, storetest.Generate(5, storetest.Medium))
	keys, want := map[graph.Kind][]string{}, map[string]*graph.Finding{}
	for r, err := range s.Scan(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		keys[r.RecordKind()] = append(keys[r.RecordKind()], r.RecordKey())
		if f, ok := r.(*graph.Finding); ok {
			want[f.Key] = f
		}
	}
	var order []string
	rare := 0
	for all, err := range s.StreamFindings(t.Context(), func(k graph.Kind) []string { return keys[k] }) {
		if err != nil {
			t.Fatal(err)
		}
		order = append(order, all.Keys...)
		rare += len(all.Rare)
		for i, key := range all.Keys {
			if got, want := said(all, i, keys), saidBy(want[key]); !reflect.DeepEqual(got, want) {
				t.Errorf("%s is %v, want %v", key, got, want)
			}
		}
	}
	if !reflect.DeepEqual(order, keys[graph.KindFinding]) || rare == 0 {
		t.Errorf("%d findings came with %d lists, want the %d of Scan in order", len(order), rare, len(want))
	}
}

// said gives the values of a finding by the names of fields.
func said(all *columns.Findings, i int, keys map[graph.Kind][]string) map[string]string {
	out := map[string]string{}
	for j, f := range columns.FindingReferences() {
		if place := all.Places[j][i]; place != columns.NoPlace {
			out[f.Name] = keys[f.Target][place]
		}
	}
	for j, f := range columns.FindingEnums() {
		if code := all.Codes[j][i]; code != columns.NoCode {
			out[f.Name] = f.Vocabulary.Values[code].Name
		}
	}
	for _, r := range all.Rare {
		if r.Finding == i {
			out[r.Field.Name] = fmt.Sprint(r.Keys)
		}
	}
	return out
}

// saidBy gives the same of a record.
func saidBy(r *graph.Finding) map[string]string {
	out := map[string]string{}
	for _, f := range graph.ModelOf(graph.KindFinding).Fields {
		switch {
		case f.Absent(r) || f.Derived && f.Type == graph.TypeEnum:
		case f.Type == graph.TypeRefs:
			out[f.Name] = fmt.Sprint(f.List(r))
		case f.Type == graph.TypeRef && f.Target == graph.KindFinding:
			out[f.Name] = fmt.Sprint([]string{f.Str(r)})
		case f.Type == graph.TypeRef, f.Type == graph.TypeEnum:
			out[f.Name] = f.Str(r)
		}
	}
	return out
}

func TestFindingsOfAnEmptyDatabaseAreNone(t *testing.T) {
	s := openStore(t)
	for all, err := range s.StreamFindings(t.Context(), func(graph.Kind) []string { return nil }) {
		t.Errorf("%+v, %v", all, err)
	}
}

var _ columns.FindingStreamer = (*neo4jstore.Store)(nil)
