//go:build !race

// The SQL engine, a program translated to Go, takes forty times as long under the
// race detector, which would learn nothing from it.

package evidence_test

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/seed/seedsql"
)

// The judge counts with SQL over the CSV files of the built-in dataset: each file
// is a table (see seedsql). It shares no code with what it judges, and is
// written from the data dictionary.

// basics are views that every question needs.
const basics = `
	create index by_id_findings on findings (id);
	create index by_id_findings_sample_ids on findings_sample_ids (id);
	create index by_id_samples on samples (id);
	create index by_id_studies on studies (id);

	create view links_of_findings as
	select id as finding, study_id as study, report_id as report,
	       case when factor_state = 'ABSENCE' and valence = 'FACILITATING' then 'HINDERING'
	            when factor_state = 'ABSENCE' and valence = 'HINDERING' then 'FACILITATING'
	            else valence end as factor_valence,
	       factor_state = 'ABSENCE' and valence in ('FACILITATING', 'HINDERING') as turned
	from findings;

	-- The samples of a finding: its own where it names any, else all of its study.
	create view samples_of_findings as
	select id as finding, value as sample from findings_sample_ids
	union
	select f.id, s.id from findings f join samples_study_ids s on s.value = f.study_id
	where f.id not in (select id from findings_sample_ids);

	create view primary_reports as
	select l.study_id as study, r.language, r.year
	from study_reports l join reports r on r.id = l.report_id
	where l.role = 'PRIMARY';

	create table model_asked (model text);
	create table relations_asked (relation text);

	create view whole_of_phase as
	with recursive up(phase, whole) as (
	  select id, id from phases where parent_id is null
	  union all
	  select p.id, up.whole from phases p join up on p.parent_id = up.phase
	)
	select phase, whole from up;
`

// placement says how phases come onto the axis of the model asked for.
const placement = `
	drop table if exists brought;
	drop table if exists placed_phases;

	-- How a phase of another model reaches a phase of the model asked for: through
	-- the mappings asked for, read from the phase; BROAD and NARROW turn round when
	-- the mapping is read against its direction. A part without such a mapping uses
	-- those of the phase that contains it.
	create table brought as
	with recursive
	read(here, there, relation, mapping) as (
	  select from_phase_id, to_phase_id, relation, id from phase_mappings
	  union all
	  select to_phase_id, from_phase_id,
	         case relation when 'BROAD' then 'NARROW' when 'NARROW' then 'BROAD' else relation end, id
	  from phase_mappings
	),
	bridge(here, there, mapping) as (
	  select here, there, mapping from read join phases p on p.id = there
	  where p.model_id = (select model from model_asked)
	    and relation in (select relation from relations_asked)
	),
	climb(phase, at, steps) as (
	  select id, id, 0 from phases where model_id <> (select model from model_asked)
	  union all
	  select phase, p.parent_id, steps + 1 from climb join phases p on p.id = at where p.parent_id is not null
	),
	nearest(phase, steps) as (
	  select phase, min(steps) from climb join bridge on here = at group by phase
	)
	select phase, mapping, there
	from nearest join climb using (phase, steps) join bridge on here = at;

	create table placed_phases as
	select p.id as phase, w.whole as column
	from phases p join whole_of_phase w on w.phase = p.id
	where p.model_id = (select model from model_asked)
	union
	select b.phase, w.whole from brought b join whole_of_phase w on w.phase = b.there;
`

// valuesOnDimension says for each dimension which values a finding has on it.
var valuesOnDimension = map[graph.Dimension]string{
	graph.DimFactor:            `select id, factor_id from findings`,
	graph.DimFactorLevel:       `select f.id, x.level from findings f join factors x on x.id = f.factor_id`,
	graph.DimPhase:             `select f.id, p.column from findings f join placed_phases p on p.phase = f.phase_id`,
	graph.DimValence:           `select finding, factor_valence from links_of_findings`,
	graph.DimValenceAsReported: `select id, valence from findings`,
	graph.DimStudy:             `select id, study_id from findings where study_id is not null`,
	graph.DimReport:            `select id, report_id from findings`,
	graph.DimDesign:            `select f.id, s.design from findings f join studies s on s.id = f.study_id`,
	graph.DimTraffickingScope:  `select f.id, s.trafficking_scope from findings f join studies s on s.id = f.study_id`,
	graph.DimSetting:           `select f.id, s.setting from findings f join studies s on s.id = f.study_id`,
	graph.DimLifeStage:         `select l.finding, s.life_stage from samples_of_findings l join samples s on s.id = l.sample`,
	graph.DimEntryStage:        `select l.finding, s.entry_stage from samples_of_findings l join samples s on s.id = l.sample`,
	graph.DimCountry:           `select l.finding, c.value from samples_of_findings l join samples_countries_study c on c.id = l.sample`,
	graph.DimCountryOfOrigin:   `select l.finding, c.value from samples_of_findings l join samples_countries_origin c on c.id = l.sample`,
	graph.DimLanguage:          `select f.id, r.language from findings f join primary_reports r on r.study = f.study_id`,
	graph.DimYear:              `select f.id, min(r.year) from findings f join primary_reports r on r.study = f.study_id where r.year is not null group by f.id`,
	graph.DimInformant:         `select l.finding, s.informant from samples_of_findings l join samples s on s.id = l.sample`,
	graph.DimDefinitionScope:   `select f.id, s.definition_scope from findings f join studies s on s.id = f.study_id`,
	graph.DimExtractionBasis:   `select id, extraction_basis from findings`,
	graph.DimConfidence:        `select id, confidence from findings`,
	graph.DimFactorState:       `select id, factor_state from findings`,
}

// countGroups counts the groups of the table placed (grp, finding).
const countGroups = `
	with
	inside as (select distinct grp, finding from placed),
	people as (
	  select distinct i.grp, s.id as sample, s.size, s.size_unit
	  from inside i join samples_of_findings using (finding) join samples s on s.id = sample
	),
	by_finding as (
	  select grp,
	         count(*) as findings,
	         count(distinct study) as studies,
	         count(distinct report) as reports,
	         sum(turned) as turned,
	         sum(factor_valence = 'FACILITATING') as facilitating,
	         sum(factor_valence = 'HINDERING') as hindering,
	         sum(factor_valence = 'AMBIVALENT') as ambivalent,
	         sum(factor_valence = 'UNSIGNED') as unsigned,
	         count(distinct case factor_valence when 'FACILITATING' then study end) as studies_facilitating,
	         count(distinct case factor_valence when 'HINDERING' then study end) as studies_hindering,
	         count(distinct case factor_valence when 'AMBIVALENT' then study end) as studies_ambivalent,
	         count(distinct case factor_valence when 'UNSIGNED' then study end) as studies_unsigned
	  from inside join links_of_findings using (finding)
	  group by grp
	),
	by_sample as (
	  select grp,
	         count(*) as samples,
	         sum(size is null) as unknown,
	         sum(case when size_unit = 'PEOPLE' then cast(size as integer) else 0 end) as participants
	  from people group by grp
	),
	overlapping as (
	  select distinct a.grp
	  from people a join samples_overlaps_with o on o.id = a.sample
	  join people b on b.grp = a.grp and b.sample = o.value
	  where a.size_unit = 'PEOPLE' and b.size_unit = 'PEOPLE'
	)
	select grp, findings, studies, reports, turned,
	       coalesce(samples, 0), coalesce(unknown, 0), coalesce(participants, 0),
	       grp in (select grp from overlapping),
	       facilitating, studies_facilitating, hindering, studies_hindering,
	       ambivalent, studies_ambivalent, unsigned, studies_unsigned
	from by_finding left join by_sample using (grp)`

type judge struct {
	t  *testing.T
	db *sql.DB
}

func newJudge(t *testing.T) judge {
	t.Helper()
	j := judge{t, seedsql.Open(t)}
	j.do(basics)
	return j
}

func (j judge) do(statement string, args ...any) {
	j.t.Helper()
	if _, err := j.db.Exec(statement, args...); err != nil {
		j.t.Fatalf("%s\n%v", statement, err)
	}
}

// column reads the first column of a question.
func (j judge) column(question string, args ...any) []string {
	j.t.Helper()
	rows, err := j.db.Query(question, args...)
	if err != nil {
		j.t.Fatalf("%s\n%v", question, err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var v string
		if err := rows.Scan(&v); err != nil {
			j.t.Fatal(err)
		}
		out = append(out, v)
	}
	if err := rows.Err(); err != nil {
		j.t.Fatal(err)
	}
	return out
}

// asking sets the phase model and the mappings that place findings.
func (j judge) asking(model string, relations []graph.MappingRelation) {
	j.t.Helper()
	j.do(`delete from model_asked`)
	j.do(`delete from relations_asked`)
	if model == "" {
		j.do(`insert into model_asked select id from phase_models where is_default = 'YES'`)
	} else {
		j.do(`insert into model_asked values (?)`, model)
	}
	for _, r := range relations {
		j.do(`insert into relations_asked values (?)`, string(r))
	}
	j.do(placement)
}

// counts groups the findings that meet a condition on the table findings by one
// to three dimensions, and counts each group.
func (j judge) counts(where string, by ...graph.Dimension) map[string]graph.Counts {
	j.t.Helper()
	j.do(`drop table if exists placed`)
	j.do(`create table placed (grp text, finding text)`)
	j.do(`insert into placed select ?, id from findings where `+where, allFindings)
	var with, names, joins []string
	for i, d := range by {
		with = append(with, fmt.Sprintf("v%d(finding, value) as (%s)", i, valuesOnDimension[d]))
		names = append(names, fmt.Sprintf("v%d.value", i))
		joins = append(joins, fmt.Sprintf("join v%d using (finding)", i))
	}
	j.do(fmt.Sprintf(`insert into placed with %s select %s, finding from placed %s where grp = ?`,
		strings.Join(with, ", "), strings.Join(names, " || '"+and+"' || "), strings.Join(joins, " ")), allFindings)
	j.do(`insert into placed select ?, finding from placed where grp = ?
		and finding not in (select finding from placed where grp <> ?)`, unplacedFindings, allFindings, allFindings)

	rows, err := j.db.Query(countGroups)
	if err != nil {
		j.t.Fatal(err)
	}
	defer rows.Close()
	out := map[string]graph.Counts{}
	for rows.Next() {
		var name string
		var c graph.Counts
		v := &c.ByValence
		if err := rows.Scan(&name, &c.Findings, &c.Studies, &c.Reports, &c.FromAbsence,
			&c.Samples, &c.SamplesOfUnknownSize, &c.Participants, &c.MayOverlap,
			&v[0].Findings, &v[0].Studies, &v[1].Findings, &v[1].Studies,
			&v[2].Findings, &v[2].Studies, &v[3].Findings, &v[3].Studies); err != nil {
			j.t.Fatal(err)
		}
		c.Nodes = c.Findings
		out[name] = c
	}
	if err := rows.Err(); err != nil {
		j.t.Fatal(err)
	}
	return out
}
