package evidencemap

import "github.com/exitgraph/exitgraph/web/frame"

// told is what stands below the map: how findings came to their columns, and which did
// not.
type told struct {
	Placements  []placement
	Unmapped    []elsewhere
	Overlapping bool
	FromAbsence int
	// Elsewhere counts findings that stand in phases of other models only.
	Elsewhere int
}

// elsewhere is a phase of another model with findings that no column has.
type elsewhere struct {
	phase
	Href string
}

func tell(v *frame.Visit, asked choice, d data) told {
	m := d.EvidenceMatrix
	t := told{
		Placements:  m.Placements,
		Overlapping: m.Overlapping, FromAbsence: m.Total.FromAbsence,
		Elsewhere: m.Unplaced.Findings - d.Unplaced.Total.Findings,
	}
	for _, p := range m.UnmappedPhases {
		t.Unmapped = append(t.Unmapped, elsewhere{p, findings(v, asked, "phase", p.Key, "direct", "yes")})
	}
	return t
}
