package findings

import "github.com/exitgraph/exitgraph/web/frame"

type object = map[string]any

// chosen are the values of this page's own parameters, beside the filters of all pages.
type chosen map[string]string

// record is a parameter that names a record; title is its name within variables.
type record struct{ name, title, kind string }

// records in the order of chips.
var records = []record{
	{"factor", "Factor", "FACTOR"},
	{"phase", "Phase", "PHASE"},
	{"model", "Model", "PHASE_MODEL"},
	{"study", "Study", "STUDY"},
	{"report", "Report", "REPORT"},
	{"sample", "Sample", "SAMPLE"},
}

// enums are parameters with the values of an enum, in the order of the form.
var enums = []struct{ name, enum string }{
	{"valence", "Valence"},
	{"level", "FactorLevel"},
	{"state", "FactorState"},
}

func readChosen(a *frame.Address) chosen {
	c := chosen{}
	for _, r := range records {
		c[r.name] = a.Key(r.name)
	}
	for _, e := range enums {
		c[e.name] = a.Choice(e.name, e.enum)
	}
	c["unplaced"] = a.Option("unplaced", "yes")
	c["direct"] = a.Option("direct", "yes")
	return c
}

// names gives the parameters that are set, in the order of chips.
func (c chosen) names() []string {
	var names []string
	for _, r := range records {
		names = append(names, r.name)
	}
	for _, e := range enums {
		names = append(names, e.name)
	}
	set := names[:0]
	for _, name := range append(names, "unplaced") {
		if c[name] != "" {
			set = append(set, name)
		}
	}
	return set
}

// isCell says whether a factor in a phase is chosen, as in a cell of the map, and nothing
// that would leave part of the cell out.
func (c chosen) isCell() bool {
	return c["factor"] != "" && c["phase"] != "" && c["direct"] == "" && len(c.names()) == 2
}

// where gives what the parameters ask of a finding.
func (c chosen) where() []object {
	var all []object
	for _, name := range c.names() {
		all = append(all, c.asks(name))
	}
	return all
}

func (c chosen) asks(name string) object {
	value := c[name]
	key := object{"key": object{"eq": value}}
	switch name {
	case "factor", "study", "report":
		return object{name: key}
	case "phase":
		if c["direct"] != "" {
			return object{"phase": key}
		}
		// As the map counts: also what other models' phases bring through mappings.
		return object{"phase": object{"equivalentTo": object{"eq": value}}}
	case "model":
		return object{"phase": object{"model": key}}
	case "sample":
		return object{"samples": object{"some": key}}
	case "valence":
		return object{"factorValence": object{"eq": value}}
	case "level":
		return object{"factor": object{"level": object{"eq": value}}}
	case "state":
		return object{"factorState": object{"eq": value}}
	default: // unplaced
		return object{"phase": object{"isNull": true}}
	}
}
