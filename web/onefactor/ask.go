// Package onefactor holds what the page of a factor and its brief have in common: what
// they ask of one factor under the filters that are set, and how they tell it.
package onefactor

import (
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
)

type object = map[string]any

// Ask reads the filters of an address, and gives the variables of the fragments
// FactorFacts and FactorTallies, and beside them
//
//   - key and size, how many findings of each valence to list,
//   - facilitating, hindering, ambivalent and unsigned, which they are,
//   - read, which reports stand behind all findings.
func Ask(a *frame.Address, key string, size int) map[string]any {
	set := filter.Read(a)
	valence := func(value string) map[string]any {
		return set.Where(object{"factorValence": object{"eq": value}})
	}
	none := func(relation string) map[string]any { return set.Where(object{relation: object{"isNull": true}}) }
	here := set.Where(object{"factor": object{"key": object{"eq": key}}})
	found := object{"some": here}
	return map[string]any{
		"key": key, "where": set.Where(), "here": here, "size": size,
		"nophase": none("phase"), "nostudy": none("study"),
		"facilitating": valence("FACILITATING"), "hindering": valence("HINDERING"),
		"ambivalent": valence("AMBIVALENT"), "unsigned": valence("UNSIGNED"),
		// The reports of a study that was read at second hand are sources too.
		"read": object{"OR": []any{object{"findings": found}, object{"studies": object{"some": object{"findings": found}}}}},
	}
}

// Findings gives the address of the findings of the factor that the filters let through.
func Findings(v *frame.Visit, set filter.Filter, key string, more ...any) string {
	pairs := append([]any{"factor", key}, set.Pairs()...)
	for i := 0; i+1 < len(more); i += 2 {
		// A value that the page adds is one of the same findings, also where a filter
		// of that name is set.
		for j := 2; j+1 < len(pairs); j += 2 {
			if pairs[j] == more[i] {
				pairs = append(pairs[:j], pairs[j+2:]...)
				break
			}
		}
	}
	return v.Path("findings", append(pairs, more...)...)
}
