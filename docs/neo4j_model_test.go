package docs_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// The page says by rules how the model table looks in Neo4j. They are told here a
// second time, and a test compares them with what a database holds after a load.

// propertiesOf lists the properties of a kind: those that hold a record, and those
// that were computed of it. Texts have … in place of the language.
func propertiesOf(k graph.Kind) (held, computed []string) {
	for _, f := range graph.ModelOf(k).Fields {
		sort := "sort" + strings.ToUpper(f.Name[:1]) + f.Name[1:]
		switch f.Type {
		case graph.TypeText:
			held = append(held, f.Name+"…", f.Name+"Languages")
			computed = append(computed, f.Name+"Folded", sort)
		case graph.TypeStrings:
			held, computed = append(held, f.Name), append(computed, f.Name+"Folded")
		case graph.TypeString:
			held, computed = append(held, f.Name), append(computed, f.Name+"Folded")
			if f.Orderable {
				computed = append(computed, sort)
			}
		case graph.TypeEnum:
			held = append(held, f.Name)
			if f.Orderable {
				computed = append(computed, sort)
			}
		default:
			held = append(held, f.Name)
		}
	}
	if k.IsNode() {
		computed = append(computed, "searchWords", "searchTexts", "caption")
	}
	return held, computed
}

// relationship is a row of the table of relationships.
type relationship struct {
	name     string
	from, to string // labels
	kind     graph.Kind
	meaning  string // of one that stands for a reference of a node; kind is 0 then
}

var relationships = []relationship{
	{"HAS_SAMPLE", "Study", "Sample", 0, "`Sample.studies`, turned round: the people a study is about"},
	{"OVERLAPS_WITH", "Sample", "Sample", 0, "`Sample.overlapsWith`: may hold some of the same people; read it in both directions"},
	{"BROADER", "Factor", "Factor", 0, "`Factor.broader`"},
	{"PRESENTED_IN", "PhaseModel", "Report", 0, "`PhaseModel.report`"},
	{"OF_MODEL", "Phase", "PhaseModel", 0, "`Phase.model`"},
	{"PART_OF", "Phase", "Phase", 0, "`Phase.parent`"},
	{"FROM_STUDY", "Finding", "Study", 0, "`Finding.study`"},
	{"FROM_SAMPLE", "Finding", "Sample", 0, "`Finding.ownSamples`: only those that the finding names; else it speaks of all samples of its study"},
	{"READ_IN", "Finding", "Report", 0, "`Finding.report`"},
	{"ABOUT", "Finding", "Factor", 0, "`Finding.factor`"},
	{"IN_PHASE", "Finding", "Phase", 0, "`Finding.phase`"},
	{"SUPERSEDED_BY", "Finding", "Finding", 0, "`Finding.supersededBy`"},
	{"ABOUT_REPORT", "Caveat", "Report", 0, "`Caveat.report`"},
	{"AFFECTS", "Caveat", "Entity", 0, "`Caveat.affects`: nodes of any kind"},
	{"PRESENTS", "Report", "Study", graph.KindStudyReport, ""},
	{"INCLUDES", "Report", "Study", graph.KindStudyReport, ""},
	{"RELATES_TO", "Report", "Study", graph.KindStudyReport, ""},
	{"CLASSIFIES", "Report", "Factor", graph.KindClassification, ""},
	{"NEXT", "Phase", "Phase", graph.KindTransition, ""},
	{"MAPS_TO", "Phase", "Phase", graph.KindPhaseMapping, ""},
	{"MAPPED_TO_TERM", "Entity", "VocabularyTerm", graph.KindVocabularyMapping, ""},
}

// quoted writes names as code, each name … being a rule of the page.
func quoted(names []string) string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = "`" + name + "`"
	}
	return strings.Join(out, ", ")
}

// withoutFolded leaves out the names that the page tells by a rule.
func withoutFolded(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return strings.HasSuffix(name, "Folded") })
}

func writeLabels(*testing.T, string, []string) string {
	var b strings.Builder
	b.WriteString("\n| label | holds | properties | computed, beside `…Folded` |\n| --- | --- | --- | --- |\n")
	for _, k := range graph.NodeKinds() {
		held, computed := propertiesOf(k)
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", k, cell(graph.ModelOf(k).Doc), quoted(held), quoted(withoutFolded(computed)))
	}
	b.WriteString("\n")
	return b.String()
}

func writeRelationships(*testing.T, string, []string) string {
	var b strings.Builder
	b.WriteString("\n| relationship | stands for | properties | computed, beside `…Folded` |\n| --- | --- | --- | --- |\n")
	for _, r := range relationships {
		meaning, properties, further := r.meaning, "", ""
		if r.kind != 0 {
			held, computed := propertiesOf(r.kind)
			meaning, properties, further = "`"+r.kind.String()+"`: "+graph.ModelOf(r.kind).Doc, quoted(held), quoted(withoutFolded(computed))
		}
		fmt.Fprintf(&b, "| `(:%s)-[:%s]->(:%s)` | %s | %s | %s |\n", r.from, r.name, r.to, cell(meaning), properties, further)
	}
	b.WriteString("\n")
	return b.String()
}
