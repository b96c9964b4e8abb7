package phasemodel_test

import (
	"fmt"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/seed"
	"github.com/exitgraph/exitgraph/web/pagestest"
)

func TestAModelOfManyPhasesIsListedAndNotDrawn(t *testing.T) {
	d, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	const many = 200
	for i := range many {
		phase := &graph.Phase{
			Key: fmt.Sprint("invented-", i), Model: "oselin-organisational", Position: 4 + i,
			Label: graph.Text{{Lang: "en", Value: fmt.Sprint("Invented ", i)}}, DefinitionBasis: "RECONSTRUCTED", Confidence: "LOW",
		}
		d.Records = append(d.Records, phase)
	}
	p := pagestest.Of(t, d.Release, d.Records).Open(t, "/en/models/oselin-organisational")
	if listed, drawn := p.Find(".phase-item").Length(), p.Find(".cycle").Length(); listed != many+3 || drawn != 0 {
		t.Errorf("%d phases are listed, want %d; %d drawings, want none", listed, many+3, drawn)
	}
}
