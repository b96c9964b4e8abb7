package answer

// LocalText is the fragment Text: a text, and whether it is in the language asked for.
type LocalText struct {
	Value, Lang string
	IsFallback  bool
}

// Counts is the fragment Counts: amounts of evidence, never strength.
type Counts struct {
	Findings, Studies, Samples, Reports int
	Participants                        int // over distinct samples of known size whose unit is people
	ParticipantsMayOverlap              bool
	SamplesOfUnknownSize                int
	FromAbsence                         int // findings whose valence was turned
	ByValence                           []ValenceCount
}

// ValenceCount is how much evidence points one way.
type ValenceCount struct {
	Valence           string
	Findings, Studies int
}

// Of gives the count of one valence; zeros where the answer has none.
func (c Counts) Of(valence string) ValenceCount {
	for _, v := range c.ByValence {
		if v.Valence == valence {
			return v
		}
	}
	return ValenceCount{Valence: valence}
}

// Named is a record with a label.
type Named struct {
	Key   string
	Label LocalText
}

// Factor is what findings tell of their factor.
type Factor struct {
	Named
	Level string
}

// Value is a value of a dimension: key of a record, value of a vocabulary, code of a
// country or language, or year.
type Value struct{ Dimension, Key, Label string }

// PageInfo is the fragment Flags.
type PageInfo struct {
	HasNextPage, HasPreviousPage bool
	StartCursor, EndCursor       string // empty where the page is
}

// Options is the fragment FilterOptions.
type Options struct{ Countries, Languages Groups }

// Groups are the keys of a tally by one dimension.
type Groups struct {
	Groups []struct{ Keys []struct{ Key string } }
}

// Keys gives the keys in axis order.
func (g Groups) Keys() []string {
	keys := make([]string, 0, len(g.Groups))
	for _, group := range g.Groups {
		if len(group.Keys) == 1 {
			keys = append(keys, group.Keys[0].Key)
		}
	}
	return keys
}
