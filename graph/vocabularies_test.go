package graph_test

import (
	"slices"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

func TestVocabulariesHoldTheValuesOfTheContract(t *testing.T) {
	ours := map[string]*graph.Vocabulary{}
	for _, v := range graph.Vocabularies() {
		if ours[v.Name] != nil {
			t.Errorf("two vocabularies are called %s", v.Name)
		}
		ours[v.Name] = v
	}
	for _, words := range lines(t, "contract_enums.txt") {
		name := words[1]
		if name == "NodeKind" || name == "EvidenceDimension" {
			continue // kinds and dimensions have tests of their own
		}
		v := ours[name]
		if v == nil {
			t.Errorf("there is no vocabulary %s", name)
			continue
		}
		for _, value := range contractEnum(t, name) {
			if v.Index(value) < 0 {
				t.Errorf("%s lacks %s", name, value)
			}
		}
	}
}

func TestDimensionsAreThoseOfTheContractInItsOrderAndThenTheState(t *testing.T) {
	var got []string
	for _, d := range graph.Dimensions() {
		got = append(got, d.Dimension.String())
		if d.Doc == "" || d.Field == nil || graph.DimensionOf(d.Dimension) != d {
			t.Errorf("%s lacks a doc or a field, or stands under another number", d.Name)
		}
	}
	same(t, "EvidenceDimension", got, append(contractEnum(t, "EvidenceDimension"), "FACTOR_STATE"))
}

func TestEveryTermHasADocAndLabelsInEnglishAndItalian(t *testing.T) {
	for _, v := range graph.Vocabularies() {
		if v.Doc == "" || len(v.Values) == 0 {
			t.Errorf("%s lacks a doc or values", v.Name)
		}
		for i, term := range v.Values {
			if term.Doc == "" || term.Label.In("en") == "" || term.Label.In("it") == "" {
				t.Errorf("%s %s lacks a doc or a label", v.Name, term.Name)
			}
			if v.Index(term.Name) != i || slices.Index(v.Names(), term.Name) != i {
				t.Errorf("%s %s stands twice", v.Name, term.Name)
			}
		}
		if v.Index("NO_SUCH_VALUE") != -1 {
			t.Errorf("%s finds what it does not hold", v.Name)
		}
	}
}

func TestTheListOfNamesIsTheCallersOwn(t *testing.T) {
	names := graph.VocabValence.Names()
	names[0] = "CHANGED"
	if graph.VocabValence.Names()[0] != "FACILITATING" {
		t.Error("changing the list changed the vocabulary")
	}
}

func TestTheValuesThatCodeNamesAreInTheirVocabularies(t *testing.T) {
	for value, v := range map[string]*graph.Vocabulary{
		string(graph.Facilitating): graph.VocabValence, string(graph.Hindering): graph.VocabValence,
		string(graph.Ambivalent): graph.VocabValence, string(graph.Unsigned): graph.VocabValence,
		string(graph.Presence): graph.VocabFactorState, string(graph.Absence): graph.VocabFactorState,
		string(graph.UnitPeople): graph.VocabSizeUnit, string(graph.UnitUnknown): graph.VocabSizeUnit,
		string(graph.PhaseNotReported): graph.VocabPhaseBasis,
		string(graph.MappingExact):     graph.VocabMappingRelation, string(graph.MappingClose): graph.VocabMappingRelation,
		string(graph.MappingBroad): graph.VocabMappingRelation, string(graph.MappingNarrow): graph.VocabMappingRelation,
		string(graph.Current): graph.VocabFindingStatus, string(graph.Withdrawn): graph.VocabFindingStatus,
		string(graph.Superseded): graph.VocabFindingStatus,
		string(graph.Primary):    graph.VocabStudyReportRole, string(graph.Included): graph.VocabStudyReportRole,
		string(graph.Related): graph.VocabStudyReportRole,
	} {
		if v.Index(value) < 0 {
			t.Errorf("%s lacks %s", v.Name, value)
		}
	}
	if graph.VocabMappingRelation.Index(string(graph.MappingRelated)) < 0 {
		t.Error("MappingRelation lacks RELATED")
	}
}
