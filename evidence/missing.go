package evidence

import "github.com/exitgraph/exitgraph/graph"

// Values of closed vocabularies that name no single value. What is not reported, what
// was not extracted and what has no evidence are three things, and are told apart
// wherever evidence is counted.
const (
	notReported   = "NOT_REPORTED"
	notExtracted  = "NOT_EXTRACTED"
	notApplicable = "NOT_APPLICABLE"
	mixed         = "MIXED" // not MIXED_METHODS, which is a design like others
)

// silence is the way in which a value says nothing of its dimension, "" where it says
// something. Values of open dimensions, such as countries, always do.
func silence(d graph.Dimension, key string) string {
	if graph.DimensionOf(d).Field.Type != graph.TypeEnum {
		return ""
	}
	switch key {
	case notReported, notExtracted, notApplicable:
		return key
	}
	return ""
}

// speaking narrows an axis to the values that say something.
func speaking(a graph.Axis) graph.Axis {
	return pickWhere(a, func(key string) bool { return silence(a.Dimension, key) == "" })
}
