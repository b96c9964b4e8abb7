package evidence

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/exitgraph/exitgraph/graph"
)

// Value is one value on a dimension, such as the factor peer-support or the year
// 2017.
type Value struct {
	Dimension graph.Dimension
	// Key is the key of a node, a name of a closed vocabulary, an ISO 3166-1
	// alpha-2 country code, a BCP 47 language tag, or a year in decimal.
	Key string
}

// Node is the kind of node that the value is the key of, 0 where it is none.
func (v Value) Node() graph.Kind { return graph.DimensionOf(v.Dimension).Node() }

// Label names the value to a reader in the first of the languages (BCP 47 tags)
// that has a name for it, else in English. Years are given as they are, and so is
// every key without a name: the name of a node is the node's own.
func (v Value) Label(langs []string) string {
	var name string
	switch v.Dimension {
	case graph.DimCountry, graph.DimCountryOfOrigin:
		if region, err := language.ParseRegion(v.Key); err == nil {
			name = nameIn(langs, display.Regions, region)
		}
	case graph.DimLanguage:
		if tag, err := language.Parse(v.Key); err == nil {
			name = nameIn(langs, display.Tags, tag)
		}
	default:
		name = termLabel(graph.DimensionOf(v.Dimension).Field.Vocabulary, v.Key, langs)
	}
	if name == "" {
		return v.Key
	}
	return name
}

// nameIn gives a name of x in the first of the languages that knows one, else in
// English.
func nameIn(langs []string, namer func(language.Tag) display.Namer, x any) string {
	for _, want := range langs {
		tag, err := language.Parse(want)
		if err != nil {
			continue
		}
		if names := namer(tag); names != nil {
			if name := names.Name(x); name != "" {
				return name
			}
		}
	}
	return namer(language.English).Name(x)
}

func termLabel(v *graph.Vocabulary, key string, langs []string) string {
	if v == nil {
		return ""
	}
	i := v.Index(key)
	if i < 0 {
		return ""
	}
	label, _, _ := v.Values[i].Label.Pick(langs)
	return label.Value
}

// valuesOf gives the values of an axis, in its order.
func valuesOf(a graph.Axis) []Value {
	out := make([]Value, len(a.Keys))
	for i, key := range a.Keys {
		out[i] = Value{Dimension: a.Dimension, Key: key}
	}
	return out
}
