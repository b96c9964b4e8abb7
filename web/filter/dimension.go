package filter

import "github.com/exitgraph/exitgraph/web/frame"

// parameters are the names, on the page of findings, of dimensions that a value may be
// chosen of. Dimensions that are not here cannot be chosen there.
var parameters = map[string]string{
	"FACTOR": "factor", "FACTOR_LEVEL": "level", "PHASE": "phase", "VALENCE": "valence", "STUDY": "study", "REPORT": "report",
	"TRAFFICKING_SCOPE": "route", "SETTING": "setting", "LIFE_STAGE": "life-stage", "COUNTRY": "country", "DESIGN": "design",
	"LANGUAGE": "language", "DEFINITION_SCOPE": "subject", "INFORMANT": "informant",
}

// Findings gives the address of the findings that the filter lets through and that have
// the values of the dimensions, which come as pairs of the contract's name and the key
// of a value. It is empty where an address cannot say so: of a dimension that the page
// of findings has no choice for, and where the filter has another value of it.
func (f Filter) Findings(v *frame.Visit, values ...string) string {
	pairs := f.Pairs()
	for i := 0; i+1 < len(values); i += 2 {
		name := parameters[values[i]]
		set := f.values[name]
		switch {
		case name == "" || set != "" && set != values[i+1]:
			return ""
		case set == "":
			pairs = append(pairs, name, values[i+1])
		}
	}
	return v.Path("findings", pairs...)
}
