package filter

import "github.com/exitgraph/exitgraph/web/frame"

// field is one filter: its name in addresses, what may be chosen, and what it asks of a
// record.
type field struct {
	name  string
	title func(frame.Words) string
	// enum is the contract's enum whose values may be chosen; empty for other kinds.
	enum  string
	kind  kind
	where func(value any) map[string]any
}

// kind says what the value of a filter is where it is none of an enum.
type kind int

const (
	ofEnum     kind = iota
	ofCountry       // a code; the release decides which there are
	ofLanguage      // a tag; the release decides which there are
	ofYear          // a number
	ofWords         // what a reader types
)

type object = map[string]any

// The filters of studies that findings share: a finding meets them if its study does.
var ofStudy = []field{
	{"route", func(w frame.Words) string { return w.T("filter.route") }, "TraffickingScope", ofEnum, func(v any) object { return object{"traffickingScope": eq(v)} }},
	{"setting", func(w frame.Words) string { return w.T("filter.setting") }, "ExploitationSetting", ofEnum, func(v any) object { return object{"setting": eq(v)} }},
	{"design", func(w frame.Words) string { return w.T("filter.design") }, "StudyDesign", ofEnum, func(v any) object { return object{"design": eq(v)} }},
	{"language", func(w frame.Words) string { return w.T("filter.language") }, "", ofLanguage, func(v any) object {
		return object{"primaryReports": some(object{"language": eq(v)})}
	}},
	{"subject", func(w frame.Words) string { return w.T("filter.subject") }, "DefinitionScope", ofEnum, func(v any) object { return object{"definitionScope": eq(v)} }},
}

// The filters of samples that findings and studies share: these meet them if one of
// their samples does.
var ofSample = []field{
	{"life-stage", func(w frame.Words) string { return w.T("filter.life-stage") }, "LifeStage", ofEnum, func(v any) object { return object{"lifeStage": eq(v)} }},
	{"country", func(w frame.Words) string { return w.T("filter.country") }, "", ofCountry, func(v any) object { return object{"countriesOfStudy": object{"has": v}} }},
	{"informant", func(w frame.Words) string { return w.T("filter.informant") }, "Informant", ofEnum, func(v any) object { return object{"informant": eq(v)} }},
}

var (
	fromYear = field{"from", func(w frame.Words) string { return w.T("filter.from-year") }, "", ofYear, func(v any) object { return object{"year": object{"gte": v}} }}
	toYear   = field{"to", func(w frame.Words) string { return w.T("filter.to-year") }, "", ofYear, func(v any) object { return object{"year": object{"lte": v}} }}
)

// words is a filter by words that any of some fields contains.
func words(in ...string) field {
	return field{"text", func(w frame.Words) string { return w.T("filter.text") }, "", ofWords, func(v any) object {
		any := make([]any, len(in))
		for i, name := range in {
			any[i] = object{name: object{"contains": v}}
		}
		return object{"OR": any}
	}}
}

// The filters of each kind of list, in the order of the form.
var (
	findings = ordered(
		append(within("study", nil, ofStudy), within("samples", some, ofSample)...),
		"route", "setting", "life-stage", "country", "design", "language", "subject", "informant",
	)
	studies = append([]field{words("title", "method")}, append(ordered(
		append(within("", nil, ofStudy), within("samples", some, ofSample)...),
		"route", "setting", "life-stage", "country", "design", "language", "subject", "informant",
	), fromYear, toYear)...)
	reports = []field{
		words("title", "container"),
		{"kind", func(w frame.Words) string { return w.T("filter.kind") }, "ReportKind", ofEnum, func(v any) object { return object{"kind": eq(v)} }},
		{"language", func(w frame.Words) string { return w.T("filter.language") }, "", ofLanguage, func(v any) object { return object{"language": eq(v)} }},
		{"peer-reviewed", func(w frame.Words) string { return w.T("noun.peer-reviewed") }, "Reported", ofEnum, func(v any) object { return object{"peerReviewed": eq(v)} }},
		fromYear, toYear,
	}
	samples = append(append([]field{words("population", "sizeText")}, ofSample...),
		field{"gender", func(w frame.Words) string { return w.T("noun.gender") }, "SampleGender", ofEnum, func(v any) object { return object{"gender": eq(v)} }},
		field{"entry-stage", func(w frame.Words) string { return w.T("filter.entry-stage") }, "LifeStage", ofEnum, func(v any) object { return object{"entryStage": eq(v)} }},
		field{"unit", func(w frame.Words) string { return w.T("filter.size-unit") }, "SizeUnit", ofEnum, func(v any) object { return object{"sizeUnit": eq(v)} }},
	)
)

func eq(value any) object       { return object{"eq": value} }
func some(filter object) object { return object{"some": filter} }

// within gives fields that ask what others ask, of a relation of the record; of the
// record itself where there is none.
func within(relation string, quantifier func(object) object, fields []field) []field {
	if relation == "" {
		return fields
	}
	list := make([]field, len(fields))
	for i, f := range fields {
		where := f.where
		f.where = func(v any) object {
			if quantifier != nil {
				return object{relation: quantifier(where(v))}
			}
			return object{relation: where(v)}
		}
		list[i] = f
	}
	return list
}

func ordered(fields []field, names ...string) []field {
	list := make([]field, 0, len(fields))
	for _, name := range names {
		for _, f := range fields {
			if f.name == name {
				list = append(list, f)
			}
		}
	}
	return list
}

// Names gives the names of the filters of findings in addresses.
func Names() []string {
	names := make([]string, len(findings))
	for i, f := range findings {
		names[i] = f.name
	}
	return names
}
