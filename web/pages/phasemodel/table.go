package phasemodel

import (
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/frame"
)

var columns = []string{
	"phase", "label", "position", "parent", "definition", "definitionBasis",
	"findings", "studies", "facilitating", "hindering", "ambivalent", "unsigned", "forward", "return", "mappings",
}

// table gives a row for each phase and part; the amounts by valence are studies.
func table(v *frame.Visit) (frame.Table, error) {
	var d data
	if err := v.Decode(&d); err != nil {
		return frame.Table{}, err
	}
	if d.PhaseModel == nil {
		return frame.Table{}, frame.Missing{Kind: kind, Key: v.Part("key")}
	}
	t := frame.Table{Columns: columns}
	for _, p := range d.PhaseModel.Phases {
		t.Rows = append(t.Rows, row(p.Phase, "", p.Mappings))
		for _, part := range p.Parts {
			t.Rows = append(t.Rows, row(part.Phase, p.Key, part.Mappings))
		}
	}
	return t, nil
}

func row(p answer.Phase, parent string, mappings []answer.Mapping) []string {
	position, definition := "", ""
	if p.Position != nil {
		position = strconv.Itoa(*p.Position)
	}
	if p.Definition != nil {
		definition = p.Definition.Value
	}
	cells := []string{p.Key, p.Label.Value, position, parent, definition, p.DefinitionBasis, strconv.Itoa(p.Counts.Findings), strconv.Itoa(p.Counts.Studies)}
	for _, valence := range []string{"FACILITATING", "HINDERING", "AMBIVALENT", "UNSIGNED"} {
		cells = append(cells, strconv.Itoa(p.Counts.Of(valence).Studies))
	}
	steps := map[string][]string{}
	for _, step := range p.Next {
		steps[step.Kind] = append(steps[step.Kind], step.To.Key+" ("+step.Basis+")")
	}
	var mapped []string
	for _, m := range mappings {
		m = m.Seen(func(end answer.MappedPhase) bool { return end.Key == p.Key })
		mapped = append(mapped, m.To.Key+" ("+m.Relation+")")
	}
	return append(cells, strings.Join(steps["FORWARD"], ";"), strings.Join(steps["RETURN"], ";"), strings.Join(mapped, ";"))
}
