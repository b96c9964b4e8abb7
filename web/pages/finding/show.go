package finding

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/parts"
)

// content is what the template shows.
type content struct {
	Finding  answer.Finding
	More     more
	Turned   bool // whether the direction is read from the side of the factor
	Said     []parts.Fact
	Study    []parts.Fact
	Samples  []person
	Source   []parts.Fact
	Record   []parts.Fact
	Ways     []parts.Link
	Instead  string // key of the finding that takes its place
	Standing bool
}

// person is a sample with what is known of it.
type person struct {
	sample
	Facts []parts.Fact
}

func show(v *frame.Visit) (frame.View, error) {
	f, m, err := read(v)
	if err != nil {
		return frame.View{}, err
	}
	w := v.Words
	c := content{
		Finding: f, More: m, Turned: f.Valence != f.FactorValence, Standing: f.Status == "CURRENT",
		Said: said(v, f, m), Source: source(w, f, m), Record: record(w, f), Ways: ways(v, f, m),
	}
	if m.SupersededBy != nil {
		c.Instead = m.SupersededBy.Key
	}
	if m.Study != nil {
		c.Study = studyFacts(v, *m.Study)
	}
	for _, s := range m.Samples {
		c.Samples = append(c.Samples, person{s, sampleFacts(w, s)})
	}
	title := f.Factor.Label.Value
	if f.Phase != nil {
		title += ": " + f.Phase.Label.Value
	}
	view := frame.View{Title: title, Of: []string{f.Key}, Description: w.T("page-tells"), Page: c}
	if f.Factor.Label.IsFallback {
		view.TitleLang = f.Factor.Label.Lang
	}
	view.Crumbs = []frame.Crumb{{Label: w.T("nav.findings"), Href: v.Path("findings")}}
	return view, nil
}

// said is what is reported, and how it was read.
func said(v *frame.Visit, f answer.Finding, m more) []parts.Fact {
	w := v.Words
	list := []parts.Fact{{Label: w.T("noun.factor"), Local: f.Factor.Label, Href: v.Path("factor", "key", f.Factor.Key)}}
	if f.Phase != nil {
		list = append(list, parts.Fact{
			Label: w.T("filter.phase"), Local: f.Phase.Label, Href: v.Path("phase", "key", f.Phase.Key),
			Note: w.About("PhaseBasis", f.PhaseBasis),
		}, parts.Fact{Label: w.T("noun.model"), Text: m.Phase.Model.Name, Href: v.Path("model", "key", m.Phase.Model.Key)})
	} else {
		list = append(list, parts.Fact{Label: w.T("filter.phase"), Text: w.T("known.no-phase"), Note: w.About("PhaseBasis", f.PhaseBasis)})
	}
	return append(list,
		parts.Fact{Label: w.T("state"), Enum: "FactorState", Value: f.FactorState, Note: w.About("FactorState", f.FactorState)},
		parts.Fact{Label: w.T("valence-basis"), Enum: "Basis", Value: m.ValenceBasis, Note: w.About("Basis", m.ValenceBasis)},
	)
}

func studyFacts(v *frame.Visit, s study) []parts.Fact {
	w := v.Words
	// A value that is missing has said why itself.
	based := func(value, basis string) string {
		if value == "NOT_REPORTED" || value == "NOT_EXTRACTED" {
			return ""
		}
		return w.Term("Basis", basis)
	}
	list := []parts.Fact{
		{Label: w.T("noun.study"), Text: s.Title, Href: v.Path("study", "key", s.Key)},
		{Label: w.T("filter.design"), Enum: "StudyDesign", Value: s.Design, Note: based(s.Design, s.DesignBasis)},
		{Label: w.T("filter.route"), Enum: "TraffickingScope", Value: s.TraffickingScope, Note: based(s.TraffickingScope, s.TraffickingScopeBasis)},
		{Label: w.T("filter.setting"), Enum: "ExploitationSetting", Value: s.Setting, Note: based(s.Setting, s.SettingBasis)},
		{Label: w.T("filter.subject"), Enum: "DefinitionScope", Value: s.DefinitionScope},
	}
	switch from, to := s.DataCollectedFrom, s.DataCollectedTo; {
	case from != nil && to != nil && *from != *to:
		list = append(list, parts.Fact{Label: w.T("noun.collected"), Text: strconv.Itoa(*from) + "–" + strconv.Itoa(*to)})
	case from != nil:
		list = append(list, parts.Fact{Label: w.T("noun.collected"), Text: strconv.Itoa(*from)})
	case to != nil:
		list = append(list, parts.Fact{Label: w.T("noun.collected"), Text: strconv.Itoa(*to)})
	}
	return list
}

func sampleFacts(w frame.Words, s sample) []parts.Fact {
	countries := func(codes []string) string {
		names := make([]string, len(codes))
		for i, code := range codes {
			names[i] = w.Country(code)
		}
		return w.List(names)
	}
	return []parts.Fact{
		{Label: w.T("noun.who-says"), Enum: "Informant", Value: s.Informant, Note: w.About("Informant", s.Informant)},
		{Label: w.T("noun.gender"), Enum: "SampleGender", Value: s.Gender},
		{Label: w.T("filter.life-stage"), Enum: "LifeStage", Value: s.LifeStage},
		{Label: w.T("filter.entry-stage"), Enum: "LifeStage", Value: s.EntryStage},
		{Label: w.T("filter.country"), Text: countries(s.CountriesOfStudy)},
		{Label: w.T("filter.origin"), Text: countries(s.CountriesOfOrigin)},
	}
}

// source says how the document can be found, and how much of it was read.
func source(w frame.Words, f answer.Finding, m more) []parts.Fact {
	list := []parts.Fact{
		{Label: w.T("filter.kind"), Enum: "ReportKind", Value: m.Report.Kind},
		{Label: w.T("noun.peer-reviewed"), Enum: "Reported", Value: m.Report.PeerReviewed, Note: w.About("Reported", m.Report.PeerReviewed)},
		{Label: w.T("filter.extraction"), Enum: "ExtractionBasis", Value: f.ExtractionBasis, Note: w.About("ExtractionBasis", f.ExtractionBasis)},
	}
	return list
}

func record(w frame.Words, f answer.Finding) []parts.Fact {
	return []parts.Fact{
		{Label: w.T("filter.confidence"), Enum: "Confidence", Value: f.Confidence, Note: w.About("Confidence", f.Confidence)},
		{Label: w.T("status"), Enum: "FindingStatus", Value: f.Status, Note: w.About("FindingStatus", f.Status)},
		{Label: w.T("noun.key"), Text: f.Key},
	}
}

// DOI gives the address of the document by its DOI; empty where it has none.
func (c content) DOI() string {
	if c.More.Report.DOI == "" {
		return ""
	}
	return (&url.URL{Scheme: "https", Host: "doi.org", Path: "/" + c.More.Report.DOI}).String()
}

// Web gives the address of the document, where it is one of the web and says something
// that the DOI does not.
func (c content) Web() string {
	address, err := url.Parse(c.More.Report.URL)
	if err != nil || address.Host == "" || address.Scheme != "https" && address.Scheme != "http" {
		return ""
	}
	if strings.EqualFold(address.String(), c.DOI()) {
		return ""
	}
	return address.String()
}

// ways are the pages to go on from here.
func ways(v *frame.Visit, f answer.Finding, m more) []parts.Link {
	w := v.Words
	var list []parts.Link
	if f.Phase != nil {
		list = append(list, parts.Link{
			Label: w.T("ways.cell", "factor", f.Factor.Label.Value, "phase", f.Phase.Label.Value),
			Href:  v.Path("findings", "factor", f.Factor.Key, "phase", f.Phase.Key),
		})
	} else {
		list = append(list, parts.Link{
			Label: w.T("ways.unplaced", "factor", f.Factor.Label.Value),
			Href:  v.Path("findings", "factor", f.Factor.Key, "unplaced", "yes"),
		})
	}
	list = append(list, parts.Link{Label: w.T("ways.factor", "factor", f.Factor.Label.Value), Href: v.Path("factor", "key", f.Factor.Key)})
	if m.Study != nil {
		list = append(list, parts.Link{Label: w.T("ways.study", "study", m.Study.Title), Href: v.Path("findings", "study", m.Study.Key)})
	}
	return append(list, parts.Link{Label: w.T("ways.map"), Href: v.Path("map", "level", f.Factor.Level) + "#row-" + url.PathEscape(f.Factor.Key)})
}
