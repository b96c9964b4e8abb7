package columns

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// numbersOf gives findings as numbers, as a store would that knows the keys of the kinds
// before them.
func numbersOf(records []graph.Record, keys func(graph.Kind) []string) *Findings {
	out, at := &Findings{}, map[graph.Kind]map[string]int32{}
	refs, enums := FindingReferences(), FindingEnums()
	for _, f := range refs {
		at[f.Target] = map[string]int32{}
		for i, key := range keys(f.Target) {
			at[f.Target][key] = int32(i)
		}
	}
	out.Places, out.Codes = make([][]int32, len(refs)), make([][]uint8, len(enums))
	for i, r := range records {
		out.Keys = append(out.Keys, r.RecordKey())
		for j, f := range refs {
			place, ok := at[f.Target][f.Str(r)]
			if !ok {
				place = NoPlace
			}
			out.Places[j] = append(out.Places[j], place)
		}
		for j, f := range enums {
			out.Codes[j] = append(out.Codes[j], newCoder(f).code(f.Str(r)))
		}
		for _, f := range graph.ModelOf(graph.KindFinding).Fields {
			rare := f.Type == graph.TypeRefs || f.Type == graph.TypeRef && !slices.Contains(refs, f)
			if rare && !f.Absent(r) {
				out.Rare = append(out.Rare, Reference{Finding: i, Field: f, Keys: referred(f, r)})
			}
		}
	}
	return out
}

// inOrder sorts records as Scan does.
func inOrder(records []graph.Record) []graph.Record { return indexOf(records).all }

// numbered makes an Index of records whose findings come as numbers, some at a time,
// where a number of them is expected.
func numbered(tb testing.TB, records []graph.Record, chunk, expected int) *Index {
	b := NewBuilder()
	b.Expect(expected)
	var findings []graph.Record
	flush := func() {
		for part := range slices.Chunk(findings, chunk) {
			if err := b.AddFindings(numbersOf(part, b.Keys)); err != nil {
				tb.Fatal(err)
			}
		}
		findings = nil
	}
	for _, r := range records {
		if r.RecordKind() == graph.KindFinding {
			findings = append(findings, r)
			continue
		}
		flush()
		if err := b.Add(r); err != nil {
			tb.Fatal(err)
		}
	}
	flush()
	return b.Index()
}

func TestFindingsAsNumbersMakeTheColumnsThatRecordsMake(t *testing.T) {
	for _, size := range []storetest.Size{storetest.Small, storetest.Medium} {
		records := inOrder(storetest.Generate(storetest.Seed(t, 9), size))
		b := NewBuilder()
		for _, r := range records {
			if err := b.Add(r); err != nil {
				t.Fatal(err)
			}
		}
		want := b.Index()
		for chunk, expected := range map[int]int{1: 0, 7: 3, len(records): 2 * len(records)} {
			got := numbered(t, records, chunk, expected)
			same := func(what string, got, want any) {
				t.Helper()
				if fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("in chunks of %d, %s is %.300v, want %.300v", chunk, what, got, want)
				}
			}
			same("base", got.base, want.base)
			for k := range want.keys {
				same("keys", fmt.Sprint(got.keys[k].text, got.keys[k].ends), fmt.Sprint(want.keys[k].text, want.keys[k].ends))
			}
			for f, c := range want.cols {
				same(f.Name, got.cols[f].codes, c.codes)
				same(f.Name, got.cols[f].nums, c.nums)
				same(f.Name, got.cols[f].words, c.words)
				same(f.Name, got.cols[f].occur, c.occur)
				same(f.Name, got.cols[f].missing, c.missing)
			}
			for f := range want.refs {
				first, end := want.Span(f.Kind)
				for id := first; id < end; id++ {
					same(f.Name, got.Along(f).Of(id), want.Along(f).Of(id))
				}
			}
		}
	}
}

func TestFindingsOutOfOrderAreRefused(t *testing.T) {
	records := inOrder(storetest.Generate(9, storetest.Small))
	var findings []graph.Record
	b := NewBuilder()
	for _, r := range records {
		if r.RecordKind() == graph.KindFinding {
			findings = append(findings, r)
		} else if r.RecordKind() < graph.KindFinding {
			if err := b.Add(r); err != nil {
				t.Fatal(err)
			}
		}
	}
	all := numbersOf(findings, b.Keys)
	if err := b.AddFindings(all); err != nil {
		t.Fatal(err)
	}
	if err := b.AddFindings(all); graph.KindOf(err) != graph.Internal {
		t.Errorf("findings that come again are taken: %v", err)
	}
	if want := []string{all.Keys[len(all.Keys)-1]}; !reflect.DeepEqual([]string{b.last}, want) {
		t.Errorf("the last key is %q, want %q", b.last, want)
	}
}
