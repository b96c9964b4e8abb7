package parts_test

import (
	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/parts"
	"github.com/exitgraph/exitgraph/web/words"
)

// What the pages of the book show. No study, person or number in it exists.

type cell struct {
	Values []answer.ValenceCount
	Gaps   []string
}

type row struct {
	Label string
	Cells []cell
}

type levelRows struct {
	Level string
	Rows  []row
}

type station struct {
	Label             answer.LocalText
	Href              string
	Values            []answer.ValenceCount
	Studies, Findings int
	Gaps              []string
	Note              string
	Current           bool
}

type bookContent struct {
	Numbers          []parts.Number
	Phases, Stations []station
	Small            []row
	Levels           []levelRows
	Form             parts.Filters
	Counts           answer.Counts
	For, Against     []answer.Finding
	Facts            []parts.Fact
	Pager            parts.Pager
	Pieces           []words.Piece
	Links            []parts.Link
	Heads            []parts.Head
	Caveats          []answer.CaveatFull
	Foreign          answer.LocalText
	Gaps             []string
	Share            float64
}

func values(facilitating, hindering, ambivalent, unsigned int) []answer.ValenceCount {
	return []answer.ValenceCount{
		{Valence: "FACILITATING", Findings: facilitating, Studies: facilitating},
		{Valence: "HINDERING", Findings: hindering, Studies: hindering},
		{Valence: "AMBIVALENT", Findings: ambivalent, Studies: ambivalent},
		{Valence: "UNSIGNED", Findings: unsigned, Studies: unsigned},
	}
}

var phaseNames = []string{"Immersion", "Awareness", "Planning", "Initial exit", "Re-entry", "Final exit"}

var factorNames = map[string][]string{
	"INDIVIDUAL": {"Self-esteem", "Substance use", "Motivation and hope for another life", "Fear"},
	"RELATIONAL": {"Family", "Social support", "Control by those who exploit", "Peers with lived experience"},
	"STRUCTURAL": {"Housing", "Income and work", "Legal status and residence", "Services that people can reach"},
}

// drawn gives cells that look like evidence: some empty, few full.
func drawn(seed, count int) []cell {
	cells := make([]cell, count)
	for i := range cells {
		switch at := (seed*7 + i*5) % 11; at {
		case 0, 3, 6:
			cells[i] = cell{values(0, 0, 0, 0), []string{"NO_EVIDENCE"}}
		case 1, 8:
			cells[i] = cell{values(1, 0, 0, 0), []string{"ONE_STUDY", "ONE_COUNTRY"}}
		case 2:
			cells[i] = cell{values(0, 2, 0, 1), nil}
		case 4:
			cells[i] = cell{values(5, 3, 2, 1), nil}
		case 5:
			cells[i] = cell{values(9, 1, 0, 0), nil}
			cells[i].Values[2].Findings = 2
		default:
			cells[i] = cell{values(3, at%3, 0, 0), nil}
		}
	}
	return cells
}

func said(key, valence, state string) answer.Finding {
	year := 1900
	turned := valence
	if state == "ABSENCE" {
		turned = map[string]string{"FACILITATING": "HINDERING", "HINDERING": "FACILITATING"}[valence]
	}
	return answer.Finding{
		Key:     key,
		Summary: answer.LocalText{Value: "Women who left said that ties to their family, near or far, made the first step out possible (invented).", Lang: "en"},
		Valence: valence, FactorValence: turned, FactorState: state,
		Factor:     answer.Factor{Named: answer.Named{Key: "family", Label: answer.LocalText{Value: "Family", Lang: "en"}}, Level: "RELATIONAL"},
		Phase:      &answer.Named{Key: "initial-exit", Label: answer.LocalText{Value: "Initial exit", Lang: "en"}},
		PhaseBasis: "INFERRED",
		Study:      &answer.Study{Key: "autore-1900", Title: "Autore 1900", Year: &year},
		Samples:    []answer.Sample{{Key: "autore-1900-sample", Population: "Women in an invented city", SizeText: "12 women", Informant: "LIVED_EXPERIENCE"}},
		Report:     answer.Report{Key: "autore-1900-report", Title: "An invented title of an invented study", Language: "en", Year: &year, Authors: []string{"Autore B", "Nessuno C", "Niemand D"}},
		Locator:    "abstract", ExtractionBasis: "ABSTRACT", Confidence: "MEDIUM", Status: "CURRENT",
		Notes:   "An invented remark.",
		Caveats: []answer.Caveat{{Key: "caveat-0", Topic: answer.LocalText{Value: "Two numbers that differ (invented)", Lang: "en", IsFallback: true}}},
	}
}

func calm() map[string]any {
	c := bookContent{
		Numbers: []parts.Number{{Value: 72, Label: "studies", Href: "#"}, {Value: 182, Label: "findings", Href: "#"}, {Value: 70, Label: "factors", Href: "#"}, {Value: 1234567, Label: "people (invented)"}},
		Form: parts.Filters{
			Action: "/en/map", Clear: "/en/map",
			Hidden: []parts.Hidden{{Name: "unit", Value: "studies"}},
			Chips:  []parts.Chip{{Label: "Route: within one country", Href: "#"}, {Label: "Setting: indoors", Href: "#"}},
		},
		Counts: answer.Counts{Findings: 17, Studies: 12, Samples: 9, Reports: 14, Participants: 1480, ParticipantsMayOverlap: true, SamplesOfUnknownSize: 2, FromAbsence: 3, ByValence: values(8, 3, 1, 2)},
		For:    []answer.Finding{said("finding-1", "FACILITATING", "PRESENCE"), said("finding-2", "HINDERING", "ABSENCE")},
		Facts: []parts.Fact{
			{Label: "Level", Enum: "FactorLevel", Value: "RELATIONAL"},
			{Label: "Route", Enum: "TraffickingScope", Value: "NOT_EXTRACTED"},
			{Label: "Setting", Enum: "ExploitationSetting", Value: "NOT_REPORTED"},
			{Label: "Definition", Local: answer.LocalText{Value: "Legami con la famiglia (invented).", Lang: "it", IsFallback: true}},
			{Label: "See also", Links: []parts.Link{{Label: "Social support", Href: "#"}, {Label: "Peers", Href: "#"}}},
			{Label: "Nothing"},
		},
		Heads: []parts.Head{{Label: "Study", Href: "#"}, {Label: "Year", Href: "#", Sorted: "descending"}, {Label: "Country"}},
		Caveats: []answer.CaveatFull{{
			Key: "caveat-0", Topic: answer.LocalText{Value: "Two numbers that differ (invented)", Lang: "en"},
			StatementA: answer.LocalText{Value: "The abstract counts four (invented).", Lang: "en"},
			StatementB: &answer.LocalText{Value: "The text counts three (invented).", Lang: "en"},
			Assessment: answer.LocalText{Value: "It cannot be settled (invented).", Lang: "en"},
			Report:     &answer.Report{Key: "autore-1900-report", Title: "An invented title", Language: "en", Authors: []string{"Autore B"}},
		}},
		Pager:   parts.Pager{Shown: 25, Total: 182, Prev: "#", Next: "#"},
		Pieces:  []words.Piece{{Text: "A study is not a report; "}, {Text: "what is counted", Href: "#"}, {Text: " says which is which."}},
		Links:   []parts.Link{{Label: "The whole map", Href: "#", Note: "all factors"}, {Label: "The glossary", Href: "#"}},
		Foreign: answer.LocalText{Value: "uscita è un processo", Lang: "it", IsFallback: true},
		Gaps:    []string{"ONE_STUDY", "SECONDARY_ONLY"},
		Share:   0.42,
	}
	against := said("finding-3", "HINDERING", "PRESENCE")
	against.Phase, against.Study, against.PhaseBasis = nil, nil, "NOT_REPORTED"
	against.Report.Year, against.Report.Authors, against.Notes, against.Caveats = nil, nil, "", nil
	c.Against = []answer.Finding{against}
	for _, name := range []string{"route", "setting", "life-stage", "country", "design", "language", "unit"} {
		c.Form.Fields = append(c.Form.Fields, parts.Field{Name: name, Label: name, Options: []parts.Option{{Label: "any"}, {Value: "1", Label: "A rather long choice of words", Selected: name == "route"}}})
	}
	c.Form.Groups = []parts.Group{{Legend: "Years", Fields: []parts.Field{{Name: "from", Label: "From year", Kind: "number", Hint: "such as 1999"}}}}
	for i, name := range phaseNames {
		s := station{Label: answer.LocalText{Value: name, Lang: "en"}, Href: "#", Values: values(i*2, i, i%2, 0), Studies: i * 2, Findings: i * 3, Current: i == 3}
		if i == 0 {
			s.Gaps = []string{"NO_EVIDENCE"}
		}
		c.Stations = append(c.Stations, s)
	}
	c.Phases = c.Stations
	for i, level := range []string{"INDIVIDUAL", "RELATIONAL", "STRUCTURAL"} {
		rows := levelRows{Level: level}
		for j, name := range factorNames[level] {
			rows.Rows = append(rows.Rows, row{name, drawn(i*5+j, 7)})
		}
		c.Levels = append(c.Levels, rows)
		c.Small = append(c.Small, row{level, drawn(i, 6)})
	}
	return onEveryPage(c)
}
