package about

import (
	"encoding/json"
	"net/url"
	"strings"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/parts"
	"github.com/exitgraph/exitgraph/web/words"
)

// source is where the program and the data come from, and where errors are told.
const source = "https://github.com/exitgraph/exitgraph"

// content is what the template shows.
type content struct {
	Release                   frame.Release
	Name                      string // of the dataset, as references have it
	Hash                      string
	Kinds                     []parts.Number
	Read, Confidence          []amount
	Subjects, Languages       []amount
	Limits                    []parts.Fact
	Missing                   []missing
	Counts                    answer.Counts
	Caveats                   []shownCaveat
	RIS, BibTeX, CSV, GraphQL string
	Licences                  string // of scripts of others; empty where there are none
	Source, Errors, Data      string
	LicenceHref               string // empty for licences that have no known address
}

// amount is a row of a table: findings and studies of one value.
type amount struct {
	Label             string
	Absent            string // "NOT_REPORTED" or "NOT_EXTRACTED"; else empty
	About             string
	Href              string // where they are listed; empty where no filter can
	Findings, Studies int
}

// missing is how many studies leave one question open.
type missing struct {
	Label                         string
	NotReported, NotExtracted, Of int
}

// shownCaveat is a caveat with what it touches as links.
type shownCaveat struct {
	caveat
	Links []touched
}

// touched is a record that a caveat touches; the address is empty for kinds that have no
// page.
type touched struct{ Kind, Href, Label, Lang string }

func show(v *frame.Visit) (frame.View, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.View{}, err
	}
	w := v.Words
	c := content{
		Release: d.Release, Name: name(d), Hash: d.State.Hash, Kinds: kinds(v, d.State.Counts), Counts: d.All.Total,
		Read: amounts(v, d.Read, "ExtractionBasis", ""), Confidence: amounts(v, d.Confidence, "Confidence", ""),
		Subjects: amounts(v, d.Subjects, "DefinitionScope", "subject"), Languages: amounts(v, d.Languages, "", "language"),
		Limits: limits(v, d), Missing: open(w, d),
		GraphQL: v.Path("api"), Source: source, Errors: source + "/issues", Data: source + "/tree/main/seed/data",
		RIS: v.Here(url.Values{"format": {"ris"}}), BibTeX: v.Here(url.Values{"format": {"bibtex"}}), CSV: v.Here(url.Values{"format": {"csv"}}),
	}
	if d.Release.License == "CC-BY-4.0" {
		c.LicenceHref = "https://creativecommons.org/licenses/by/4.0/"
	}
	c.Licences, _ = v.BuiltIn("licences.txt")
	for _, known := range d.Caveats {
		shown := shownCaveat{caveat: known}
		for _, a := range known.Affects {
			shown.Links = append(shown.Links, touches(v, a))
		}
		c.Caveats = append(c.Caveats, shown)
	}
	return frame.View{Lead: w.T("lead"), Page: c}, nil
}

// name gives the title of the dataset as references have it; its short name where there
// is none.
func name(d data) string {
	var reference struct{ Title string }
	if err := json.Unmarshal([]byte(d.State.CSL), &reference); err != nil || reference.Title == "" {
		return d.Release.Name
	}
	return reference.Title
}

// kinds gives how many records of each kind the release has, with where they are listed.
func kinds(v *frame.Visit, counts []kindCount) []parts.Number {
	pages := map[string]string{
		"STUDY": "studies", "REPORT": "reports", "SAMPLE": "samples", "FACTOR": "factors",
		"PHASE_MODEL": "phases", "PHASE": "phases", "FINDING": "findings",
	}
	var list []parts.Number
	for _, k := range counts {
		href, label := "", v.Words.T("kinds."+strings.ToLower(strings.ReplaceAll(k.Kind, "_", "-")))
		switch page := pages[k.Kind]; {
		case page != "":
			href = v.Path(page)
		case k.Kind == "CAVEAT":
			href = "#caveats"
		}
		list = append(list, parts.Number{Value: k.Count, Label: label, Href: href})
	}
	return list
}

// amounts gives the rows of a tally, by an enum of the contract or, without one, by
// language. The filter, where there is one, is that of the list of findings.
func amounts(v *frame.Visit, tally answer.Tally, enum, filter string) []amount {
	var list []amount
	for _, g := range tally.Groups {
		if len(g.Keys) != 1 {
			continue
		}
		key := g.Keys[0].Key
		row := amount{Findings: g.Counts.Findings, Studies: g.Counts.Studies}
		switch {
		case key == "NOT_REPORTED" || key == "NOT_EXTRACTED":
			row.Absent = key
		case enum == "":
			row.Label = v.Words.Tongue(key)
		default:
			row.Label, row.About = v.Words.Term(enum, key), v.Words.About(enum, key)
		}
		if filter != "" {
			row.Href = v.Path("findings", filter, key)
		}
		list = append(list, row)
	}
	if tally.Unplaced.Findings > 0 {
		list = append(list, amount{Label: v.Words.T("known.no-study"), Findings: tally.Unplaced.Findings, Studies: tally.Unplaced.Studies})
	}
	return list
}

// limits gives what was not done, in numbers.
func limits(v *frame.Visit, d data) []parts.Fact {
	w := v.Words
	of := func(label string, some, all int, href string) parts.Fact {
		return parts.Fact{Label: label, Text: w.T("some-of-all", "some", some, "all", all), Href: href}
	}
	findings := d.All.Total.Findings
	return []parts.Fact{
		of(w.T("limit.inferred"), d.Inferred.TotalCount, findings, ""),
		of(w.T("limit.stated"), d.Stated.TotalCount, findings, ""),
		of(w.T("limit.unplaced"), d.Unplaced.TotalCount, findings, v.Path("findings", "unplaced", "yes")),
		of(w.T("limit.alone"), d.Alone.TotalCount, findings, ""),
		of(w.T("limit.lacks"), d.Lacks.TotalCount, findings, v.Path("findings", "state", "ABSENCE")),
		of(w.T("limit.silent"), d.Silent.TotalCount, d.Studies.TotalCount, ""),
		of(w.T("limit.unsized"), d.Unsized.TotalCount, d.Samples.TotalCount, ""),
	}
}

// open gives how many of the studies with findings leave a question open.
func open(w frame.Words, d data) []missing {
	var list []missing
	for _, of := range []struct {
		dimension string
		tally     answer.Tally
	}{
		{"DESIGN", d.Designs}, {"TRAFFICKING_SCOPE", d.Routes}, {"SETTING", d.Settings},
		{"LIFE_STAGE", d.LifeStages}, {"ENTRY_STAGE", d.EntryStages},
	} {
		list = append(list, missing{
			Label:       words.Capital(w.Dimension(of.dimension)),
			NotReported: of.tally.Of("NOT_REPORTED").Counts.Studies, NotExtracted: of.tally.Of("NOT_EXTRACTED").Counts.Studies,
			Of: of.tally.Total.Studies,
		})
	}
	return list
}

// touches gives a record as a link.
func touches(v *frame.Visit, a affected) touched {
	local := func(kind, href string, text answer.LocalText) touched {
		t := touched{kind, href, text.Value, text.Lang}
		if t.Lang == v.Words.Lang() {
			t.Lang = ""
		}
		return t
	}
	english := func(kind, href, text string) touched {
		return local(kind, href, answer.LocalText{Value: text, Lang: "en"})
	}
	switch a.Kind {
	case "Factor":
		return local("FACTOR", v.Path("factor", "key", a.Key), a.Label)
	case "Phase":
		return local("PHASE", v.Path("phase", "key", a.Key), a.Label)
	case "Finding":
		return local("FINDING", v.Path("finding", "key", a.Key), a.Summary)
	case "Study":
		return touched{Kind: "STUDY", Href: v.Path("study", "key", a.Key), Label: a.Title}
	case "Report":
		return touched{Kind: "REPORT", Href: v.Path("report", "key", a.Key), Label: a.Title}
	case "Sample":
		return english("SAMPLE", v.Path("sample", "key", a.Key), a.Population)
	case "PhaseModel":
		return english("PHASE_MODEL", v.Path("model", "key", a.Key), a.Name)
	}
	return english("VOCABULARY_TERM", "", a.Term)
}
