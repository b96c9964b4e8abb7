package eight

import (
	"slices"
	"strings"
)

// What follows brings the answers of exitgraph and of the peer into the form of the
// floor's columns.

func oursCounts(data any) []Row {
	var out []Row
	for _, f := range list(data, "factors.nodes") {
		for _, c := range list(f, "byPhase") {
			for _, v := range list(c, "counts.byValence") {
				if n := cell(at(v, "findings")); n != "0" {
					out = append(out, Row{cell(at(f, "key")), cell(at(c, "column.key")), cell(at(v, "valence")), n})
				}
			}
		}
	}
	return out
}

func peerCounts(data any) []Row {
	var out []Row
	for _, f := range list(data, "factorCounts") {
		for _, c := range list(f, "cells") {
			out = append(out, append(rowOf(f, "factor"), rowOf(c, "phase", "valence", "findings")...))
		}
	}
	return out
}

func oursFactor(data any) []Row {
	var out []Row
	for _, n := range list(data, "factor.findings.nodes") {
		out = append(out, append(rowOf(data, "factor.key", "factor.label.value", "factor.findings.totalCount"),
			rowOf(n, "key", "valence", "study.key", "study.title", "study.year", "phase.key", "phase.label.value")...))
	}
	return out
}

func peerFactor(data any) []Row {
	var out []Row
	for _, e := range list(data, "factors.findingsConnection.edges") {
		out = append(out, append(rowOf(data, "factors.key", "factors.labelEn", "factors.findingsConnection.totalCount"),
			rowOf(e, "node.key", "node.valence", "node.study.key", "node.study.title", "node.study.year", "node.phase.key", "node.phase.labelEn")...))
	}
	return out
}

func oursMatrix(data any) []Row {
	dense := at(data, "evidenceMatrix.dense")
	factors, phases := list(dense, "rowKeys"), list(dense, "columnKeys")
	var out []Row
	for _, valence := range []string{"FACILITATING", "HINDERING", "AMBIVALENT", "UNSIGNED"} {
		for i, n := range list(dense, strings.ToLower(valence)) {
			if cell(n) != "0" {
				out = append(out, Row{cell(factors[i/len(phases)]), cell(phases[i%len(phases)]), valence, cell(n)})
			}
		}
	}
	return out
}

// peerCells reads a field of the peer that lists cells as the floor does.
func peerCells(field string) func(any) []Row {
	return func(data any) []Row {
		var out []Row
		for _, c := range list(data, field) {
			r := rowOf(c, "factor", "phase", "valence", "findings", "studies")
			if r[4] == "" { // not asked for
				r = r[:4]
			}
			out = append(out, r)
		}
		return out
	}
}

func oursSides(data any) []Row {
	var out []Row
	for _, g := range list(data, "tally.groups") {
		keys := list(g, "keys")
		for _, v := range list(g, "counts.byValence") {
			if r := rowOf(v, "valence", "findings", "studies"); r[1] != "0" {
				out = append(out, append(Row{cell(at(keys[0], "key")), cell(at(keys[1], "key"))}, r...))
			}
		}
	}
	return out
}

func oursFindings(data any) []Row {
	return rowsOf(data, "findings.nodes", "key", "valence", "factor.key", "factor.label.value", "phase.key")
}

func peerFindings(data any) []Row {
	return rowsOf(data, "findings", "key", "valence", "factor.key", "factor.labelEn", "phase.key")
}

func oursNested(data any) []Row {
	return rowsOf(data, "findings.nodes", "key", "valence", "summary.value", "study.key", "study.title", "study.year",
		"report.key", "report.title", "factor.key", "factor.label.value", "phase.key", "phase.label.value")
}

func peerNested(data any) []Row {
	return rowsOf(data, "findings", "key", "valence", "summaryEn", "study.key", "study.title", "study.year",
		"report.key", "report.title", "factor.key", "factor.labelEn", "phase.key", "phase.labelEn")
}

func oursFlat(data any) []Row {
	return rowsOf(data, "findings.nodes", "key", "valence", "factorValence", "phaseBasis", "status", "samplesNamed")
}

func peerFlat(data any) []Row {
	return rowsOf(data, "findings", "key", "valence", "factorValence", "phaseBasis", "status", "samplesNamed")
}

// Of a search the answers agree where each holds as many studies, with the word in
// each of their titles: among equally good ones the choice is free.

func found(r Row) Row {
	return Row{map[bool]string{true: "has the word", false: "has not"}[slices.Contains(strings.Fields(strings.ToLower(r[1])), word)]}
}

func oursSearch(data any) []Row {
	var out []Row
	for _, n := range list(data, "search.nodes") {
		out = append(out, found(rowOf(n, "node.key", "node.title")))
	}
	return out
}

func peerSearch(data any) []Row {
	var out []Row
	for _, e := range list(data, "studySearch.edges") {
		out = append(out, found(rowOf(e, "node.key", "node.title")))
	}
	return out
}
