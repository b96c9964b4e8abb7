package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema"
)

// homeQuery asks for what the first page tells. The page asks as every client
// does, so that its numbers are those that a reader would be given.
const homeQuery = `{
  release { name version date }
  findings(first: 0) { totalCount }
  studies(first: 0) { totalCount }
  samples(first: 0) { totalCount }
  reports(first: 0) { totalCount }
  factors(first: 0) { totalCount }
  phaseModels { key }
  byFactor: tally(by: [FACTOR]) { groups { keys { key label } counts { studies } } }
}`

// The examples of the first page. A reader runs them by following a link.
const (
	matrixExample = `{
  evidenceMatrix(nonEmpty: true) {
    rows { key label }
    columns { key label }
    dense { rowKeys columnKeys studies facilitating hindering ambivalent unsigned }
    unplaced { findings studies }
  }
}`
	factorExample = `{
  factor(key: %q) {
    label { value }
    definition { value }
    counts { findings studies samples byValence { valence findings studies } }
    findings(first: 10) {
      totalCount
      nodes { summary { value } factorValence phase { label { value } } study { title year } report { title doi } confidence }
    }
  }
}`
	contradictionExample = `{
  contradictions(first: 10) {
    totalCount
    nodes {
      factor { key label { value } }
      studies
      sides { valence counts { studies findings } }
      explanation { causes { kind moderator note } }
    }
  }
}`
	gapExample = `{
  gaps(rows: FACTOR_LEVEL, columns: SETTING) {
    row { label }
    column { label }
    kinds
    counts { findings studies }
    nextQuery
  }
}`
	readinessExample = `{
  readiness(moderator: SETTING) {
    verdict
    levels { value { key } studies missing }
    shortfalls
    note
  }
}`
	countryExample = `{
  tally(by: [COUNTRY]) {
    groups { keys { key label } counts { studies samples findings } }
    unplaced { studies findings }
  }
}`
)

type total struct{ TotalCount int }

// firstPage gathers what the first page tells about the data.
func firstPage(ctx context.Context, engine server.Engine) (server.Home, error) {
	answer := engine.Do(ctx, schema.Request{Query: homeQuery})
	if len(answer.Errors) > 0 {
		return server.Home{}, fmt.Errorf("asking for the first page: %w", answer.Errors[0])
	}
	var body struct {
		Data struct {
			Release                                      struct{ Name, Version, Date string }
			Findings, Studies, Samples, Reports, Factors total
			PhaseModels                                  []struct{}
			ByFactor                                     struct {
				Groups []struct {
					Keys   []struct{ Key, Label string }
					Counts struct{ Studies int }
				}
			}
		}
	}
	if err := json.Unmarshal(answer.Body.Bytes(), &body); err != nil {
		return server.Home{}, fmt.Errorf("reading the answer for the first page: %w", err)
	}
	data := body.Data
	home := server.Home{
		Name: data.Release.Name, Version: data.Release.Version, Date: data.Release.Date,
		Counts: []server.Count{
			{Number: data.Studies.TotalCount, Label: "studies"},
			{Number: data.Samples.TotalCount, Label: "samples"},
			{Number: data.Reports.TotalCount, Label: "reports"},
			{Number: data.Findings.TotalCount, Label: "findings"},
			{Number: data.Factors.TotalCount, Label: "factors"},
			{Number: len(data.PhaseModels), Label: "models of leaving"},
		},
		Examples: []server.Example{{Label: "Which factor acts in which phase", Query: matrixExample}},
	}
	// The factor that most studies speak of, so that the example has an answer
	// whatever data is served.
	best, most := -1, 0
	for i, group := range data.ByFactor.Groups {
		if len(group.Keys) == 1 && group.Counts.Studies > most {
			best, most = i, group.Counts.Studies
		}
	}
	if best >= 0 {
		factor := data.ByFactor.Groups[best].Keys[0]
		home.Examples = append(home.Examples, server.Example{
			Label: "What was published about one factor: " + factor.Label,
			Query: fmt.Sprintf(factorExample, factor.Key),
		})
	}
	home.Examples = append(home.Examples,
		server.Example{Label: "Where studies point different ways, and what goes along with that", Query: contradictionExample},
		server.Example{Label: "Where evidence is missing or thin", Query: gapExample},
		server.Example{Label: "Whether settings could be compared in a meta-regression", Query: readinessExample},
		server.Example{Label: "How much was studied in which country", Query: countryExample},
	)
	return home, nil
}
