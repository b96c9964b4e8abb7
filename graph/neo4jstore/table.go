package neo4jstore

import (
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// tie says which relationship stands for a reference that a node holds.
type tie struct {
	relation relation
	// toHolder says that the relationship points to the node that holds the
	// reference, and not away from it.
	toHolder bool
}

// link says which relationships are the records of a kind of links, and which two
// of their references are the ends. Other references are properties alone.
type link struct {
	relations  []relation
	start, end *graph.Field
	// by, where set, says which of the relations a record is, by the value of a field.
	by *graph.Field
	is map[string]relation
}

// ties holds every reference of the nodes.
var ties = map[*graph.Field]tie{
	reference(graph.KindSample, "studies"):       {"HAS_SAMPLE", true},
	reference(graph.KindSample, "overlapsWith"):  {"OVERLAPS_WITH", false},
	reference(graph.KindFactor, "broader"):       {"BROADER", false},
	reference(graph.KindPhaseModel, "report"):    {"PRESENTED_IN", false},
	reference(graph.KindPhase, "model"):          {"OF_MODEL", false},
	reference(graph.KindPhase, "parent"):         {"PART_OF", false},
	reference(graph.KindFinding, "study"):        {"FROM_STUDY", false},
	reference(graph.KindFinding, "ownSamples"):   {"FROM_SAMPLE", false},
	reference(graph.KindFinding, "report"):       {"READ_IN", false},
	reference(graph.KindFinding, "factor"):       {"ABOUT", false},
	reference(graph.KindFinding, "phase"):        {"IN_PHASE", false},
	reference(graph.KindFinding, "supersededBy"): {"SUPERSEDED_BY", false},
	reference(graph.KindCaveat, "report"):        {"ABOUT_REPORT", false},
	reference(graph.KindCaveat, "affects"):       {"AFFECTS", false},
}

// links holds every kind of links.
var links = map[graph.Kind]link{
	graph.KindStudyReport: {
		relations: []relation{"PRESENTS", "INCLUDES", "RELATES_TO"},
		start:     reference(graph.KindStudyReport, "report"), end: reference(graph.KindStudyReport, "study"),
		by: graph.ModelOf(graph.KindStudyReport).Field("role"),
		is: map[string]relation{
			string(graph.Primary): "PRESENTS", string(graph.Included): "INCLUDES", string(graph.Related): "RELATES_TO",
		},
	},
	graph.KindClassification: {
		relations: []relation{"CLASSIFIES"},
		start:     reference(graph.KindClassification, "report"), end: reference(graph.KindClassification, "factor"),
	},
	graph.KindTransition: {
		relations: []relation{"NEXT"},
		start:     reference(graph.KindTransition, "from"), end: reference(graph.KindTransition, "to"),
	},
	graph.KindPhaseMapping: {
		relations: []relation{"MAPS_TO"},
		start:     reference(graph.KindPhaseMapping, "from"), end: reference(graph.KindPhaseMapping, "to"),
	},
	graph.KindVocabularyMapping: {
		relations: []relation{"MAPPED_TO_TERM"},
		start:     reference(graph.KindVocabularyMapping, "from"), end: reference(graph.KindVocabularyMapping, "term"),
	},
}

// reference finds a reference of the model table. It panics where there is none:
// names are constants of this file.
func reference(k graph.Kind, name string) *graph.Field {
	f := graph.ModelOf(k).Field(name)
	if f == nil || (f.Type != graph.TypeRef && f.Type != graph.TypeRefs) {
		panic("neo4jstore: no reference " + name + " in " + k.String())
	}
	return f
}

// references lists the references of a kind.
func references(k graph.Kind) []*graph.Field {
	var out []*graph.Field
	for _, f := range graph.ModelOf(k).Fields {
		if f.Type == graph.TypeRef || f.Type == graph.TypeRefs {
			out = append(out, f)
		}
	}
	return out
}

// referred gives the keys that a reference names.
func referred(f *graph.Field, r graph.Record) []string {
	if f.Type == graph.TypeRefs {
		return f.List(r)
	}
	if key := f.Str(r); key != "" {
		return []string{key}
	}
	return nil
}

// relationOf says which relationship a record of a link is.
func (l link) relationOf(r graph.Record) relation {
	if l.by != nil {
		return l.is[l.by.Str(r)]
	}
	return l.relations[0]
}

// types writes the types of a link as they stand in a pattern.
func (l link) types() string {
	names := make([]string, len(l.relations))
	for i, r := range l.relations {
		names[i] = string(r)
	}
	return strings.Join(names, "|")
}

// anyOf writes the pattern that binds every record of a kind to a variable. A link
// starts at a node with a label, since a load that is not whole has links too.
func anyOf(k graph.Kind, variable string) string {
	if l, ok := links[k]; ok {
		return "(:" + string(labelOf(l.start.Target)) + ")-[" + variable + ":" + l.types() + "]->()"
	}
	return "(" + variable + ":" + string(labelOf(k)) + ")"
}
