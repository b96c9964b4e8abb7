package docs_test

import (
	"slices"

	"github.com/exitgraph/exitgraph/graph"
)

// The answers that speak of sources, people and models; see cypherAnswers.

func studiesInSeveralReports(e *evidenceIn) ([]string, [][]string) {
	reports, carried, findings := map[string]set{}, map[string][][2]string{}, map[string]int{}
	for _, l := range e.carried {
		if reports[l.Study] == nil {
			reports[l.Study] = set{}
		}
		reports[l.Study].add(l.Report)
		carried[l.Study] = append(carried[l.Study], [2]string{l.Report, string(l.Role)})
	}
	for _, f := range e.findings {
		findings[f.Study]++
	}
	var rows []row
	for key, s := range e.studies {
		if len(reports[key]) < 2 {
			continue
		}
		slices.SortFunc(carried[key], func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
		by := ""
		for i, l := range carried[key] {
			if i > 0 {
				by += "; "
			}
			by += l[0] + " " + l[1]
		}
		rows = append(rows, row{
			[]string{s.Title, count(len(reports[key])), by, count(findings[key])},
			[]any{-len(reports[key]), key},
		})
	}
	return []string{"study", "reports", "carriedBy", "findings"}, inOrder(rows)
}

func overlapOfReviews(e *evidenceIn) ([]string, [][]string) {
	studies, reviews := map[string]set{}, map[string]set{}
	for _, l := range e.carried {
		if l.Role != graph.Included {
			continue
		}
		if studies[l.Report] == nil {
			studies[l.Report] = set{}
		}
		if reviews[l.Study] == nil {
			reviews[l.Study] = set{}
		}
		studies[l.Report].add(l.Study)
		reviews[l.Study].add(l.Report)
	}
	var rows []row
	for review, included := range studies {
		shared := 0
		for study := range included {
			if len(reviews[study]) > 1 {
				shared++
			}
		}
		rows = append(rows, row{[]string{review, count(len(included)), count(shared)}, []any{-len(included), review}})
	}
	return []string{"review", "studies", "alsoInOtherReviews"}, inOrder(rows)
}

func sharedSamples(e *evidenceIn) ([]string, [][]string) {
	overlaps := map[string]set{}
	for key := range e.samples {
		overlaps[key] = set{}
	}
	for key, s := range e.samples {
		for _, other := range s.OverlapsWith {
			overlaps[key].add(other)
			overlaps[other].add(key)
		}
	}
	var rows []row
	for key, s := range e.samples {
		studies := set{}
		for _, study := range s.Studies {
			studies.add(study)
		}
		if len(studies) > 1 || len(overlaps[key]) > 0 {
			rows = append(rows, row{[]string{key, number(s.Size), string(s.SizeUnit), studies.listed(), overlaps[key].listed()}, []any{key}})
		}
	}
	return []string{"sample", "size", "unit", "studies", "mayOverlapWith"}, inOrder(rows)
}

func missingValues(e *evidenceIn) ([]string, [][]string) {
	var rows []row
	// Fields are read through the model table, so that a row is one line here.
	add := func(k graph.Kind, field string, records []graph.Record) {
		known, notReported, notExtracted := 0, 0, 0
		for _, r := range records {
			switch graph.ModelOf(k).Field(field).Str(r) {
			case "NOT_REPORTED":
				notReported++
			case "NOT_EXTRACTED":
				notExtracted++
			default:
				known++
			}
		}
		name := k.String() + "." + field
		rows = append(rows, row{[]string{name, count(len(records)), count(known), count(notReported), count(notExtracted)}, []any{name}})
	}
	var studies, samples, findings []graph.Record
	for _, s := range e.studies {
		studies = append(studies, s)
	}
	for _, s := range e.samples {
		samples = append(samples, s)
	}
	for _, f := range e.findings {
		findings = append(findings, f)
	}
	add(graph.KindStudy, "design", studies)
	add(graph.KindStudy, "setting", studies)
	add(graph.KindStudy, "traffickingScope", studies)
	add(graph.KindSample, "entryStage", samples)
	add(graph.KindSample, "lifeStage", samples)
	add(graph.KindFinding, "phaseBasis", findings)
	return []string{"field", "records", "known", "notReported", "notExtracted"}, inOrder(rows)
}

func phaseCycle(e *evidenceIn) ([]string, [][]string) {
	var rows []row
	for _, s := range e.steps {
		if from, to := e.phases[s.From], e.phases[s.To]; from.Model == e.theModel() {
			rows = append(rows, row{
				[]string{firstText(from.Label), firstText(to.Label), string(s.Kind), string(s.Basis)},
				[]any{string(s.Kind), s.From, s.To},
			})
		}
	}
	return []string{"leaves", "reaches", "kind", "basis"}, inOrder(rows)
}

func phasesOfOtherModels(e *evidenceIn) ([]string, [][]string) {
	var rows []row
	for _, m := range e.mappings {
		rows = append(rows, row{[]string{m.From, string(m.Relation), m.To, string(m.Confidence), m.StatedBy}, []any{m.Key}})
	}
	return []string{"phase", "relation", "otherPhase", "confidence", "statedBy"}, inOrder(rows)
}

func caveatsOnAStudy(e *evidenceIn) ([]string, [][]string) {
	const study = "wilson-nochajski-2016"
	touching := set{study: true}
	for _, f := range e.findings {
		if f.Study == study {
			touching.add(f.Key)
		}
	}
	for key, s := range e.samples {
		if slices.Contains(s.Studies, study) {
			touching.add(key)
		}
	}
	var rows []row
	for _, c := range e.caveats {
		on := set{}
		for _, key := range c.Affects {
			if touching[key] {
				on.add(key)
			}
		}
		if len(on) > 0 {
			rows = append(rows, row{[]string{c.Key, c.Report, c.Topic.In("en"), c.Assessment.In("en"), on.listed()}, []any{c.Key}})
		}
	}
	return []string{"caveat", "report", "topic", "assessment", "bearsOn"}, inOrder(rows)
}
