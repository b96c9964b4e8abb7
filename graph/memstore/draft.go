package memstore

import (
	"maps"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// draft holds changes to a snapshot. The zero draft has none.
type draft struct {
	puts, deletes map[graph.Kind]map[string]graph.Record
}

// touches says whether records of a kind change.
func (d *draft) touches(k graph.Kind) bool { return len(d.puts[k])+len(d.deletes[k]) > 0 }

// onto builds the snapshot that the changes make of another. It is not checked.
func (d *draft) onto(last *snapshot) *snapshot {
	var byKind [kindCount][]graph.Record
	var at [kindCount]map[string]int32
	for _, k := range graph.Kinds() {
		if d.touches(k) {
			byKind[k], at[k] = d.merge(last, k)
		} else {
			byKind[k], at[k] = last.All(k), last.at[k]
		}
	}
	if d.touches(graph.KindStudy) || d.touches(graph.KindStudyReport) || d.touches(graph.KindReport) {
		byKind[graph.KindStudy] = deriveYears(&byKind)
	}
	return arrange(last.release, &byKind, at)
}

func sortedByKey(records map[string]graph.Record) []graph.Record {
	out := slices.Collect(maps.Values(records))
	slices.SortFunc(out, func(a, b graph.Record) int { return strings.Compare(a.RecordKey(), b.RecordKey()) })
	return out
}

// merge makes the new list of a kind. Where no key comes or goes, the map of keys
// stays as it is.
func (d *draft) merge(last *snapshot, k graph.Kind) ([]graph.Record, map[string]int32) {
	before, at := last.All(k), last.at[k]
	out := make([]graph.Record, 0, len(before)+len(d.puts[k]))
	fresh := map[string]graph.Record{}
	for key, r := range d.puts[k] {
		if _, there := at[key]; !there {
			fresh[key] = r
		}
	}
	added := sortedByKey(fresh)
	for _, r := range before {
		key := r.RecordKey()
		for len(added) > 0 && added[0].RecordKey() < key {
			out, added = append(out, added[0]), added[1:]
		}
		if put, ok := d.puts[k][key]; ok {
			out = append(out, put)
		} else if d.deletes[k][key] == nil {
			out = append(out, r)
		}
	}
	out = append(out, added...)
	if len(fresh) > 0 || len(out) != len(before) {
		at = nil
	}
	return out, at
}

// deriveYears gives the studies with the years of their primary reports. A study
// that has another year is copied.
func deriveYears(byKind *[kindCount][]graph.Record) []graph.Record {
	reports := make(map[string]*graph.Report, len(byKind[graph.KindReport]))
	for _, r := range byKind[graph.KindReport] {
		reports[r.RecordKey()] = r.(*graph.Report)
	}
	primary := map[string][]*graph.Report{}
	for _, r := range byKind[graph.KindStudyReport] {
		link := r.(*graph.StudyReport)
		if report := reports[link.Report]; report != nil && link.Role == graph.Primary {
			primary[link.Study] = append(primary[link.Study], report)
		}
	}
	studies := slices.Clone(byKind[graph.KindStudy])
	for i, r := range studies {
		if year := graph.DeriveStudyYear(primary[r.RecordKey()]); year != r.(*graph.Study).Year {
			c := *r.(*graph.Study)
			c.Year = year
			studies[i] = &c
		}
	}
	return studies
}

// assemble makes a first snapshot of records. It is not checked, apart from keys
// that come twice.
func assemble(release graph.Release, records []graph.Record) (*snapshot, graph.ProblemsError, error) {
	sorted, twice, err := graph.SortRecords("new", records)
	if err != nil {
		return nil, nil, err
	}
	var byKind [kindCount][]graph.Record
	for k, list := range sorted {
		byKind[k] = list
	}
	byKind[graph.KindStudy] = deriveYears(&byKind)
	return arrange(release, &byKind, [kindCount]map[string]int32{}), twice, nil
}
