package worlds

import (
	"fmt"
	"slices"

	"github.com/exitgraph/exitgraph/graph"
)

// defaultModel is the key of the model that phases belong to where the file does not
// say otherwise, and of the default model of a world that names none.
const defaultModel = "stages"

// noStudy is the key of the report in which findings without a study were read.
const noStudy = "review"

// complete makes what the file leaves out. Its rows are sound when it is called.
func (r *reader) complete() {
	r.fillRoles()
	r.makeMentioned(graph.KindStudy)
	r.makeReports()
	r.makeMentioned(graph.KindReport)
	r.makeMentioned(graph.KindFactor)
	r.makeMentioned(graph.KindPhase)
	r.makePhaseModel()
	r.place()
	for _, k := range graph.Kinds() {
		for _, at := range r.rows[k] {
			r.fill(at)
		}
	}
	r.findMentioned()
	if len(r.faults) > 0 {
		return
	}
	for _, k := range graph.Kinds() {
		for _, at := range r.rows[k] {
			r.world.Records = append(r.world.Records, at.record)
			r.world.lines[name{k, at.record.RecordKey()}] = at.line
		}
	}
}

// make adds a record of which the file has the key only.
func (r *reader) make(kind graph.Kind, key string, line int) {
	if r.at[name{kind, key}] != nil {
		return
	}
	if !graph.ValidKey(key) {
		r.fault(line, fmt.Sprintf("%q is no key", key), "Use lower-case words and digits joined by hyphens, 200 characters at most")
		return
	}
	m := graph.ModelOf(kind)
	out := &row{record: m.New(), line: line, said: map[string]bool{}}
	m.KeyField().SetStr(out.record, key)
	r.add(out)
}

// makeMentioned makes the records of a kind that are only referred to, in the order
// in which the file first mentions them.
func (r *reader) makeMentioned(kind graph.Kind) {
	for _, m := range r.mentions {
		if m.field.Target == kind {
			r.make(kind, m.key, m.line)
		}
	}
}

// findMentioned wants every record that is referred to and not made.
func (r *reader) findMentioned() {
	for _, m := range r.mentions {
		target := m.field.Target
		if target == 0 {
			if !slices.ContainsFunc(graph.NodeKinds(), func(k graph.Kind) bool { return r.at[name{k, m.key}] != nil }) {
				r.fault(m.line, fmt.Sprintf("%s names %q, and no record has that key", m.field, m.key), "Correct the key, or add the record")
			}
			continue
		}
		if r.at[name{target, m.key}] == nil && graph.ValidKey(m.key) {
			var known []string
			for _, at := range r.rows[target] {
				known = append(known, at.record.RecordKey())
			}
			if len(known) == 0 {
				r.fault(m.line, fmt.Sprintf("%s names the %s %q, and there is none", m.field, target, m.key), "Add the record, or leave the reference out")
				continue
			}
			r.unknown(m.line, target.String()+" of this world", m.key, known)
		}
	}
}

// fillRoles says what a link between a study and a report is where the file does not.
func (r *reader) fillRoles() {
	for _, at := range r.rows[graph.KindStudyReport] {
		if link := at.record.(*graph.StudyReport); link.Role == "" {
			link.Role = graph.Primary
		}
	}
}

// makeReports gives each study a primary report, and each finding the report in which
// it was read: the first primary one of its study.
func (r *reader) makeReports() {
	primary := map[string]string{}
	for _, at := range r.rows[graph.KindStudyReport] {
		if link := at.record.(*graph.StudyReport); link.Role == graph.Primary && primary[link.Study] == "" {
			primary[link.Study] = link.Report
		}
	}
	for _, at := range r.rows[graph.KindStudy] {
		key := at.record.RecordKey()
		if primary[key] != "" {
			continue
		}
		primary[key] = key + "-report"
		r.make(graph.KindReport, primary[key], at.line)
		r.add(&row{record: &graph.StudyReport{Study: key, Report: primary[key], Role: graph.Primary}, line: at.line, said: map[string]bool{}})
	}
	for _, at := range r.rows[graph.KindFinding] {
		f := at.record.(*graph.Finding)
		if f.Report != "" {
			continue
		}
		if f.Study == "" {
			f.Report = noStudy
			r.make(graph.KindReport, noStudy, at.line)
			continue
		}
		f.Report = primary[f.Study]
	}
}

// makePhaseModel makes the default model where no model is declared as such, and puts
// the phases into the default model that do not say where they belong.
func (r *reader) makePhaseModel() {
	key := ""
	for _, at := range r.rows[graph.KindPhaseModel] {
		m := at.record.(*graph.PhaseModel)
		if m.Key == defaultModel && !at.said["isDefault"] {
			m.IsDefault = true
		}
		if m.IsDefault && key == "" {
			key = m.Key
		}
	}
	if key == "" {
		key = defaultModel
		r.make(graph.KindPhaseModel, key, 1)
		if at := r.at[name{graph.KindPhaseModel, key}]; at != nil && !at.said["isDefault"] {
			at.record.(*graph.PhaseModel).IsDefault = true
		}
	}
	for _, at := range r.rows[graph.KindPhase] {
		p := at.record.(*graph.Phase)
		if parent := r.at[name{graph.KindPhase, p.Parent}]; p.Model == "" && parent != nil {
			p.Model = parent.record.(*graph.Phase).Model
		}
		if p.Model == "" {
			p.Model = key
		}
	}
}

// unordered are the structures whose phases have no place in an order.
var unordered = map[graph.ModelStructure]bool{"TYPOLOGY": true, "CUMULATIVE_DRIVERS": true, "CAUSAL_CONSTRUCTS": true, "ECOLOGICAL_LEVELS": true}

// place numbers the phases with the same parent, those that are declared first, after
// the places that the file gives.
func (r *reader) place() {
	type siblings struct{ model, parent string }
	last := map[siblings]int{}
	for _, at := range r.rows[graph.KindPhase] {
		p := at.record.(*graph.Phase)
		s := siblings{p.Model, p.Parent}
		last[s] = max(last[s], p.Position)
	}
	for _, at := range r.rows[graph.KindPhase] {
		p := at.record.(*graph.Phase)
		if p.Position != 0 || at.said["position"] {
			continue
		}
		if m := r.at[name{graph.KindPhaseModel, p.Model}]; m != nil && unordered[m.record.(*graph.PhaseModel).Structure] {
			continue
		}
		s := siblings{p.Model, p.Parent}
		last[s]++
		p.Position = last[s]
	}
}
