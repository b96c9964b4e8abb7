package listing

import (
	"slices"

	"github.com/exitgraph/exitgraph/web/frame"
)

// Size tells how large a sample is, with its unit: people and files are never added up.
// size is nil where it is not known.
func Size(w frame.Words, size *int, unit string) string {
	if size == nil {
		return w.T("known.size-unknown")
	}
	switch unit {
	case "PEOPLE":
		return w.T("count.people", "count", *size)
	case "HOUSEHOLDS":
		return w.T("size.households", "count", *size)
	case "CASE_FILES":
		return w.T("size.case-files", "count", *size)
	case "TESTIMONIES":
		return w.T("size.testimonies", "count", *size)
	default:
		return w.T("size.other-unit", "number", *size)
	}
}

// Countries gives the names of countries, each once, in the order given.
func Countries(w frame.Words, codes []string) []string {
	var list []string
	for _, code := range codes {
		if name := w.Country(code); !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}
