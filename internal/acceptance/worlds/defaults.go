package worlds

import (
	"fmt"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// plain are the values of fields that a file does not speak of, by kind and name.
var plain = map[string]string{
	"Study.design":               "QUALITATIVE",
	"Study.traffickingScope":     "NOT_EXTRACTED",
	"Study.setting":              "NOT_EXTRACTED",
	"Study.definitionScope":      "TRAFFICKING",
	"Report.kind":                "ARTICLE",
	"Report.language":            "en",
	"Report.peerReviewed":        "NOT_EXTRACTED",
	"Sample.gender":              "WOMEN",
	"Sample.lifeStage":           "NOT_EXTRACTED",
	"Sample.entryStage":          "NOT_EXTRACTED",
	"Sample.informant":           "NOT_EXTRACTED",
	"Factor.level":               "INDIVIDUAL",
	"PhaseModel.structure":       "ORDERED_STAGES",
	"PhaseTransition.kind":       "FORWARD",
	"Finding.factorState":        "PRESENCE",
	"Finding.extractionBasis":    "ABSTRACT",
	"Finding.status":             "CURRENT",
	"VocabularyMapping.relation": "RELATED",
}

// plainYear is the year of reports and of models.
const plainYear = 2020

// fill gives a record the plain values of what the file does not speak of, and wants
// a value where there is no plain one.
func (r *reader) fill(at *row) {
	m := graph.ModelOf(at.record.RecordKind())
	if made, ok := at.record.(*graph.PhaseMapping); ok && made.Key == "" && made.From != "" && made.To != "" {
		made.Key = made.From + "-to-" + made.To
		r.index(at)
	}
	var bases []*graph.Field
	for _, f := range m.Fields {
		switch {
		case f.Derived || at.said[f.Name] || !f.Absent(at.record):
		case f.Vocabulary == graph.VocabBasis || f.Vocabulary == graph.VocabPhaseBasis:
			bases = append(bases, f) // they follow from other fields
		default:
			fillField(f, at.record)
		}
	}
	for _, f := range bases {
		f.SetStr(at.record, basis(m, f, at.record))
	}
	r.wantRequired(m, at)
	if m.KeyField().Derived && at.record.RecordKey() == "" && len(r.faults) == 0 {
		graph.CompleteKey(at.record)
		r.index(at)
	}
}

// wantRequired wants a value in each field that must have one.
func (r *reader) wantRequired(m *graph.Model, at *row) {
	for _, f := range m.Fields {
		if !f.Required || f.Derived || !f.Absent(at.record) {
			continue
		}
		remedy := "Write it"
		if f.Type == graph.TypeEnum {
			remedy += ": one of " + strings.Join(f.Allowed(), ", ")
		}
		r.fault(at.line, fmt.Sprintf("the %s %s needs %s", m.Name, at.record.RecordKey(), f.Name), remedy)
	}
}

func fillField(f *graph.Field, record graph.Record) {
	sample, isSample := record.(*graph.Sample)
	switch {
	case plain[f.String()] != "":
		f.SetStr(record, plain[f.String()])
	case isSample && f.Name == "sizeUnit" && sample.Size > 0:
		f.SetStr(record, string(graph.UnitPeople))
	case isSample && f.Name == "sizeUnit":
		f.SetStr(record, string(graph.UnitUnknown))
	case f.Name == "year" && f.Type == graph.TypeInt:
		f.SetInt(record, plainYear)
	case f.Vocabulary == graph.VocabConfidence:
		f.SetStr(record, "HIGH")
	case f.Default != "":
		f.SetStr(record, f.Default)
	case f.Required && record.RecordKey() != "":
		fillWords(f, record, record.RecordKey())
	}
}

// fillWords writes the key where words must stand.
func fillWords(f *graph.Field, record graph.Record, key string) {
	switch f.Type {
	case graph.TypeString:
		f.SetStr(record, key)
	case graph.TypeText:
		f.SetText(record, graph.Text{{Lang: "en", Value: key}})
	case graph.TypeStrings:
		f.SetList(record, []string{key})
	}
}

// basis says where a value comes from: the source states it, unless it is missing.
func basis(m *graph.Model, f *graph.Field, record graph.Record) string {
	switch r := record.(type) {
	case *graph.PhaseMapping:
		if r.StatedBy == "" {
			return "INFERRED"
		}
	case *graph.Finding:
		if f.Name == "valenceBasis" && r.Valence == graph.Unsigned {
			return "NOT_STATED"
		}
		if f.Name == "phaseBasis" && r.Phase == "" {
			return "NOT_REPORTED"
		}
	}
	of := m.Field(strings.TrimSuffix(f.Name, "Basis"))
	if of != nil && of.Type == graph.TypeEnum {
		value, allowed := of.Str(record), f.Allowed()
		switch {
		case slices.Contains(allowed, value): // NOT_REPORTED and its like
			return value
		case strings.HasPrefix(value, "NOT_") && slices.Contains(allowed, "NOT_EXTRACTED"):
			return "NOT_EXTRACTED"
		}
	}
	return "STATED"
}
