package evidence_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// The rules for contradictions and ambivalence a second time: plain loops over
// findings, with sets of strings. It shares no code with the package.

// plain is a world with the values that findings have.
type plain struct {
	world *storetest.Naive
	axes  map[graph.Dimension]graph.Axis
}

type stringSet map[string]bool

// findings lists those that meet a condition, by key.
func (p plain) findings(where graph.Filter) []*graph.Finding {
	var out []*graph.Finding
	for _, r := range p.world.All(graph.KindFinding) {
		if graph.Match(p.world, where, r) {
			out = append(out, r.(*graph.Finding))
		}
	}
	slices.SortFunc(out, func(a, b *graph.Finding) int { return strings.Compare(a.Key, b.Key) })
	return out
}

// values lists those that a finding has on a dimension, in axis order.
func (p plain) values(d graph.Dimension, f *graph.Finding) []string {
	var out []string
	for i, key := range p.axes[d].Keys {
		if graph.Match(p.world, p.axes[d].Filter(i), f) {
			out = append(out, key)
		}
	}
	return out
}

func directed(f *graph.Finding) bool { return f.Valence != graph.Unsigned }

// studiesBySide gives the studies of each direction, as a function of a finding says
// it, and those of all.
func studiesBySide(findings []*graph.Finding, valence func(*graph.Finding) graph.Valence) (sides map[graph.Valence]stringSet, all stringSet) {
	sides, all = map[graph.Valence]stringSet{}, stringSet{}
	for _, f := range findings {
		if f.Study == "" || !directed(f) {
			continue
		}
		v := valence(f)
		if sides[v] == nil {
			sides[v] = stringSet{}
		}
		sides[v][f.Study], all[f.Study] = true, true
	}
	return sides, all
}

func isContradiction(sides map[graph.Valence]stringSet, all stringSet) bool {
	return len(sides) > 1 && len(all) > 1
}

var directions = []graph.Valence{graph.Facilitating, graph.Hindering, graph.Ambivalent}

// contradictions lists them in words, in order.
func (p plain) contradictions(where graph.Filter, inPhases bool) []string {
	type found struct {
		second, difference, studies, place int
		text                               string
	}
	var list []found
	place := 0
	all := p.findings(where)
	for _, factor := range p.axes[graph.DimFactor].Keys {
		phases := []string{""}
		if inPhases {
			phases = p.axes[graph.DimPhase].Keys
		}
		for _, phase := range phases {
			place++
			here := p.at(all, factor, phase)
			sides, studies := studiesBySide(here, (*graph.Finding).FactorValence)
			if !isContradiction(sides, studies) {
				continue
			}
			inOneState := false
			for _, state := range []graph.FactorState{"PRESENCE", "ABSENCE"} {
				alone := slices.DeleteFunc(slices.Clone(here), func(f *graph.Finding) bool { return f.FactorState != state })
				inOneState = inOneState || isContradiction(studiesBySide(alone, func(f *graph.Finding) graph.Valence { return f.Valence }))
			}
			text := fmt.Sprintf("%s %s: %d studies, turned %t", factor, phase, len(studies), !inOneState)
			var sizes []int
			for _, v := range directions {
				if sides[v] == nil {
					continue
				}
				n := 0
				for _, f := range here {
					if f.FactorValence() == v {
						n++
					}
				}
				sizes = append(sizes, len(sides[v]))
				text += fmt.Sprintf(", %s %d of %d", v, len(sides[v]), n)
			}
			slices.Sort(sizes)
			second := sizes[len(sizes)-2]
			list = append(list, found{second, sizes[len(sizes)-1] - second, len(studies), place, text})
		}
	}
	slices.SortFunc(list, func(a, b found) int {
		return slices.Compare([]int{-a.second, a.difference, -a.studies, a.place}, []int{-b.second, b.difference, -b.studies, b.place})
	})
	var out []string
	for _, f := range list {
		out = append(out, f.text)
	}
	return out
}

func (p plain) at(findings []*graph.Finding, factor, phase string) []*graph.Finding {
	var out []*graph.Finding
	for _, f := range findings {
		if f.Factor == factor && (phase == "" || slices.Contains(p.values(graph.DimPhase, f), phase)) {
			out = append(out, f)
		}
	}
	return out
}

// causes lists the causes of ambivalence of findings in words: kind and moderator,
// groups with their findings, deciding findings.
func (p plain) causes(here []*graph.Finding, inPhase bool) []string {
	var out []string
	if text := p.accounts(here); text != "" {
		out = append(out, text)
	}
	sides, studies := studiesBySide(here, (*graph.Finding).FactorValence)
	if isContradiction(sides, studies) {
		text, deciding := "BETWEEN_STUDIES 0", ""
		for _, v := range directions {
			if n := len(only(here, func(f *graph.Finding) bool { return f.FactorValence() == v })); n > 0 {
				text += fmt.Sprintf(" %s %d", v, n)
			}
		}
		for _, f := range only(here, func(f *graph.Finding) bool { return directed(f) && f.Study != "" }) {
			deciding += " " + f.Key
		}
		out = append(out, text+":"+deciding)
	}
	for _, d := range []graph.Dimension{
		graph.DimPhase, graph.DimTraffickingScope, graph.DimSetting, graph.DimLifeStage, graph.DimCountry,
		graph.DimDesign, graph.DimInformant, graph.DimFactorState,
	} {
		if inPhase && d == graph.DimPhase {
			continue
		}
		if text := p.splitBy(here, d); text != "" {
			out = append(out, text)
		}
	}
	return out
}

func only(findings []*graph.Finding, keep func(*graph.Finding) bool) []*graph.Finding {
	return slices.DeleteFunc(slices.Clone(findings), func(f *graph.Finding) bool { return !keep(f) })
}

func valencesByStudy(here []*graph.Finding) map[string]map[graph.Valence]bool {
	out := map[string]map[graph.Valence]bool{}
	for _, f := range here {
		if f.Study != "" && directed(f) {
			if out[f.Study] == nil {
				out[f.Study] = map[graph.Valence]bool{}
			}
			out[f.Study][f.FactorValence()] = true
		}
	}
	return out
}

func (p plain) accounts(here []*graph.Finding) string {
	valences := valencesByStudy(here)
	text, deciding := "", ""
	for _, study := range p.axes[graph.DimStudy].Keys {
		if vs := valences[study]; len(vs) > 1 || vs[graph.Ambivalent] {
			text += fmt.Sprintf(" %s %d", study, len(only(here, func(f *graph.Finding) bool { return f.Study == study })))
		}
	}
	for _, report := range p.axes[graph.DimReport].Keys {
		read := only(here, func(f *graph.Finding) bool { return f.Study == "" && f.Report == report })
		if slices.ContainsFunc(read, func(f *graph.Finding) bool { return f.Valence == graph.Ambivalent }) {
			text += fmt.Sprintf(" %s %d", report, len(read))
		}
	}
	for _, f := range here {
		if f.Valence == graph.Ambivalent || directed(f) && len(valences[f.Study]) > 1 {
			deciding += " " + f.Key
		}
	}
	if text == "" {
		return ""
	}
	return "WITHIN_ONE_ACCOUNT 0" + text + ":" + deciding
}

func tells(value string) bool {
	return value != "NOT_REPORTED" && value != "NOT_EXTRACTED" && value != "NOT_APPLICABLE" && value != "MIXED"
}

// leadOf gives the valence of most studies, "" for none, and how many studies the
// others have.
func leadOf(findings []*graph.Finding) (lead graph.Valence, aside int) {
	sides, _ := studiesBySide(findings, (*graph.Finding).FactorValence)
	most := 0
	for _, v := range directions {
		if n := len(sides[v]); n > most {
			lead, most = v, n
		} else if n == most {
			lead = ""
		}
	}
	for _, v := range directions {
		if v != lead {
			aside += len(sides[v])
		}
	}
	return lead, aside
}

func (p plain) splitBy(here []*graph.Finding, d graph.Dimension) string {
	byValue, telling, deciding, groups := map[string][]*graph.Finding{}, stringSet{}, "", ""
	for _, f := range here {
		values := p.values(d, f)
		for _, value := range values {
			byValue[value] = append(byValue[value], f)
		}
		if slices.ContainsFunc(values, tells) && directed(f) && f.Study != "" {
			telling[f.Study] = true
			deciding += " " + f.Key
		}
	}
	leads, aside := map[graph.Valence]bool{}, 0
	for _, value := range p.axes[d].Keys {
		if n := len(byValue[value]); n > 0 {
			groups += fmt.Sprintf(" %s %d", value, n)
		}
		if tells(value) {
			lead, n := leadOf(byValue[value])
			leads[lead] = true
			aside += n
		}
	}
	delete(leads, "")
	along := len(telling) - aside
	if len(leads) < 2 || 5*along < 4*len(telling) {
		return ""
	}
	how := "nearly"
	if aside == 0 {
		how = "completely"
	}
	kind, moderator := "BY_MODERATOR", d
	switch d {
	case graph.DimPhase:
		kind, moderator = "BY_PHASE", 0
	case graph.DimFactorState:
		kind, moderator = "BY_STATE", 0
	}
	return fmt.Sprintf("%s %d%s:%s %s %d", kind, moderator, groups, deciding, how, len(telling))
}
