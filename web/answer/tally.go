package answer

// Tally is the fragment TallyShown.
type Tally struct {
	Groups          []Group // without empty ones
	Unplaced, Total Counts  // findings and studies only
	Overlapping     bool
}

// Group is one group of a tally.
type Group struct {
	Keys   []Value
	Counts Counts // findings and studies only
}

// Of gives the group with a value of the dimension that the tally is by; an empty one
// where there is none.
func (t Tally) Of(key string) Group {
	for _, g := range t.Groups {
		if len(g.Keys) == 1 && g.Keys[0].Key == key {
			return g
		}
	}
	return Group{}
}
